// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// Returns the pounds for each crime, or day of harm, averted: a ratio of means with Fieller's interval.
///
/// - Parameters:
///   - cost: Pounds spent in each replication; at least one.
///   - averted: What was averted in each, in the same order.
///   - outcome: What is averted.
///   - further: A word before it in the reason, like "further "; empty for none.
///   - level: The confidence level, between 0 and 1.
/// - Returns: The ratio, or a word where more happened than without, or where what was averted is statistically indistinguishable from 0.
func poundsEach(
  _ cost: [Double], averted: [Double], outcome: Outcome, further: String = "", level: Double
) -> Estimate {
  let interval = ConfidenceInterval(of: averted, level: level)
  if interval.upper < 0 || (averted.count == 1 && averted[0] < 0) {
    return Estimate(undefined: "more \(outcome.rawValue) happened, not less")
  }
  return Estimate(
    ratioInterval(
      of: cost, to: averted, level: level,
      otherwise: "the \(further)\(outcome.rawValue) averted is statistically indistinguishable from 0"))
}
