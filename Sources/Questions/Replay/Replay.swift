// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel
import ScenarioFiles

/// Rebuilds replications of stored results from what the folder says of their run.
public struct Replay: Sendable {
  /// The folder of results.
  public let folder: String
  public let manifest: Manifest
  public let experiment: Experiment
  /// What was otherwise than now and may make a difference, in sentences.
  public let warnings: [String]

  /// Reads what was run, and checks that it is what it was.
  ///
  /// - Parameters:
  ///   - folder: The folder of results.
  ///   - allowsCommands: Whether to run the programs that the manifest names for strategies.
  /// - Throws: ``CannotReplay`` with everything that keeps it from being rebuilt.
  public init(folder: String, allowsCommands: Bool = false) throws(CannotReplay) {
    self.folder = folder
    let manifest = try Replay.manifest(in: folder)
    self.manifest = manifest
    var problems: [ReplayProblem] = []
    if let units = manifest.units { problems.append(.otherUnits(units)) }
    let scenario = Replay.scenario(in: folder, manifest: manifest, &problems)
    // Without leave nothing runs, and no file that a stranger may have named is looked at.
    if allowsCommands { problems += Replay.changedPrograms(manifest) }
    guard problems.isEmpty, let scenario else { throw CannotReplay(problems: problems) }
    do {
      let strategies = try manifest.strategies.map {
        try StrategyConfiguration(argument: manifest.argument(of: $0))
      }
      experiment = try Experiment(
        scenario: scenario, strategies: strategies.map { Replay.allowing($0, allowsCommands) },
        replications: 1, seed: manifest.seed, jobs: 1, allowsCommands: allowsCommands)
    } catch { throw CannotReplay(problems: [.badStrategies("\(error)")]) }
    guard experiment.labels == manifest.strategies else {
      throw CannotReplay(problems: [
        .badStrategies("they are now called \(experiment.labels.joined(separator: ", "))")
      ])
    }
    warnings = manifest.versionWarnings
  }

  /// A program comes from a file that may have come from elsewhere, so it needs leave like one that a scenario names.
  private static func allowing(_ strategy: StrategyConfiguration, _ allowsCommands: Bool)
    -> StrategyConfiguration
  {
    var strategy = strategy
    strategy.program?.isNamedByUser = allowsCommands
    return strategy
  }

  private static func manifest(in folder: String) throws(CannotReplay) -> Manifest {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw CannotReplay(problems: [.noFolder(folder)])
    }
    do { return try Manifest.read(folder: folder) } catch {
      switch error {
      case .unreadable: throw CannotReplay(problems: [.noManifest(folder: folder)])
      case .otherFormat(let found, let known):
        throw CannotReplay(problems: [.otherFormat(found: found, known: known)])
      case .invalid(let path, let reasons):
        throw CannotReplay(problems: reasons.map { .badFile(path: path, reason: $0) })
      }
    }
  }

  private static func scenario(
    in folder: String, manifest: Manifest, _ problems: inout [ReplayProblem]
  ) -> Scenario? {
    let path = folder + "/scenario.yaml"
    do {
      let scenario = try ScenarioFile.read(path: path)
      let digest = ScenarioFile.digest(of: scenario)
      if digest != manifest.scenarioDigest {
        problems.append(.changedScenario(path: path, expected: manifest.scenarioDigest, found: digest))
      }
      return scenario
    } catch {
      problems.append(.badFile(path: path, reason: "\(error)"))
      return nil
    }
  }

  /// The programs that are not what they were. Of what a file is now nothing is told, not even its digest: whoever wrote the
  /// manifest may have named any file.
  private static func changedPrograms(_ manifest: Manifest) -> [ReplayProblem] {
    (manifest.programs ?? []).flatMap { program in
      program.files.sorted { $0.key < $1.key }.compactMap { file, expected -> ReplayProblem? in
        let found = try? RegularFile.bytes(of: file, limit: programSizeLimit)
        guard found.map(ScenarioFile.digest(of:)) != expected else { return nil }
        return .changedProgram(strategy: program.strategy, file: file, expected: expected)
      }
    }
  }

  /// The most bytes of a file of a program that are read.
  private static let programSizeLimit = 256 << 20
}
