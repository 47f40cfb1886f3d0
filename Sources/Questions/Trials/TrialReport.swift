// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel

/// A trial repeated under one preset, over the replications that were finished.
public struct TrialReport: Hashable, Sendable, Codable {
  /// What the scenario is called.
  public let name: String
  public let citation: String
  public let doi: String
  /// The dose as published.
  public let dose: String
  public let preset: String
  public let seed: UInt64
  public let replications: Int
  /// The replications asked for.
  public let requested: Int
  /// Visits delivered, a replication.
  public let visits: Estimate
  /// Visits that the timetable prescribes, a replication.
  public let visitsPlanned: Estimate
  /// Visits that the trial itself delivered, as published; `nil` where that was not.
  public let visitsPublished: Int?
  public let findings: [FindingResult]
  public let assumptions: [String]

  /// Whether every replication asked for was finished.
  public var isComplete: Bool { replications >= requested }

  /// Sums up replications, of which there is at least one.
  init(scenario: Scenario, seed: UInt64, trial: Trial, requested: Int, results: [TrialResult]) {
    name = scenario.name
    citation = trial.citation
    doi = trial.doi
    dose = trial.dose
    preset = scenario.deterrence.preset.rawValue
    self.seed = seed
    replications = results.count
    self.requested = requested
    visits = Estimate(ConfidenceInterval(of: results.map { Double($0.visits) }))
    visitsPlanned = Estimate(ConfidenceInterval(of: results.map { Double($0.visitsPlanned) }))
    visitsPublished = trial.visits
    findings = trial.findings.enumerated().map { FindingResult($1, index: $0, of: results) }
    assumptions = trial.assumptions
  }
}
