// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Returns the *p* value of a sample having come from a given continuous distribution.
///
/// By the one-sample Kolmogorov–Smirnov test with Stephens's correction for the size of the sample. No parameter
/// of the distribution may have been estimated from the sample.
///
/// - Parameters:
///   - sample: Independent values, in any order; at least one.
///   - cumulative: The probability that the distribution stays at or below a value, in `0...1`.
/// - Returns: A probability, in `0...1`. Small values speak against the distribution.
/// - Complexity: O(*n* log *n*).
///
/// Source: Stephens, "EDF statistics for goodness of fit and some comparisons", JASA 69(347), 1974, table 1A.
public func kolmogorovSmirnovPValue(_ sample: [Double], cumulative: (Double) -> Double) -> Double {
  precondition(!sample.isEmpty, "There must be a value")
  precondition(!sample.contains(where: \.isNaN), "Every value must be a number")
  let count = Double(sample.count)
  var distance = 0.0
  for (index, value) in sample.sorted().enumerated() {
    let probability = cumulative(value)
    distance = max(
      distance, probability - Double(index) / count, Double(index + 1) / count - probability)
  }
  let root = count.squareRoot()
  return kolmogorovTail((root + 0.12 + 0.11 / root) * distance)
}

/// Returns the probability that the Kolmogorov distribution exceeds a value, 2 Σ(−1)ʲ⁻¹ exp(−2*j*²*x*²).
private func kolmogorovTail(_ x: Double) -> Double {
  // Below this the series converges slowly, and the tail differs from 1 by less than 10⁻¹¹.
  guard x > 0.2 else { return 1 }
  let terms = (1...100).lazy.map { j in
    let exponent = -2 * Double(j * j) * x * x
    return (j.isMultiple(of: 2) ? -2 : 2) * exp(exponent)
  }
  return min(1, max(0, terms.reduce(0, +)))
}
