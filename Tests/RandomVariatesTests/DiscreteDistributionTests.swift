// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import RandomVariates
import Testing

@Suite("Discrete distributions")
struct DiscreteDistributionTests {
  var stream = RandomStream(seed: seed, replication: 0, name: "discrete distributions")

  @Test(
    "Poisson numbers have the mean and the distribution asked for, below and above the change of method",
    arguments: [0.3, 4, 9.99, 10, 40, 3000])
  mutating func poisson(mean: Double) {
    let variation = 1 / mean.squareRoot()
    let count = max(50_000, sampleSize(coefficientOfVariation: variation))
    var counts = Array(repeating: 0, count: Int(mean + 20 * mean.squareRoot() + 20))
    let p = pValueOfMean(mean, standardDeviation: mean.squareRoot(), count: count) {
      let value = stream.poisson(mean: mean)
      counts[min(value, counts.count - 1)] += 1
      return Double(value)
    }
    #expect(p >= smallestPValue)
    let probabilities = counts.indices.map { gsl_ran_poisson_pdf(UInt32($0), mean) }
    #expect(chiSquarePValue(counts, probabilities: probabilities) >= smallestPValue)
  }

  @Test("a Poisson number of mean 0 is 0 and uses no word")
  mutating func poissonOfMeanZero() {
    var untouched = stream
    let value = stream.poisson(mean: 0)
    #expect(value == 0)
    let (word, firstWord) = (stream.next(), untouched.next())
    #expect(word == firstWord)
  }

  @Test("a Poisson number of a very large mean stays near it")
  mutating func poissonOfLargeMean() {
    for _ in 0..<1000 {
      let value = Double(stream.poisson(mean: 1e12))
      #expect(abs(value - 1e12) < 6e6)
    }
  }

  @Test("an event comes about as often as its probability says", arguments: [0.05, 0.5, 0.84])
  mutating func bernoulli(probability: Double) {
    let deviation = (probability * (1 - probability)).squareRoot()
    let count = sampleSize(coefficientOfVariation: min(1, deviation / probability))
    let p = pValueOfMean(probability, standardDeviation: deviation, count: count) {
      stream.bernoulli(probability) ? 1 : 0
    }
    #expect(p >= smallestPValue)
  }

  @Test("an event of probability 0 never comes about and one of probability 1 always does")
  mutating func certainEvents() {
    for _ in 0..<1000 {
      let (impossible, certain) = (stream.bernoulli(0), stream.bernoulli(1))
      #expect(!impossible && certain)
    }
  }

  @Test("whole numbers below a bound are equally likely", arguments: [1, 2, 7, 100])
  mutating func uniformBelow(bound: Int) {
    var counts = Array(repeating: 0, count: bound)
    for _ in 0..<100_000 { counts[stream.uniform(below: bound)] += 1 }
    guard bound > 1 else { return }
    let probabilities = counts.map { _ in 1 / Double(bound) }
    #expect(chiSquarePValue(counts, probabilities: probabilities) >= smallestPValue)
  }

  @Test("whole numbers below a bound that does not divide 2⁶⁴ are without bias")
  mutating func uniformBelowLargeBound() {
    // Without rejection, the remainders would have the shares 3/8, 3/8 and 2/8.
    let bound = 3 << 61
    var counts = [0, 0, 0]
    for _ in 0..<100_000 { counts[stream.uniform(below: bound) % 3] += 1 }
    #expect(chiSquarePValue(counts, probabilities: [1 / 3.0, 1 / 3.0, 1 / 3.0]) >= smallestPValue)
  }
}
