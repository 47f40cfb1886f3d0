// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Returns a sample quantile with an interval between two order statistics.
///
/// The number of values below the true quantile is binomial, whatever their distribution. So the interval from the *l*-th to the
/// *u*-th value covers it with at least the level asked for. The estimate interpolates between order statistics.
///
/// - Parameters:
///   - share: The share of the distribution that lies below the quantile; between 0 and 1.
///   - values: Independent values, one for each replication; all finite.
///   - level: The confidence level, between 0 and 1.
/// - Returns: The interval; undefined where there are too few values to bound the quantile on both sides.
/// - Complexity: O(*n* log *n*).
///
/// Source: David and Nagaraja, *Order Statistics*, 3rd ed., 2003, §7.1; the estimate: Hyndman and Fan, "Sample quantiles in
/// statistical packages", *The American Statistician* 50, 1996, definition 7.
public func quantileInterval(
  _ share: Double, of values: [Double], level: Double = 0.95
) -> MeasureInterval {
  precondition(share > 0 && share < 1 && level > 0 && level < 1, "A share and a level lie between 0 and 1")
  precondition(values.allSatisfy(\.isFinite), "A value is finite")
  silenceErrorHandler()
  let sorted = values.sorted()
  let count = UInt32(sorted.count)
  let tail = (1 - level) / 2
  // The greatest l with P(B < l) ≤ tail, and the least u with P(B ≥ u) ≤ tail.
  let lower = (0..<sorted.count).last { $0 == 0 || gsl_cdf_binomial_P(UInt32($0 - 1), share, count) <= tail }
  let upper = (1...max(1, sorted.count)).first { gsl_cdf_binomial_Q(UInt32($0 - 1), share, count) <= tail }
  guard let lower, lower > 0, let upper, upper <= sorted.count, !sorted.isEmpty else {
    return .undefined(reason: "there are too few values to bound the quantile")
  }
  let position = share * Double(sorted.count - 1)
  let below = min(Int(position), sorted.count - 2)
  let estimate = sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  let (low, high) = (min(sorted[lower - 1], estimate), max(sorted[upper - 1], estimate))
  return .value(
    ConfidenceInterval(
      estimate: estimate, lower: low, upper: high, level: level,
      standardError: (high - low) / 2 / normalQuantile(1 - tail)))
}
