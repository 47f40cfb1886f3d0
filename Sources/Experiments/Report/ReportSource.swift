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
}

/// A reason why a folder of results can't be reported on.
public enum UnreadableResults: Error, Hashable, CustomStringConvertible {
  /// The folder isn't there.
  case noFolder(String)
  /// It has no manifest, or one that can't be read.
  case noManifest(folder: String)
  /// They are results by number of units, of which no report is made.
  case byUnits(folder: String)
  /// A file of it is missing or broken.
  case badFile(path: String, reason: String)
  /// It was written by a version whose layout this one doesn't know.
  case otherFormat(path: String, found: Int, known: Int)
  /// The scenario in it is not the one that was run.
  case changedScenario(folder: String, expected: String, found: String)

  public var description: String { printable(sentence) }

  private var sentence: String {
    switch self {
    case .noFolder(let path): "\(path) is not a folder."
    case .noManifest(let folder):
      "\(folder) holds no results: it has no manifest.json that can be read. Results are made by `patrolsim compare`."
    case .byUnits(let folder):
      "\(folder) holds results by number of units, which have no report; run `patrolsim compare` without --units for one."
    case .badFile(let path, let reason): "\(path) can't be read: \(reason)"
    case .otherFormat(let path, let found, let known):
      "\(path) has format \(found), and this version of PatrolSim reads format \(known)."
    case .changedScenario(let folder, let expected, let found):
      "\(folder)/scenario.yaml is not the scenario that was run: its digest is \(found), that of the results is "
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
    guard let manifest = Manifest(folder: folder) else { throw .noManifest(folder: folder) }
    guard manifest.units == nil else { throw .byUnits(folder: folder) }
    let path = folder + "/report.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .badFile(
        path: path, reason: "it is not there; results of older versions have none, run them anew")
    }
    // The format first: of another one nothing else may be what it seems.
    struct Format: Decodable { let format: Int }
    guard let format = try? JSONDecoder().decode(Format.self, from: bytes).format else {
      throw .badFile(path: path, reason: "it is not what PatrolSim writes")
    }
    guard format == ReportData.format else {
      throw .otherFormat(path: path, found: format, known: ReportData.format)
    }
    let data: ReportData
    do { data = try JSONDecoder().decode(ReportData.self, from: bytes) } catch {
      throw .badFile(path: path, reason: "it is not what PatrolSim writes")
    }
    let scenarioPath = folder + "/scenario.yaml"
    let scenario: Scenario
    do { scenario = try ScenarioFile.read(path: scenarioPath) } catch {
      throw .badFile(path: scenarioPath, reason: "\(error)")
    }
    let digest = ScenarioFile.digest(of: scenario)
    guard digest == data.scenarioDigest else {
      throw .changedScenario(folder: folder, expected: data.scenarioDigest, found: digest)
    }
    self.init(scenario: scenario, manifest: manifest, data: data)
  }
}
