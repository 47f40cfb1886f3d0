// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// Strategies set against each other on the same potential crime, one pair a row.
package enum DifferenceTable {
  static let table = Table<StrategyDifference>(
    "differences", "One pair of strategies a row, on the same potential crime.",
    key: ["outcome", "area", "first", "second"],
    [
      .outcome { $0.outcome },
      .comparedArea { $0.area },
      .strategy("first", "The strategy whose effect comes first") { $0.first },
      .strategy("second", "The strategy whose effect is subtracted") { $0.second },
      Column("unit", "The unit of the estimate") { _ in "percentage points" },
    ] + Column.estimates { $0.percentagePoints }.filter { $0.field.name != "undefined" } + tests)

  /// The test of no difference, and what pairing is worth.
  package static let tests: [Column<StrategyDifference>] = [
    Column("p_value", "Two-sided p value of no difference, paired t test", in: .share, decimals: 9) {
      $0.pValue
    },
    Column(
      "p_value_holm", "The same, Holm-adjusted for all pairs of the outcome and area", in: .share, decimals: 9
    ) { $0.adjustedPValue },
    Column(
      "variance_reduction", "Factor on the number of replications for the same precision without pairing",
      decimals: 3
    ) { $0.varianceReduction },
  ]
}
