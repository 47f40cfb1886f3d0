// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns Welch's interval of the difference of two means, of samples that are independent of each other.
///
/// - Parameters:
///   - a: The values of the first sample; at least one, all finite.
///   - b: Those of the second, whose mean is subtracted.
///   - level: The confidence level, between 0 and 1.
/// - Returns: The interval, infinite where a sample has a single value.
///
/// Source: Welch, "The generalization of 'Student's' problem when several different population variances are involved",
/// *Biometrika* 34, 1947, doi:10.1093/biomet/34.1-2.28.
public func meanDifferenceInterval(of a: [Double], minus b: [Double], level: Double = 0.95)
  -> ConfidenceInterval
{
  let (first, second) = (Tally(a), Tally(b))
  let estimate = first.mean - second.mean
  guard a.count > 1, b.count > 1 else {
    return ConfidenceInterval(
      estimate: estimate, standardError: .infinity, degreesOfFreedom: nil, level: level)
  }
  let (u, v) = (first.variance / Double(a.count), second.variance / Double(b.count))
  let degrees =
    u + v > 0
    ? (u + v) * (u + v) / (u * u / Double(a.count - 1) + v * v / Double(b.count - 1))
    : Double(a.count + b.count - 2)
  return ConfidenceInterval(
    estimate: estimate, standardError: (u + v).squareRoot(), degreesOfFreedom: degrees, level: level)
}
