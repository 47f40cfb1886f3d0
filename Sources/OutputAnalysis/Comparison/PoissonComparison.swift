// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Returns the two-sided *p* value of two Poisson counts having the same rate, by the e-test.
///
/// The e-test adds up the probability, at the rates estimated under that hypothesis, of all pairs of counts
/// whose standardised difference is at least the one observed. It keeps its level and has more power than
/// conditioning on the sum, for small counts above all.
///
/// - Parameters:
///   - first: The first count; in `0...1_000_000_000`.
///   - second: The second count, in the same range.
///   - firstExposure: What the first count was taken over, such as place-weeks; greater than 0.
///   - secondExposure: What the second was taken over, in the same unit; greater than 0.
/// - Returns: A probability, in `0...1`; 1 if the observed rates are the same.
/// - Complexity: O(√`first` + √`second`).
///
/// Source: Krishnamoorthy and Thomson, "A more powerful test for comparing two Poisson means", Journal of
/// Statistical Planning and Inference 119(1), 2004, §3, doi:10.1016/S0378-3758(02)00408-1.
public func poissonExactComparison(
  _ first: Int, _ second: Int, firstExposure: Double = 1, secondExposure: Double = 1
) -> Double {
  let counts = 0...1_000_000_000
  precondition(counts.contains(first) && counts.contains(second), "A count lies between 0 and 10⁹")
  precondition(firstExposure > 0 && secondExposure > 0, "An exposure must be positive")
  let (n1, n2) = (firstExposure, secondExposure)
  let difference = Double(first) / n1 - Double(second) / n2
  guard difference != 0 else { return 1 }
  silenceErrorHandler()
  let varianceEstimate = Double(first) / (n1 * n1) + Double(second) / (n2 * n2)
  let squaredStatistic = difference * difference / varianceEstimate
  let rate = Double(first + second) / (n1 + n2)
  let support = poissonSupport(mean: n1 * rate)
  let sum = support.reduce(0.0) { sum, count in
    let rejected = probabilityOfRejection(
      givenFirst: count, squaredStatistic: squaredStatistic, n1: n1, n2: n2, rate: rate)
    return sum + gsl_ran_poisson_pdf(UInt32(count), n1 * rate) * rejected
  }
  return min(1, sum)
}

/// Returns the probability that the second count is so far from the first that the statistic reaches its value.
///
/// With *x* and *y* the two observed rates and *T*² the squared statistic, the counts between the roots of (*y* −
/// *x*)² = *T*²(*x*/*n*₁ + *y*/*n*₂) are the ones less extreme than observed.
private func probabilityOfRejection(
  givenFirst count: Int, squaredStatistic: Double, n1: Double, n2: Double, rate: Double
) -> Double {
  let x = Double(count) / n1
  let half = squaredStatistic / (2 * n2)
  let spread = ((x + half) * (x + half) - x * x + squaredStatistic * x / n1).squareRoot()
  // Counts on the boundary are as extreme as the observed ones, so rounding must not lose them.
  let tolerance = 1e-9 * (1 + n2 * (x + half + spread))
  // No difference can be seen when both counts are 0.
  let lowest = count == 0 ? -1 : (n2 * (x + half - spread) + tolerance).rounded(.down)
  let highest = (n2 * (x + half + spread) - tolerance).rounded(.up)
  let mean = n2 * rate
  let below = lowest < 0 ? 0 : gsl_cdf_poisson_P(UInt32(lowest), mean)
  let above = highest < 1 ? 1 : gsl_cdf_poisson_Q(UInt32(highest - 1), mean)
  return min(1, below + above)
}

/// Returns the counts that a Poisson number takes, but for a probability of less than 10⁻¹².
private func poissonSupport(mean: Double) -> ClosedRange<Int> {
  let reach = 8 * mean.squareRoot() + 20
  return max(0, Int(mean - reach))...Int(mean + reach)
}
