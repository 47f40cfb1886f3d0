// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// What `summary.json` holds: the comparison, costs, who gains and bears, and what it all leans on.
struct SummaryDocument: Encodable {
  let format = 1
  let patrolsim = PatrolSimVersion.current
  let scenario: String
  let scenarioDigest: String
  let seed: UInt64
  let preset: String
  let replicationsAsked: Int
  let replicationsDone: Int
  let complete: Bool
  let stopping: StoppingOutcome?
  let comparison: Comparison
  let costs: [CostResult]
  let fairness: [FairnessIndices]
  let assumptions: [String]

  init(_ study: Study, result: ExperimentResult) {
    let experiment = study.experiment
    scenario = experiment.scenario.name
    scenarioDigest = study.digest
    seed = experiment.seed
    preset = experiment.scenario.deterrence.preset.rawValue
    replicationsAsked = result.requestedCount
    replicationsDone = result.replications.count
    complete = result.isComplete
    stopping = result.stopping
    comparison = result.comparison
    costs = CostResult.all(
      result.replications, frame: experiment.frame, costPerHour: experiment.costPerHour)
    fairness = FairnessResult.all(
      result.replications, frame: experiment.frame, scenario: experiment.scenario
    ).map(FairnessIndices.init)
    assumptions = study.assumptions
  }
}

/// How far gains and burdens of a strategy lie apart; its wards are in `wards.csv`.
struct FairnessIndices: Encodable {
  let strategy: String
  let benefitAgainstNeed: Estimate
  let benefitAgainstSearches: Estimate?

  init(_ result: FairnessResult) {
    strategy = result.strategy
    benefitAgainstNeed = result.benefitAgainstNeed
    benefitAgainstSearches = result.benefitAgainstSearches
  }
}

extension Study {
  /// Returns the content of `summary.json`.
  public func summary(of result: ExperimentResult) throws -> [UInt8] {
    try JSONText.bytes(SummaryDocument(self, result: result))
  }
}
