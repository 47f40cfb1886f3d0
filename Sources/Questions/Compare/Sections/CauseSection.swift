// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// The causes of the reduction in crime.
enum CauseSection {
  /// The causes that have a column; the last one is the small rest.
  private static let shown: [(cause: AvertedCause, header: String)] = [
    (.presence, "Presence"), (.residual, "Residual"), (.nearRepeat, "Repeats"), (.arrest, "Arrest"),
    (.seriesEnded, "Series"),
  ]

  static func lines(_ comparison: Comparison, _ style: TextStyle) -> [String] {
    let strategies = comparison.strategies.filter { strategy in
      !strategy.isCounterfactual && strategy.causes.contains { $0.percent.value != nil }
    }
    guard !strategies.isEmpty else { return [] }
    var table = TextTable(header: [["Strategy"] + shown.map(\.header)])
    for strategy in strategies {
      table.add(
        [strategy.strategy]
          + shown.map { column in
            strategy.causes.first { $0.cause == column.cause }.map { NumberText.estimate($0.percent) } ?? "–"
          })
    }
    let diffused = strategies.map { strategy in
      "\(strategy.strategy) \(NumberText.estimate(strategy.diffused, decimals: 0))"
    }
    return [style.heading("Causes of the reduction, % of all crime averted")]
      + table.lines(style: style)
      + wrapped(
        "Presence: a unit was there. Residual: residual deterrence after a visit. Repeats: near repeats of offences that "
          + "did not happen. Arrest: the offender had been arrested. Series: all offenders of the series had been "
          + "arrested. The rest was displaced to after the campaign.", first: "  ", rest: "  ")
      + wrapped(
        "Diffusion of benefit, offences deterred outside the targets a campaign: \(diffused.joined(separator: ", ")).",
        first: "  ", rest: "  ")
  }
}
