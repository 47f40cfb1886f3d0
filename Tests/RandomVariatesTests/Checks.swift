// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import RandomVariates

/// The seed of every test here; a test that fails under it is a fault, not bad luck.
let seed: UInt64 = 1972

/// The *p* value below which a statistical test fails, two-sided.
let smallestPValue = 1e-4

/// Returns how many values it takes for an error of 1% in their mean to fail with a power of 0.9.
///
/// The estimate then stands 3.89 (two-sided 10⁻⁴) and 1.28 (power 0.9) standard errors from the wrong figure.
func sampleSize(coefficientOfVariation: Double) -> Int {
  let root = (3.8906 + 1.2816) * coefficientOfVariation / 0.01
  return Int(root * root) + 1
}

/// Returns the two-sided *p* value of the mean of values drawn one by one, by the normal approximation.
func pValueOfMean(
  _ expected: Double, standardDeviation: Double, count: Int, draw: () -> Double
) -> Double {
  var sum = 0.0
  for _ in 0..<count { sum += draw() }
  let error = standardDeviation / Double(count).squareRoot()
  return 2 * gsl_cdf_ugaussian_Q(abs(sum / Double(count) - expected) / error)
}

/// Returns the two-sided *p* value of no correlation between pairs of uniform numbers.
func pValueOfCorrelation(count: Int, draw: () -> (Double, Double)) -> Double {
  var sum = 0.0
  for _ in 0..<count {
    let pair = draw()
    sum += (pair.0 - 0.5) * (pair.1 - 0.5)
  }
  return 2 * gsl_cdf_ugaussian_Q(abs(12 * sum / Double(count).squareRoot()))
}

/// Returns the *p* value of counts under probabilities, by Pearson's chi-square test.
///
/// Cells that expect fewer than 5 are joined into one; one that expects none must have none.
func chiSquarePValue(_ counts: [Int], probabilities: [Double]) -> Double {
  let total = Double(counts.reduce(0, +))
  var rest = (observed: 0.0, expected: 0.0)
  var (statistic, cells) = (0.0, 0.0)
  func add(_ observed: Double, _ expected: Double) {
    statistic += (observed - expected) * (observed - expected) / expected
    cells += 1
  }
  for (count, probability) in zip(counts, probabilities) {
    if probability == 0 && count > 0 { return 0 }
    if probability * total < 5 {
      rest = (rest.observed + Double(count), rest.expected + probability * total)
    } else {
      add(Double(count), probability * total)
    }
  }
  if rest.expected >= 1 { add(rest.observed, rest.expected) }
  return gsl_cdf_chisq_Q(statistic, cells - 1)
}

/// Returns the *p* value of a sample under a distribution, by the Kolmogorov–Smirnov test.
func kolmogorovSmirnovPValue(_ sample: [Double], cumulative: (Double) -> Double) -> Double {
  let count = Double(sample.count)
  var distance = 0.0
  for (index, value) in sample.sorted().enumerated() {
    let probability = cumulative(value)
    distance = max(distance, probability - Double(index) / count, Double(index + 1) / count - probability)
  }
  let x = distance * count.squareRoot()
  let tail = 2 * exp(-2 * x * x) - 2 * exp(-8 * x * x) + 2 * exp(-18 * x * x)
  return x < 0.5 ? 1 : min(1, tail)
}
