// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// What `summary.json` of a comparison holds besides its envelope: the comparison, costs, and who gains and bears.
struct SummaryContent: Encodable {
  let stopping: StoppingOutcome?
  let comparison: Comparison
  let costs: [CostResult]
  let fairness: [FairnessIndices]

  init(_ study: Study, result: ExperimentResult) {
    let experiment = study.experiment
    stopping = result.stopping
    comparison = result.comparison
    costs = CostResult.all(
      result.replications, frame: experiment.frame, costPerHour: experiment.costPerHour)
    fairness = FairnessResult.all(
      result.replications, frame: experiment.frame, scenario: experiment.scenario
    ).map(FairnessIndices.init)
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
    let envelope = Envelope(
      question: "compare", self, asked: result.requestedCount, done: result.replications.count)
    return try JSONText.bytes(
      AnswerDocument(envelope: envelope, content: SummaryContent(self, result: result)))
  }
}
