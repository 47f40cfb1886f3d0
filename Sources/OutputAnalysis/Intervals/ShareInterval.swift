// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the Wilson score interval of a share.
///
/// It stays within `0...1`, and keeps its level for shares near 0 and 1, where the usual ± interval does not.
///
/// - Parameters:
///   - successes: How many cases had the property; in `0...trials`.
///   - trials: How many independent cases there were; at least 1.
///   - level: The confidence level, between 0 and 1.
/// - Returns: The interval around the share `successes` / `trials`. Its standard error is that of the score test,
///   half the width over the normal quantile.
///
/// Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22(158), 1927;
/// Brown, Cai and DasGupta, Statistical Science 16(2), 2001, §3.1.1.
public func wilsonInterval(successes: Int, trials: Int, level: Double = 0.95) -> ConfidenceInterval {
  precondition(trials > 0, "There must be a case")
  precondition((0...trials).contains(successes), "No more cases can have the property than there are")
  precondition(level > 0 && level < 1, "A level lies between 0 and 1")
  let n = Double(trials)
  let share = Double(successes) / n
  let z = normalQuantile(1 - (1 - level) / 2)
  let shrinkage = 1 + z * z / n
  let centre = (share + z * z / (2 * n)) / shrinkage
  let standardError = (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / shrinkage
  return ConfidenceInterval(
    estimate: share,
    lower: successes == 0 ? 0 : max(0, centre - z * standardError),
    upper: successes == trials ? 1 : min(1, centre + z * standardError),
    level: level, standardError: standardError)
}
