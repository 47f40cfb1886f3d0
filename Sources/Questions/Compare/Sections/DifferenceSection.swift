// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// The table of paired differences between strategies, in the targets.
enum DifferenceSection {
  /// With more pairs than this only those with the best strategy and with the usual one are shown.
  static let mostPairs = 6

  /// - Parameter outcome: What strategies are ranked by.
  static func lines(_ comparison: Comparison, by outcome: Outcome, _ style: TextStyle) -> [String] {
    let all = comparison.differences(on: .crime, in: .targets)
    guard !all.isEmpty else { return [] }
    let pairs = shown(comparison, by: outcome)
    var table = TextTable(header: [["Difference", "Crime, points", "p", "Harm, points", "p"]])
    for (first, second) in pairs {
      guard let crime = comparison.difference(of: first, over: second, on: .crime, in: .targets),
        let harm = comparison.difference(of: first, over: second, on: .harm, in: .targets)
      else { continue }
      table.add([
        "\(first) − \(second)", points(crime), NumberText.pValue(crime.adjustedPValue),
        points(harm), NumberText.pValue(harm.adjustedPValue),
      ])
    }
    let others =
      pairs.count < all.count
      ? " differences.csv has the other \(NumberText.count(all.count - pairs.count, "pair"))." : ""
    return [style.heading("Paired differences in the targets")] + table.lines(style: style)
      + wrapped(
        "Points: percentage points of crime or harm without patrol. p: two-sided, Holm-adjusted for all pairs. "
          + pairing(all) + others, first: "  ", rest: "  ")
  }

  /// Returns the pairs that are shown: all, or where these are many, the best over each other one, and each over the
  /// fixed rota, or else over the first strategy named.
  private static func shown(_ comparison: Comparison, by outcome: Outcome) -> [(String, String)] {
    let all = comparison.differences(on: .crime, in: .targets).map { ($0.first, $0.second) }
    guard all.count > mostPairs, let ranking = comparison.ranking(by: outcome, in: .targets) else {
      return all
    }
    let ranked = ranking.strategies.map(\.strategy)
    let named = comparison.strategies.filter { !$0.isCounterfactual }.map(\.strategy)
    let usual = named.first { $0 == "fixed-rota" } ?? named[0]
    let best = ranked[0]
    return ranked.dropFirst().map { (best, $0) }
      + ranked.dropFirst().filter { $0 != usual && best != usual }.map { ($0, usual) }
  }

  private static func points(_ difference: StrategyDifference) -> String {
    NumberText.estimate(difference.percentagePoints, decimals: 2, isSigned: true)
  }

  /// Returns what pairing gained.
  private static func pairing(_ differences: [StrategyDifference]) -> String {
    let ratios = differences.compactMap(\.varianceReduction)
    guard let lowest = ratios.min(), let highest = ratios.max() else { return "" }
    let range =
      differences.count == 1 || number(lowest) == number(highest)
      ? number(highest) : "\(number(lowest)) to \(number(highest))"
    return "Unpaired replications would need \(range) times as many for the same precision on crime."
  }

  private static func number(_ ratio: Double) -> String {
    NumberText.number(ratio, decimals: ratio < 10 ? 1 : 0)
  }
}
