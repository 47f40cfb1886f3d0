// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// How unlike each other gains and burdens are distributed over wards, in one number a row.
enum FairnessTable {
  struct Row {
    let strategy: String
    let measure: String
    let estimate: Estimate
  }

  static let table = Table<Row>(
    "fairness", "One strategy and pair of distributions over wards a row.", key: ["strategy", "measure"],
    [.strategy { $0.strategy }, Column("measure", "The distributions compared") { $0.measure }]
      + Column.estimates("The index of dissimilarity, from 0 (equal) to 1; empty where it is undefined") {
        $0.estimate
      })

  /// Returns the strategies' indices with their names.
  static func rows(_ results: [FairnessResult]) -> [Row] {
    results.flatMap { result in
      let need = Row(
        strategy: result.strategy, measure: "harm averted against harm without patrol",
        estimate: result.benefitAgainstNeed)
      let searches = result.benefitAgainstSearches.map {
        Row(
          strategy: result.strategy, measure: "harm averted against fruitless searches", estimate: $0)
      }
      return [need] + (searches.map { [$0] } ?? [])
    }
  }
}
