// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Testing

@testable import RandomVariates

@Suite("Continuous distributions")
struct ContinuousDistributionTests {
  var stream = RandomStream(seed: seed, replication: 0, name: "continuous distributions")

  @Test("a uniform number lies strictly between 0 and 1, whatever the word")
  func uniformIsOpen() {
    #expect(unitInterval(0) == 0x1p-53)
    #expect(unitInterval(.max) == 1 - 0x1p-53)
  }

  @Test("uniform numbers have a mean of one half and are spread evenly")
  mutating func uniform() {
    let count = sampleSize(coefficientOfVariation: (1 / 3.0).squareRoot())
    let p = pValueOfMean(0.5, standardDeviation: (1 / 12.0).squareRoot(), count: count) { stream.uniform() }
    #expect(p >= smallestPValue)
    let sample = (0..<count).map { _ in stream.uniform() }
    #expect(kolmogorovSmirnovPValue(sample) { $0 } >= smallestPValue)
  }

  @Test("exponential numbers have the mean and the distribution asked for")
  mutating func exponential() {
    let count = sampleSize(coefficientOfVariation: 1)
    let p = pValueOfMean(12, standardDeviation: 12, count: count) { stream.exponential(mean: 12) }
    #expect(p >= smallestPValue)
    let sample = (0..<100_000).map { _ in stream.exponential(mean: 12) }
    #expect(kolmogorovSmirnovPValue(sample) { gsl_cdf_exponential_P($0, 12) } >= smallestPValue)
  }

  @Test("normal numbers have mean 0, standard deviation 1 and the normal distribution")
  mutating func normal() {
    // A deviation 1% too large is a mean square 2% too large; the mean square has standard deviation √2.
    let count = sampleSize(coefficientOfVariation: 0.5.squareRoot())
    let sample = (0..<count).map { _ in stream.normal() }
    var (first, second) = (sample.makeIterator(), sample.makeIterator())
    #expect(
      pValueOfMean(0, standardDeviation: 1, count: count) { first.next() ?? .nan } >= smallestPValue)
    let ofSquares = pValueOfMean(1, standardDeviation: 2.0.squareRoot(), count: count) {
      let value = second.next() ?? .nan
      return value * value
    }
    #expect(ofSquares >= smallestPValue)
    #expect(kolmogorovSmirnovPValue(sample, cumulative: gsl_cdf_ugaussian_P) >= smallestPValue)
  }

  @Test(
    "lognormal numbers have the mean or the median, and the coefficient of variation, asked for",
    arguments: [0.6, 1])
  mutating func lognormal(cv: Double) {
    let sigma = log1p(cv * cv).squareRoot()
    let count = sampleSize(coefficientOfVariation: max(cv, sigma))
    let p = pValueOfMean(45, standardDeviation: 45 * cv, count: count) { stream.lognormal(mean: 45, cv: cv) }
    #expect(p >= smallestPValue)
    let ofLogarithms = pValueOfMean(log(10), standardDeviation: sigma, count: count) {
      log(stream.lognormal(median: 10, cv: cv))
    }
    #expect(ofLogarithms >= smallestPValue)
    let sample = (0..<50_000).map { _ in stream.lognormal(median: 10, cv: cv) }
    #expect(kolmogorovSmirnovPValue(sample) { gsl_cdf_lognormal_P($0, log(10), sigma) } >= smallestPValue)
  }

  @Test("a lognormal number without variation is its median")
  mutating func lognormalWithoutVariation() {
    let ofMedian = stream.lognormal(median: 10, cv: 0)
    let ofMean = stream.lognormal(mean: 10, cv: 0)
    #expect(ofMedian == 10 && ofMean == 10)
  }

  @Test("gamma numbers of any shape have the mean and the distribution asked for", arguments: [0.5, 1, 10])
  mutating func gamma(shape: Double) {
    let variation = 1 / shape.squareRoot()
    let count = sampleSize(coefficientOfVariation: variation)
    let p = pValueOfMean(1, standardDeviation: variation, count: count) {
      stream.gamma(shape: shape, scale: 1 / shape)
    }
    #expect(p >= smallestPValue)
    let sample = (0..<50_000).map { _ in stream.gamma(shape: shape, scale: 3) }
    #expect(kolmogorovSmirnovPValue(sample) { gsl_cdf_gamma_P($0, shape, 3) } >= smallestPValue)
  }

  @Test("a gamma number of a tiny shape is a number all the same")
  mutating func gammaOfTinyShape() {
    for _ in 0..<1000 {
      let value = stream.gamma(shape: 1e-3, scale: 1)
      #expect(value >= 0 && value.isFinite)
    }
  }
}
