// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// The table of paired differences between strategies, in the targets.
enum DifferenceSection {
  static func lines(_ comparison: Comparison, _ style: TextStyle) -> [String] {
    let crime = comparison.differences(on: .crime, in: .targets)
    let harm = comparison.differences(on: .harm, in: .targets)
    guard !crime.isEmpty else { return [] }
    var table = TextTable(header: [["First over second", "Crime, points", "p", "Harm, points", "p"]])
    for (crime, harm) in zip(crime, harm) {
      table.add([
        "\(crime.first) over \(crime.second)", points(crime), NumberText.pValue(crime.adjustedPValue),
        points(harm), NumberText.pValue(harm.adjustedPValue),
      ])
    }
    return [style.heading("Paired differences in the targets")] + table.lines(style: style)
      + wrapped(
        "Points: percentage points of what happened without patrol. p: two-sided, adjusted by Holm for all pairs. "
          + pairing(crime), first: "  ", rest: "  ")
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
    return "Without pairing, the same precision on crime would take \(range) times as many replications."
  }

  private static func number(_ ratio: Double) -> String {
    NumberText.number(ratio, decimals: ratio < 10 ? 1 : 0)
  }
}
