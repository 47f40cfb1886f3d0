// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// Writes `fairness.csv`: how unlike each other gains and burdens are distributed over wards, in one number a row.
enum FairnessTable {
  static let columns =
    [Column("strategy", "The strategy"), Column("measure", "Which distributions are compared")]
    + ComparisonTables.estimateColumns.map { column in
      column.name == "estimate"
        ? Column("estimate", "The index of dissimilarity, 0 alike to 1 apart; empty where it is undefined")
        : column
    } + [Column("undefined", "Why there is no estimate")]

  /// Returns the strategies' indices with their names.
  static func rows(_ results: [FairnessResult]) -> [(strategy: String, measure: String, estimate: Estimate)] {
    results.flatMap { result in
      [(result.strategy, "harm averted against harm without patrol", result.benefitAgainstNeed)]
        + (result.benefitAgainstSearches.map {
          [(result.strategy, "harm averted against fruitless searches", $0)]
        } ?? [])
    }
  }

  /// Returns the file.
  static func csv(_ results: [FairnessResult]) -> [UInt8] {
    var text = CSVText(header: columns)
    for row in rows(results) {
      text.add(row.strategy)
      text.add(row.measure)
      ComparisonTables.add(row.estimate, to: &text)
      text.add(row.estimate.undefined ?? "")
      text.endRow()
    }
    return text.take()
  }
}
