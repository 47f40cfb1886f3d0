// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// What a comparison of recorded crime before and during the campaign would claim, beside the truth.
enum ClaimSection {
  static func lines(_ comparison: Comparison, _ style: TextStyle) -> [String] {
    var table = TextTable(header: [["Strategy", "Claimed fall", "19 of 20 operations claim", "Truth"]])
    for strategy in comparison.strategies {
      let claim = strategy.claim
      table.add([
        strategy.strategy, NumberText.estimate(claim.fallPercent, unit: "%"), range(claim),
        NumberText.estimate(claim.truePercent, unit: "%"),
      ])
    }
    return [style.heading("What a before/after comparison of recorded crime in the targets would claim")]
      + table.lines(style: style)
      + wrapped(
        "Against \(comparison.baseline.description).\(missingRange(comparison))", first: "  ", rest: "  ")
  }

  /// Says why there is no range, where there is none.
  private static func missingRange(_ comparison: Comparison) -> String {
    guard comparison.strategies.contains(where: { $0.claim.lowest == nil }) else { return "" }
    return
      " What 19 of 20 operations would claim takes \(BeforeAfterClaim.fewestForRange) replications to say."
  }

  private static func range(_ claim: BeforeAfterClaim) -> String {
    guard let lowest = claim.lowest, let highest = claim.highest else { return "–" }
    return "\(NumberText.number(lowest, decimals: 1)) to \(NumberText.number(highest, decimals: 1)) %"
  }
}
