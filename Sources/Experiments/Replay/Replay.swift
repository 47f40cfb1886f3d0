// SPDX-License-Identifier: GPL-3.0-or-later

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
    problems += Replay.changedPrograms(manifest)
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
    warnings =
      manifest.patrolsim == PatrolSimVersion.current
      ? []
      : [
        "The results are of PatrolSim \(manifest.patrolsim), this is \(PatrolSimVersion.current): where rules have changed, "
          + "so have replications."
      ]
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
    struct Format: Decodable { let format: Int }
    let bytes = FileManager.default.contents(atPath: folder + "/manifest.json") ?? Data()
    let known = Manifest.format
    if let format = try? JSONDecoder().decode(Format.self, from: bytes).format, format != known {
      throw CannotReplay(problems: [.otherFormat(found: format, known: known)])
    }
    guard let manifest = Manifest(folder: folder) else {
      throw CannotReplay(problems: [.noManifest(folder: folder)])
    }
    return manifest
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

  private static func changedPrograms(_ manifest: Manifest) -> [ReplayProblem] {
    (manifest.programs ?? []).flatMap { program in
      program.files.sorted { $0.key < $1.key }.compactMap { file, expected -> ReplayProblem? in
        let found = FileManager.default.contents(atPath: file).map { ScenarioFile.digest(of: $0) }
        guard found != expected else { return nil }
        return .changedProgram(strategy: program.strategy, file: file, expected: expected, found: found)
      }
    }
  }
}
