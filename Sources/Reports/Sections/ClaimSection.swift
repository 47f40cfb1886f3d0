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
      + wrapped("Against \(comparison.baseline.description).", first: "  ", rest: "  ")
  }

  private static func range(_ claim: BeforeAfterClaim) -> String {
    guard let lowest = claim.lowest, let highest = claim.highest else { return "undefined" }
    return "\(NumberText.number(lowest, decimals: 1)) to \(NumberText.number(highest, decimals: 1)) %"
  }
}
