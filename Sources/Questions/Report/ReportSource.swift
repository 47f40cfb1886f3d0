// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Foundation
import PatrolModel
import ScenarioFiles

/// What a report is made from: an experiment's scenario, what was run where and when, and what came of it.
public struct ReportSource: Sendable {
  public let scenario: Scenario
  public let manifest: Manifest
  public let data: ReportData

  public init(scenario: Scenario, manifest: Manifest, data: ReportData) {
    self.scenario = scenario
    self.manifest = manifest
    self.data = data
  }

  /// What was otherwise when the results were made and may matter, in sentences.
  public var warnings: [String] { manifest.versionWarnings }
}

/// A reason why a folder of results can't be reported on.
public enum UnreadableResults: Error, Hashable, CustomStringConvertible {
  /// The folder isn't there.
  case noFolder(String)
  /// It has no manifest, or one that can't be read.
  case noManifest(folder: String)
  /// They are results by number of units, of which no report is made.
  case byUnits(folder: String)
  /// A file of it says what can't be, a reason each.
  case badValues(path: String, reasons: [String])
  /// A file of it is missing or broken.
  case badFile(path: String, reason: String)
  /// It was written by a version whose layout this one doesn't know.
  case otherFormat(path: String, found: Int, known: Int)
  /// The scenario in it is not the one that was run.
  case changedScenario(folder: String, expected: String, found: String)

  // Reasons may have lines of their own, which are printable already.
  public var description: String { printableLines(sentence) }

  private var sentence: String {
    switch self {
    case .noFolder(let path): "\(printable(path)) is not a folder."
    case .noManifest(let folder):
      "\(printable(folder)) holds no results: it has no readable manifest.json. `patrolsim compare` makes results."
    case .byUnits(let folder):
      "\(printable(folder)) holds results by number of units, which have no report. For a report, run `patrolsim compare` without --units."
    case .badValues(let path, let reasons):
      reasons.map { "\(printable(path)): \($0)" }.joined(separator: "\n")
    case .badFile(let path, let reason): "\(printable(path)) can't be read: \(reason)"
    case .otherFormat(let path, let found, let known):
      "\(printable(path)) has format \(found), but this version of PatrolSim reads format \(known)."
    case .changedScenario(let folder, let expected, let found):
      "\(printable(folder))/scenario.yaml is not the scenario that was run: its digest is \(found), that of the results is "
        + "\(expected)."
    }
  }
}

extension ReportSource {
  /// Reads it from a folder of results.
  ///
  /// - Throws: ``UnreadableResults``.
  public init(folder: String) throws(UnreadableResults) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noFolder(folder)
    }
    let manifest = try ReportSource.manifest(in: folder)
    guard manifest.units == nil else { throw .byUnits(folder: folder) }
    let path = folder + "/report.json"
    let data = try ReportSource.data(path, checksum: manifest.files?["report.json"] ?? nil)
    let scenarioPath = folder + "/scenario.yaml"
    let scenario: Scenario
    do { scenario = try ScenarioFile.read(path: scenarioPath) } catch {
      throw .badFile(path: scenarioPath, reason: "\(error)")
    }
    let digest = ScenarioFile.digest(of: scenario)
    guard digest == manifest.scenarioDigest else {
      throw .changedScenario(folder: folder, expected: manifest.scenarioDigest, found: digest)
    }
    guard digest == data.scenarioDigest else {
      throw .badFile(
        path: path, reason: "it is of another scenario, with the digest \(printable(data.scenarioDigest))")
    }
    let problems = ReportCheck.problems(in: data, scenario: scenario, manifest: manifest)
    guard problems.isEmpty else { throw .badValues(path: path, reasons: problems.lines) }
    self.init(scenario: scenario, manifest: manifest, data: data)
  }

  private static func manifest(in folder: String) throws(UnreadableResults) -> Manifest {
    do { return try Manifest.read(folder: folder) } catch {
      switch error {
      case .unreadable: throw .noManifest(folder: folder)
      case .otherFormat(let found, let known):
        throw .otherFormat(path: folder + "/manifest.json", found: found, known: known)
      case .invalid(let path, let reasons): throw .badValues(path: path, reasons: reasons)
      }
    }
  }

  /// Reads `report.json`; whether its values fit the scenario and the manifest is checked once these are known.
  ///
  /// - Parameter checksum: Of what was written there; `nil` where that is not known.
  private static func data(_ path: String, checksum: String?) throws(UnreadableResults) -> ReportData {
    let json = ReportData.json
    let bytes: [UInt8]
    do { bytes = try RegularFile.bytes(of: path, limit: json.size) } catch {
      if case .missing = error {
        throw .badFile(
          path: path, reason: "it is missing; results of older versions have none, so run them again")
      }
      throw .badFile(path: path, reason: error.reason)
    }
    // The format first: of another one nothing else may be what it seems.
    struct Format: Decodable { let format: Int }
    func read<Value: Decodable>(_ type: Value.Type) throws(UnreadableResults) -> Value {
      do { return try json.decode(type, from: bytes) } catch {
        throw .badFile(path: path, reason: "it does not have the content that PatrolSim writes: \(error)")
      }
    }
    let format = try read(Format.self).format
    guard format == ReportData.format else {
      throw .otherFormat(path: path, found: format, known: ReportData.format)
    }
    guard checksum == nil || FileChecksum.of(bytes) == checksum else {
      throw .badFile(
        path: path,
        reason: "it was changed after the run, so its numbers are not those of the run; run it again")
    }
    return try read(ReportData.self)
  }
}

extension ReportData {
  /// The most of a `report.json` that is read. That of London with all strategies has 1.2 MB, one of 2,000 places over a year
  /// under twelve strategies 11 MB with 3.3 million values.
  static let json = ForeignJSON(size: 24 << 20, depth: 16, values: 4_000_000)
}

extension Manifest {
  /// What another version of PatrolSim may have done otherwise, in a sentence; none for results of this one.
  var versionWarnings: [String] {
    guard patrolsim != PatrolSimVersion.current else { return [] }
    return [
      "The results are from PatrolSim \(printable(patrolsim)); this is \(PatrolSimVersion.current). Replications differ where rules have "
        + "changed."
    ]
  }
}
