// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel
import Tables

/// The strategies in the order of their effect in the targets, and the certainty of that order.
enum RankingSection {
  /// - Parameters:
  ///   - outcome: What they are ranked by.
  ///   - informed: Strategies that know what no force knows: a bound, and none to be recommended.
  static func lines(
    _ comparison: Comparison, of scenario: Scenario, by outcome: Outcome, informed: [String],
    _ style: TextStyle
  ) -> [String] {
    guard let ranking = comparison.ranking(by: outcome, in: .targets) else { return [] }
    let everywhere = scenario.hasPlacesRoundTargets ? comparison.ranking(by: outcome, in: .everywhere) : nil
    var table = TextTable(header: [
      ["Strategy", "Averted", "Plausible range", "To best, pp", "p", "Best"]
    ])
    for row in ranking.strategies {
      let isBest = row.strategy == ranking.strategies[0].strategy
      table.add([
        "\(row.rank) \(row.strategy)", NumberText.estimate(row.percent, unit: "%"), range(row) ?? "–",
        isBest ? "–" : NumberText.estimate(row.beyondBest, decimals: 2, isSigned: true),
        isBest ? "–" : NumberText.pValue(row.adjustedPValue), chance(row),
      ])
    }
    return [style.heading("Ranking, by \(outcome.rawValue) averted in the targets")]
      + table.lines(style: style)
      + wrapped(verdict(comparison, ranking, everywhere, informed), first: "  ", rest: "  ")
      + wrapped(
        "Plausible range: 19 of 20 replications. \(holds(scenario.deterrence))\(firstEstimate(ranking)) "
          + "±: the error of the mean, which falls with more replications. "
          + "To best: difference to the best in percentage points, paired by replication. p: Holm-adjusted for all pairs. "
          + "Best: % of \(NumberText.number(Double(ranking.resampleCount))) bootstrap resamples in which it ranked first; ties share one.",
        first: "  ", rest: "  ")
  }

  /// The plausible range of a strategy: `8 to 57%`; `nil` of a single replication.
  private static func range(_ row: RankedStrategy) -> String? {
    row.plausible.map { "\(NumberText.number($0.lower)) to \(NumberText.number($0.upper))%" }
  }

  /// What the range over replications holds: under a single reading of the evidence it is chance alone.
  private static func holds(_ deterrence: Deterrence) -> String {
    guard deterrence.preset == .evidence else {
      return
        "Under the preset \(deterrence.preset.rawValue) it is chance alone: what is not known of deterrence is not in it."
    }
    let stated = UncertainParameter.allCases.filter { deterrence.stated.contains($0) }.map(\.rawValue)
    let but = stated.isEmpty ? "" : ", but for what the scenario states (\(list(stated)))"
    return "It has what is not known of deterrence\(but), and chance."
  }

  private static func firstEstimate(_ ranking: Ranking) -> String {
    guard ranking.strategies.contains(where: { $0.plausible?.isFirstEstimate == true }) else { return "" }
    return " With fewer than \(PlausibleRange.fewest) replications it is a first estimate."
  }

  private static func chance(_ row: RankedStrategy) -> String {
    guard let chance = row.probabilityOfBeingBest else { return "–" }
    let percent = 100 * chance
    // All resamples but a few are no certainty.
    if percent > 0, percent < 0.5 { return "<1%" }
    if percent < 100, percent >= 99.5 { return ">99%" }
    return "\(NumberText.number(percent))%"
  }

  /// Says which of the strategies that a force could use is the best, which are as good as far as the replications tell, and whether
  /// the order is another everywhere.
  private static func verdict(
    _ comparison: Comparison, _ ranking: Ranking, _ everywhere: Ranking?, _ informed: [String]
  ) -> String {
    let usable = ranking.strategies.filter { !informed.contains($0.strategy) }
    guard comparison.replicationCount > 1 else {
      return "One replication can't say which strategy is the best."
    }
    guard let first = usable.first else { return "No strategy here is one that a force could use." }
    let best = first.strategy
    if first.percent.holdsZero ?? (first.percent.value == 0) {
      return "No effect is larger than chance could explain, so no strategy is named the best."
    }
    let bound = ranking.strategies[0].strategy
    let lead =
      bound == best ? "" : "\(bound) ranks first, but it uses the true crime rates, which no force knows. "
    let headline =
      range(first).flatMap { range in
        first.percent.value.map {
          "\(best) averts \(NumberText.number($0))% of \(ranking.outcome.rawValue) in the targets (plausible range \(range)). "
        }
      } ?? ""
    let ties = usable.filter { $0.percent == first.percent }.map(\.strategy)
    let equals = usable.dropFirst(ties.count).map(\.strategy).filter { other in
      comparison.difference(of: best, over: other, on: ranking.outcome, in: ranking.area)?
        .isIndistinguishable(atLevel: comparison.level) ?? true
    }
    let others = usable.count - ties.count
    // Those that know the truth are in the table too, and may be as good.
    let field = informed.isEmpty ? "" : " that a force could use"
    let ahead = ", ahead of \(others == 1 ? "the other" : "all others")\(field) by more than chance"
    let are = "\(list(equals)) \(equals.count == 1 ? "is" : "are")"
    let verdict =
      switch (ties.count, equals.isEmpty, others) {
      case (1, _, 0): "\(best) is the only other strategy."
      case (1, true, _): "The best strategy is \(best)\(ahead)."
      case (1, false, _): "The best strategy is \(best). \(are) statistically indistinguishable from it."
      case (_, _, 0): "\(list(ties)) averted the same."
      case (_, true, _): "\(list(ties)) averted the same\(ahead)."
      case (_, false, _):
        "\(list(ties)) averted the same, most of all. \(are) statistically indistinguishable from them."
      }
    guard let everywhere,
      let leader = everywhere.strategies.map(\.strategy).first(where: { !informed.contains($0) }),
      leader != best
    else { return lead + headline + verdict }
    let difference = comparison.difference(
      of: leader, over: best, on: everywhere.outcome, in: everywhere.area)
    let isChance = difference?.isIndistinguishable(atLevel: comparison.level) ?? true
    let beyond = isChance ? "but not by more than chance" : "by more than chance"
    return
      "\(lead)\(headline)\(verdict) With displacement included, \(leader) ranks first everywhere, \(beyond)."
  }
}
