// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// What an after study came to as a table, one estimate a row, and as JSON.
public enum AfterTable {
  static let columns =
    [
      Column("strategy", "The strategy"),
      Column("share", "The share of units that patrols on; empty where it doesn't apply"),
      Column("units", "How many units that is"),
      Column("measure", "What is estimated"),
      Column("day", "The day after the campaign, from 1; empty for all of them"),
      Column("unit", "The unit of the estimate"),
    ] + ComparisonTables.estimateColumns + [Column("undefined", "Why there is no estimate")]

  /// Returns the table.
  public static func csv(_ result: AfterStudyResult) -> [UInt8] {
    var text = CSVText(header: columns)
    func add(
      _ strategy: String, _ share: AfterShare?, _ measure: String, day: Int? = nil, _ unit: String,
      _ estimate: Estimate
    ) {
      text.add(strategy)
      text.add(share?.share)
      text.add(share.map { Double($0.units) })
      text.add(measure)
      text.add(day.map(Double.init))
      text.add(unit)
      ComparisonTables.add(estimate, to: &text)
      text.add(estimate.undefined ?? "")
      text.endRow()
    }
    for strategy in result.strategies {
      let name = strategy.strategy
      add(name, nil, "crime averted in the campaign", "%", strategy.campaignPercent)
      add(name, nil, "half-life of the effect", "days", strategy.halfLifeInDays)
      let gone =
        strategy.goneFromDay.map { Estimate(exactly: Double($0)) }
        ?? Estimate(
          undefined: result.replicationCount > 1
            ? "it can be told from 0 to the last day" : "one replication has no intervals")
      add(name, nil, "first day without an effect", "day", gone)
      for share in strategy.shares {
        add(name, share, "crime averted after the campaign", "%", share.crimePercent)
        add(name, share, "harm averted after the campaign", "%", share.harmPercent)
        add(name, share, "effect of the campaign kept", "%", share.keptPercent)
        add(name, share, "officer hours", "h", share.officerHours)
        add(name, share, "cost of the operation", "£", share.pounds)
        for (day, estimate) in share.days.enumerated() {
          add(name, share, "crime averted", day: day + 1, "%", estimate)
        }
      }
    }
    return text.take()
  }

  /// Returns the same as JSON.
  public static func json(_ result: AfterStudyResult, of study: AfterStudy) throws -> [UInt8] {
    try JSONText.bytes(AfterDocument(study, result))
  }
}

private struct AfterDocument: Encodable {
  let format = 1
  let patrolsim = PatrolSimVersion.current
  let scenario: String
  let scenarioDigest: String
  let seed: UInt64
  let weeks: Int
  let costPerHour: Double
  let replicationsAsked: Int
  let replicationsDone: Int
  let strategies: [AfterResult]
  let assumptions: [String]

  init(_ after: AfterStudy, _ result: AfterStudyResult) {
    scenario = after.study.experiment.scenario.name
    scenarioDigest = after.study.digest
    seed = after.study.experiment.seed
    weeks = after.weeks
    costPerHour = after.costPerHour.pounds
    replicationsAsked = result.requestedCount
    replicationsDone = result.replicationCount
    strategies = result.strategies
    assumptions = after.study.assumptions
  }
}
