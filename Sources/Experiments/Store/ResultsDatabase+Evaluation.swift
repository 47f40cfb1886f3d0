// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import GRDB

extension ResultsDatabase {
  /// Adds what is known only over all replications: costs, who gains and bears, and the true effect by slice.
  static func addEvaluation(
    _ result: ExperimentResult, of experiment: Experiment, to database: Database
  ) throws {
    let (scenario, frame) = (experiment.scenario, experiment.frame)
    func insert(into table: String, _ values: [(any DatabaseValueConvertible)?]) throws {
      let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
      try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
        .execute(arguments: StatementArguments(values))
    }
    func id(_ strategy: String) -> Int? { experiment.labels.firstIndex(of: strategy) }
    for row in CostTable.rows(CostResult.all(result.replications, frame: frame)) {
      try insert(
        into: "cost",
        [id(row.strategy), row.measure, row.area, row.grade, row.unit] + numbers(of: row.estimate))
    }
    let figures = WardTable.figures(of: scenario)
    for row in WardTable.rows(result.replications, frame: frame, of: scenario) {
      try insert(
        into: "ward_effect",
        [id(row.strategy), row.result.ward.name, row.result.ward.borough] + figures.map { $0.value(row) })
    }
    let fairness = FairnessResult.all(result.replications, frame: frame, scenario: scenario)
    for row in FairnessTable.rows(fairness) {
      try insert(into: "fairness", [id(row.strategy), row.measure] + numbers(of: row.estimate))
    }
    let slices = TruthSlices(scenario: scenario).slices
    for (strategy, tallies) in result.truth.enumerated() {
      for (slice, tally) in zip(slices, tallies) {
        for outcome in Outcome.allCases {
          let (averted, percent) = (tally.averted(outcome), tally.percent(outcome))
          try insert(
            into: "truth",
            [
              strategy, slice.phase.rawValue, slice.area.rawValue, slice.dimension.rawValue, slice.key,
              outcome.rawValue, tally.without(outcome).value, averted.value, averted.lower, averted.upper,
              percent.value, percent.lower, percent.upper,
            ])
        }
      }
    }
  }

  /// Adds the sums of weeks, harm to the two decimals of `weekly.csv`.
  static func addWeeks(
    _ result: ExperimentResult, of experiment: Experiment, to database: Database
  ) throws {
    let statement = try database.cachedStatement(sql: "INSERT INTO weekly VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    try ResultTables(experiment: experiment, result: result).forEachWeek { row in
      try statement.execute(arguments: [
        row.strategy, row.phase.rawValue, row.week, row.starts, row.place, row.happened, row.recorded,
        (row.harm * 100).rounded() / 100,
      ])
    }
  }

  private static func numbers(of estimate: Estimate) -> [(any DatabaseValueConvertible)?] {
    [estimate.value, estimate.lower, estimate.upper, estimate.standardError, estimate.undefined]
  }
}
