// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// The strategies in the order of their effect in the targets, and the certainty of that order.
enum RankingSection {
  /// - Parameter outcome: What they are ranked by.
  static func lines(
    _ comparison: Comparison, of scenario: Scenario, by outcome: Outcome, _ style: TextStyle
  ) -> [String] {
    guard let ranking = comparison.ranking(by: outcome, in: .targets) else { return [] }
    let everywhere = scenario.hasPlacesRoundTargets ? comparison.ranking(by: outcome, in: .everywhere) : nil
    var table = TextTable(header: [
      ["Strategy", "Averted", "To best, pp", "p", "Best"] + (everywhere == nil ? [] : ["Everywhere"])
    ])
    for row in ranking.strategies {
      let isBest = row.strategy == ranking.strategies[0].strategy
      table.add(
        [
          "\(row.rank) \(row.strategy)", NumberText.estimate(row.percent, unit: "%"),
          isBest ? "–" : NumberText.estimate(row.beyondBest, decimals: 2, isSigned: true),
          isBest ? "–" : NumberText.pValue(row.adjustedPValue), chance(row),
        ]
          + (everywhere.map { ranking in
            [ranking.place(of: row.strategy).map { NumberText.estimate($0.percent, unit: "%") } ?? "–"]
          } ?? []))
    }
    return [style.heading("Ranking, by \(outcome.rawValue) averted in the targets")]
      + table.lines(style: style)
      + wrapped(verdict(ranking, everywhere), first: "  ", rest: "  ")
      + wrapped(
        "To best: difference to the best in percentage points, paired by replication. p: Holm-adjusted for all pairs. "
          + "Best: % of \(NumberText.number(Double(ranking.resampleCount))) bootstrap resamples in which it ranked first."
          + (everywhere == nil ? "" : " Everywhere: \(outcome.rawValue) averted, displacement included."),
        first: "  ", rest: "  ")
  }

  private static func chance(_ row: RankedStrategy) -> String {
    guard let chance = row.probabilityOfBeingBest else { return "–" }
    let percent = 100 * chance
    // All resamples but a few are no certainty.
    if percent > 0, percent < 0.5 { return "<1%" }
    if percent < 100, percent >= 99.5 { return ">99%" }
    return "\(NumberText.number(percent))%"
  }

  /// Says which strategies are as good as the best, as far as the replications tell, and whether the order is
  /// another everywhere.
  private static func verdict(_ ranking: Ranking, _ everywhere: Ranking?) -> String {
    let best = ranking.strategies[0].strategy
    if ranking.strategies[0].percent.holdsZero ?? (ranking.strategies[0].percent.value == 0) {
      return "No effect is larger than chance could explain, so no strategy is named the best."
    }
    let equals = ranking.indistinguishable
    let others = ranking.strategies.count - 1
    let verdict =
      switch (equals.count, others) {
      case (0, _):
        "The best strategy is \(best), ahead of \(others == 1 ? "the other" : "all others") by more than chance."
      case (1, _): "The best strategy is \(best). \(equals[0]) is statistically indistinguishable from it."
      default: "The best strategy is \(best). \(list(equals)) are statistically indistinguishable from it."
      }
    guard let first = everywhere?.strategies.first?.strategy, first != best,
      let place = everywhere?.place(of: best)
    else { return verdict }
    let beyond = place.isIndistinguishable ? "but not by more than chance" : "by more than chance"
    return "\(verdict) With displacement included, \(first) ranks first everywhere, \(beyond)."
  }
}
