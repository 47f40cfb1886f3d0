// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

extension ComparisonTables {
  static let rankingColumns = [
    Column("outcome", "What strategies are ranked by: crime or harm averted"),
    Column("area", "targets or everywhere"),
    Column("rank", "From 1, the best; the same for strategies with the same mean"),
    Column("strategy", "The strategy"),
    Column("averted", "Averted in per cent of what happened without patrol, mean", unit: "%"),
    Column("averted_lower", "The lower bound of its 95 % interval", unit: "%"),
    Column("averted_upper", "The upper bound", unit: "%"),
    Column("beyond_best", "Averted beyond the best, paired; empty for the best", unit: "percentage points"),
    Column("beyond_best_lower", "The lower bound of its 95 % interval", unit: "percentage points"),
    Column("beyond_best_upper", "The upper bound", unit: "percentage points"),
    Column("p_value_holm", "Two-sided p value of no difference to the best, adjusted by Holm for all pairs"),
    Column(
      "probability_of_being_best", "Share of 2,000 bootstrap resamples of replications won", unit: "share"),
    Column("indistinguishable", "yes where the difference to the best can't be told from 0 at 5 %"),
  ]

  /// Returns `ranking.csv`: a row for each outcome, area and strategy, the best first.
  public static func ranking(_ comparison: Comparison) -> [UInt8] {
    var text = CSVText(header: rankingColumns)
    for ranking in comparison.rankings {
      for row in ranking.strategies {
        text.add(ranking.outcome.rawValue)
        text.add(ranking.area.rawValue)
        text.add(row.rank)
        text.add(row.strategy)
        for estimate in [row.percent, row.beyondBest] {
          for number in [estimate.value, estimate.lower, estimate.upper] { text.add(number) }
        }
        text.add(row.adjustedPValue, decimals: 9)
        text.add(row.probabilityOfBeingBest)
        text.add(row.isIndistinguishable ? "yes" : "no")
        text.endRow()
      }
    }
    return text.take()
  }
}
