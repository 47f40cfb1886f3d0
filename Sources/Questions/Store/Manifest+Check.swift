// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// A reason why the manifest of a folder can't be used.
enum ManifestProblem: Error, Hashable {
  /// There is none, or something that is no manifest.
  case unreadable
  /// Its layout is not one that this version knows.
  case otherFormat(found: Int, known: Int)
  /// It says something that can't be, a reason each.
  case invalid(path: String, reasons: [String])
}

/// What tells the manifests of different commands and versions apart.
private struct ManifestForm: Decodable {
  let format: Int
  let kind: OutputFolder.Kind?
  let cells: Int?

  /// The command whose manifest it is; `nil` of a comparison.
  var command: String? {
    switch kind {
    case .answer(let name): name
    case .figures: "report --figures"
    case nil: cells == nil ? nil : "batch"
    }
  }
}

extension Manifest {
  /// The most bytes that are read; one with thousands of replications has some ten thousand.
  static let sizeLimit = 1 << 20
  /// The most replications that any run has.
  static let replicationLimit = 1_000_000_000

  /// Reads the manifest of a folder of results, and checks all that it says.
  static func read(folder: String) throws(ManifestProblem) -> Manifest {
    let path = folder + "/manifest.json"
    let json = ForeignJSON(size: sizeLimit, depth: 8, values: 100_000)
    let bytes: [UInt8]
    do { bytes = try RegularFile.bytes(of: path, limit: sizeLimit) } catch {
      if case .missing = error { throw .unreadable }
      throw .invalid(path: path, reasons: [error.reason])
    }
    // The format first: of another one nothing else may be what it seems.
    guard let form = try? json.decode(ManifestForm.self, from: bytes) else { throw .unreadable }
    if let command = form.command {
      throw .invalid(
        path: folder,
        reasons: ["it holds results of `patrolsim \(command)`; results of `patrolsim compare` are needed"]
      )
    }
    guard form.format == Manifest.knownFormat else {
      throw .otherFormat(found: form.format, known: Manifest.knownFormat)
    }
    let manifest: Manifest
    do { manifest = try json.decode(Manifest.self, from: bytes) } catch {
      throw .invalid(path: path, reasons: ["\(error)"])
    }
    let problems = manifest.problems
    guard problems.isEmpty else { throw .invalid(path: path, reasons: problems.lines) }
    return manifest
  }

  /// What it says that can't be.
  private var problems: ValueProblems {
    var problems = ValueProblems()
    for (name, text, limit) in [
      ("scenario", scenario, 10_000), ("patrolsim", patrolsim, 100), ("started", started, 100),
      ("machine.operatingSystem", machine.operatingSystem, 1_000),
      ("machine.processor", machine.processor, 1_000),
    ] { problems.require(text: text, upTo: limit, name) }
    problems.require(isDigest(scenarioDigest), "scenarioDigest", "is no digest of 64 hexadecimal digits")
    problems.require(
      DeterrencePreset(named: preset) != nil, "preset",
      "is \"\(preset)\", which is no preset of deterrence")
    problems.require(machine.cores, in: 1...1_000_000, "machine.cores")
    problems.require(machine.jobs, in: 1...1_000_000, "machine.jobs")
    problems.require(durationInSeconds, in: 0...1e12, "durationInSeconds")
    checkStrategies(&problems)
    checkReplications(&problems)
    for (index, count) in (units ?? []).enumerated() {
      problems.require(count, in: DoseStudy.unitRange, "units[\(index)]")
    }
    problems.require(units?.isEmpty != true, "units", "has no entry; there must be at least one")
    for (index, program) in (programs ?? []).enumerated() {
      checkProgram(program, "programs[\(index)]", &problems)
    }
    return problems
  }

  private func checkStrategies(_ problems: inout ValueProblems) {
    problems.require(strategies.count, in: 1...1_000, "strategies.count")
    var seen: Set<String> = []
    for (index, strategy) in strategies.enumerated() {
      problems.require(text: strategy, upTo: 10_000, "strategies[\(index)]")
      problems.require(
        seen.insert(strategy).inserted, "strategies[\(index)]",
        "is \"\(strategy)\", which is listed twice")
    }
  }

  private func checkReplications(_ problems: inout ValueProblems) {
    problems.require(replicationsAsked, in: 1...Manifest.replicationLimit, "replicationsAsked")
    problems.require(replicationsDone, in: 0...max(0, replicationsAsked), "replicationsDone")
    problems.require(
      complete == (replicationsDone == replicationsAsked), "complete",
      "is \(complete), with \(replicationsDone) of \(replicationsAsked) replications done")
    guard let ranges = Manifest.ranges(of: replications) else {
      return problems.add(
        "replications", "is \"\(replications)\"; it must be ascending numbers, like 1-35, 37")
    }
    let count = ranges.reduce(0) { $0 + $1.count }
    problems.require(
      count == replicationsDone, "replications",
      "names \(count) replications; replicationsDone is \(replicationsDone)")
    guard let stopping else { return }
    problems.require(stopping.maximum, in: 1...Manifest.replicationLimit, "stopping.maximum")
    problems.require(stopping.halfWidthAsked, in: 0...1e9, "stopping.halfWidthAsked")
    problems.require(stopping.halfWidth ?? 0, in: 0...1e9, "stopping.halfWidth")
  }

  private func checkProgram(_ program: Program, _ path: String, _ problems: inout ValueProblems) {
    problems.require(
      strategies.contains(program.strategy), "\(path).strategy",
      "is \"\(program.strategy)\", which is none of strategies")
    problems.require(program.command.count, in: 1...1_000, "\(path).command.count")
    for (word, digest) in program.files.sorted(by: { $0.key < $1.key }) {
      problems.require(
        program.command.contains(word), "\(path).files", "names \"\(word)\", which is no word of the command")
      problems.require(
        isDigest(digest), "\(path).files", "has no digest of 64 hexadecimal digits for \"\(word)\"")
    }
  }

  /// Reads what ``ranges(_:)`` writes; `nil` where it is something else.
  static func ranges(of text: String) -> [ClosedRange<Int>]? {
    guard !text.isEmpty else { return [] }
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let bounds = part.trimming(while: { $0 == " " }).split(separator: "-", omittingEmptySubsequences: false)
        .map { Int($0) }
      guard (1...2).contains(bounds.count), let first = bounds[0], let last = bounds[bounds.count - 1],
        first > ranges.last?.upperBound ?? 0, first <= last, last <= replicationLimit
      else { return nil }
      ranges.append(first...last)
    }
    return ranges
  }
}

extension Substring {
  /// The text without such characters at its ends.
  fileprivate func trimming(while isLeft: (Character) -> Bool) -> Substring {
    let start = drop(while: isLeft)
    return start[..<(start.lastIndex { !isLeft($0) }.map { start.index(after: $0) } ?? start.startIndex)]
  }
}
