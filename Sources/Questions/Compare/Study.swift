// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Foundation
import PatrolModel
import ScenarioFiles

/// An experiment with what its results have to say about where it came from.
public struct Study: Sendable {
  public let experiment: Experiment
  /// The digest of the scenario as it is run.
  public let digest: String
  /// The command line, for the manifest.
  public let command: [String]
  /// Whether the preset of deterrence is another than the scenario file's.
  public let hasOtherPreset: Bool
  /// Whether strategies were named that may be others than the scenario's.
  public let hasOtherStrategies: Bool
  /// Whether to keep weekly counts of every replication and type.
  public let keepsWeeks: Bool
  /// The numbers of units that are compared, ascending; empty for the scenario's own.
  public let units: [Int]
  /// What brings the results to the disk.
  package var system: any SystemCalls = Disk()

  public init(
    _ experiment: Experiment, command: [String] = [], hasOtherPreset: Bool = false,
    hasOtherStrategies: Bool = false, keepsWeeks: Bool = false, units: [Int] = []
  ) {
    self.experiment = experiment
    self.units = units.sorted()
    self.command = command
    self.hasOtherPreset = hasOtherPreset
    self.keepsWeeks = keepsWeeks
    self.hasOtherStrategies = hasOtherStrategies
    digest = ScenarioFile.digest(of: experiment.scenario)
  }

  /// What the results lean on: the warnings of the scenario, then the assumptions of the model.
  public var assumptions: [String] { Study.assumptions(of: experiment.scenario) }

  /// What results on a scenario rest on: its warnings, then the assumptions of the model.
  static func assumptions(of scenario: Scenario) -> [String] {
    let warnings = ScenarioFile.warnings(for: scenario).map {
      "Warning: \($0)\($0.hasSuffix(".") ? "" : ".")"
    }
    return warnings + Evaluation.assumptions(of: scenario)
  }

  /// What decides the results: the scenario, the seed, how many replications, and the strategies.
  var subject: String {
    let labels = experiment.labels.joined(separator: " ")
    let programs = experiment.strategies.compactMap(Manifest.Program.init)
    return "\(digest) \(experiment.seed) \(experiment.replications) \(labels) \(programs)"
  }

  /// The folder of its results unless another is named: `Results/soho-pilot-1a2b3c4d-seed7`.
  public var defaultFolder: String {
    let preset = hasOtherPreset ? "-\(experiment.scenario.deterrence.preset.rawValue)" : ""
    let name = Study.slug(experiment.scenario.name)
    let numbers = units.isEmpty ? "" : "-units-\(units.map(String.init).joined(separator: "-"))"
    let strategies =
      hasOtherStrategies ? "-" + Study.slug(experiment.labels.dropFirst().joined(separator: " ")) : ""
    let cost =
      experiment.costPerHour == CostPerHour()
      ? "" : "-cost-\(Study.slug(DecimalText.trimmed(experiment.costPerHour.pounds, decimals: 2)))"
    return "Results/\(name)-\(digest.prefix(8))-seed\(experiment.seed)\(preset)\(strategies)\(numbers)\(cost)"
  }

  /// The folders that are tried where none is named: that of its name, one for so many replications, and further ones.
  ///
  /// So a question that is asked again with fewer replications, or beside results that somebody edited, is answered and takes nothing away.
  var defaultFolders: [String] {
    [defaultFolder, "\(defaultFolder)-r\(experiment.replications)"]
      + (2...99).map { "\(defaultFolder)-\($0)" }
  }

  /// Returns a name in lower-case letters and digits with hyphens between, at most 60 characters.
  package static func slug(_ name: String) -> String {
    let words = name.lowercased().unicodeScalars.split {
      !("a"..."z").contains($0) && !("0"..."9").contains($0)
    }
    let slug = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: "-").prefix(60)
    return slug.isEmpty ? "scenario" : String(slug)
  }
}
