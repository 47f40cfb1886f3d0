// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel
import ScenarioFiles

/// What was run, on which machine and when: the one file of a result in which runs of the same study differ.
public struct Manifest: Hashable, Sendable, Codable {
  /// The version of this layout.
  public var format = Manifest.knownFormat
  /// The version of the layout that this program writes and reads.
  static let knownFormat = 2
  /// The version of PatrolSim.
  public var patrolsim = PatrolSimVersion.current
  public var scenario: String
  /// The digest of `scenario.yaml` beside it.
  public var scenarioDigest: String
  public var seed: UInt64
  /// The preset of deterrence.
  public var preset: String
  /// The strategies' names in results, in their order.
  public var strategies: [String]
  /// The programs that decided for strategies; `nil` where there are none.
  public var programs: [Program]?
  public var replicationsAsked: Int
  public var replicationsDone: Int
  /// The replications done: `1-35, 37`.
  public var replications: String
  /// Whether all replications asked for were done.
  public var complete: Bool
  /// How a run that stops by itself ended; absent of others.
  public var stopping: StoppingOutcome?
  /// The numbers of units that were compared; absent where it was the scenario's own.
  public var units: [Int]?
  /// The command line.
  public var command: [String]
  public var machine: Machine
  /// The start, in UTC: `2024-03-04T09:00:00Z`.
  public var started: String
  public var durationInSeconds: Double
  /// The files of the results by their paths below the folder, with the CRC-32 of what was written in hexadecimal digits; this one among
  /// them, without. They are what may be replaced or removed, as long as they hold what was written.
  public var files: [String: String?]?

  /// Where an experiment ran.
  public struct Machine: Hashable, Sendable, Codable {
    public var operatingSystem: String
    public var processor: String
    public var cores: Int
    public var jobs: Int

    /// Describes the machine at hand.
    package init(jobs: Int) {
      operatingSystem = ProcessInfo.processInfo.operatingSystemVersionString
      processor = Manifest.processorName()
      cores = Experiment.processorCount
      self.jobs = jobs
    }
  }

  /// A program that decided for a strategy: results rest on it as they do on the scenario.
  public struct Program: Hashable, Sendable, Codable {
    /// The strategy, as results label it.
    public var strategy: String
    /// The command, word for word.
    public var command: [String]
    /// The SHA-256 of each word that is the path of a file, by that word, when the run ended.
    public var files: [String: String]

    /// The most bytes that are read of a file: a program that is larger, as an interpreter may be, is not told apart.
    static let longestFile = 64 << 20

    package init(strategy: String, command: [String], files: [String: String]) {
      (self.strategy, self.command, self.files) = (strategy, command, files)
    }
  }

  /// Reads the manifest of a folder of results; `nil` where there is none that can be used.
  public init?(folder: String) {
    guard let manifest = try? Manifest.read(folder: folder) else { return nil }
    self = manifest
  }

  init(_ study: Study, result: ExperimentResult, started: Date, durationInSeconds: Double) {
    self.init(
      study, done: result.replications.compactMap { $0.first?.replication }, of: result.requestedCount,
      started: started, durationInSeconds: durationInSeconds)
    stopping = result.stopping
  }

  /// - Parameters:
  ///   - done: The replications that were finished, ascending.
  ///   - asked: How many were asked for.
  init(_ study: Study, done: [Int], of asked: Int, started: Date, durationInSeconds: Double) {
    let experiment = study.experiment
    scenario = experiment.scenario.name
    scenarioDigest = study.digest
    seed = experiment.seed
    preset = experiment.scenario.deterrence.preset.rawValue
    strategies = experiment.labels
    let programs = experiment.strategies.compactMap(Program.init)
    self.programs = programs.isEmpty ? nil : programs
    units = study.units.isEmpty ? nil : study.units
    replicationsAsked = asked
    replicationsDone = done.count
    replications = Manifest.ranges(done)
    complete = done.count == asked
    command = study.command
    machine = Machine(jobs: experiment.jobs)
    self.started = universalTime(started)
    self.durationInSeconds = (durationInSeconds * 1_000).rounded() / 1_000
  }

  /// Returns ascending numbers as ranges: `1-35, 37`.
  public static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }

  /// Returns what Linux calls the processor, or its architecture.
  fileprivate static func processorName() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    #if arch(x86_64)
      return name ?? "x86_64"
    #elseif arch(arm64)
      return name ?? "arm64"
    #else
      return name ?? "unknown"
    #endif
  }
}

extension Manifest.Program {
  /// Describes the program of a strategy as it is now; `nil` where the strategy asks none.
  package init?(_ strategy: StrategyConfiguration) {
    guard let program = strategy.program else { return nil }
    self.strategy = strategy.label
    command = program.words
    files = [:]
    let folder = URL(fileURLWithPath: program.folder ?? ".", isDirectory: true)
    for word in program.words {
      let path = URL(fileURLWithPath: word, relativeTo: folder).path
      guard let content = try? RegularFile.bytes(of: path, limit: Manifest.Program.longestFile) else {
        continue
      }
      files[word] = ScenarioFile.digest(of: content)
    }
  }
}
