// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// The strategies in their order by what they averted, the best first.
enum RankingTable {
  /// A strategy's place.
  struct Row {
    let ranking: Ranking
    let strategy: RankedStrategy
  }

  static let table = Table<Row>(
    "ranking", "One strategy a row, for each outcome and area, the best first.",
    key: ["outcome", "area", "strategy"],
    [
      .outcome("The outcome ranked by: crime or harm averted") { $0.ranking.outcome },
      .comparedArea { $0.ranking.area },
      Column("rank", "From 1, the best; the same for strategies with the same mean", in: .from(1)) {
        $0.strategy.rank
      },
      .strategy { $0.strategy.strategy },
    ]
      + Column.estimate("averted", "Averted, as % of crime or harm without patrol, mean", unit: "%") {
        $0.strategy.percent
      } + [
        Column(
          "plausible_lower", "Lower end of the range of 19 in 20 replications: parameters and chance",
          unit: "%"
        ) { $0.strategy.plausible?.lower },
        Column("plausible_upper", "Upper end", unit: "%") { $0.strategy.plausible?.upper },
      ]
      + Column.estimate(
        "beyond_best", "Difference to the best, paired; empty for the best", unit: "percentage points"
      ) { $0.strategy.beyondBest } + [
        Column(
          "p_value_holm", "Two-sided p value of no difference to the best, Holm-adjusted for all pairs",
          in: .share, decimals: 9
        ) { $0.strategy.adjustedPValue },
        Column(
          "probability_of_being_best", "Share of 2,000 bootstrap resamples of replications won",
          unit: "share",
          in: .share
        ) { $0.strategy.probabilityOfBeingBest },
        Column(
          "indistinguishable", "where the strategy is statistically indistinguishable from the best at 5%"
        ) {
          $0.strategy.isIndistinguishable
        },
      ])

  static func rows(_ comparison: Comparison) -> [Row] {
    comparison.rankings.flatMap { ranking in ranking.strategies.map { Row(ranking: ranking, strategy: $0) } }
  }
}
