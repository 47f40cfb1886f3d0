// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolTesting
import Testing

/// Numbers without a source beside them are SciPy's.
@Suite("Comparisons")
struct ComparisonTests {
  let first = [12.1, 11.4, 13.0, 12.7, 10.9]
  let second = [11.0, 11.1, 12.2, 12.0, 10.1]

  @Test("a paired comparison is Student's paired t test, and says what pairing gained")
  func paired() {
    let comparison = PairedComparison(first, second)
    #expect(agree(comparison.interval.estimate, 0.74))
    #expect(agree(comparison.interval.lower, 0.3822800715529896))
    #expect(agree(comparison.interval.upper, 1.097719928447011))
    #expect(agree(comparison.pValue, 0.004554078363189784))
    #expect(agree(comparison.varianceReduction.value ?? 0, 17.879518072289187))
  }

  @Test("a strategy compared with itself does not differ")
  func pairedWithItself() {
    let comparison = PairedComparison(first, first)
    #expect(comparison.pValue == 1)
    #expect(comparison.interval.lower == 0 && comparison.interval.upper == 0)
    #expect(comparison.varianceReduction.reason != nil)
  }

  @Test("a difference that never varies is certain")
  func constantDifference() {
    #expect(PairedComparison([1, 2, 3], [0, 1, 2]).pValue == 0)
  }

  @Test("a single replication shows nothing")
  func pairedOnce() {
    let comparison = PairedComparison([4], [1])
    #expect(comparison.pValue == 1 && comparison.interval.halfWidth == .infinity)
    #expect(comparison.interval.estimate == 3)
  }

  @Test("Holm's adjustment multiplies, keeps the order and never exceeds 1")
  func holm() {
    let adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005])
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) { #expect(agree(value, expected)) }
    #expect(holmAdjusted([0.6, 0.9]) == [1, 1])
    #expect(holmAdjusted([]) == [])
    #expect(holmAdjusted([0.02]) == [0.02])
  }

  /// The first two are Krishnamoorthy and Thomson's; the others, with other exposures, are SciPy's.
  @Test(
    "the e-test gives the published p values",
    arguments: [
      (6, 2, 1, 1, 0.1748748209), (0, 3, 1, 1, 0.0883790095), (60, 30, 1000, 800, 0.0286908850),
      (14, 514, 400, 20000, 0.3301946456), (200, 231, 26, 26, 0.1355951473), (1, 0, 2, 1, 0.5101745588),
    ])
  func eTest(first: Int, second: Int, firstExposure: Double, secondExposure: Double, expected: Double) {
    let p = poissonExactComparison(
      first, second, firstExposure: firstExposure, secondExposure: secondExposure)
    #expect(agree(p, expected, within: 1e-8))
    let swapped = poissonExactComparison(
      second, first, firstExposure: secondExposure, secondExposure: firstExposure)
    #expect(agree(p, swapped))
  }

  @Test("equal rates give the e-test nothing to reject", arguments: [0, 1, 50])
  func eTestOfEqualRates(count: Int) {
    #expect(poissonExactComparison(count, count) == 1)
  }

  @Test("the e-test agrees with the normal test where counts are large")
  func eTestOfLargeCounts() {
    let p = poissonExactComparison(1_000_000, 1_004_000)
    let normal = 2 * normalProbability(below: -4000 / 2_004_000.0.squareRoot())
    #expect(agree(p, normal, within: 1e-5))
  }

  @Test("the strategy that is better in every replication is the best with certainty")
  func certainBest() {
    var generator = SplitMix64()
    let outcomes = [[5.0, 6, 7], [6, 7, 8], [1, 2, 3]]
    let highest = probabilityOfBeingBest(
      outcomes, better: .higher, resampleCount: 50, using: &generator)
    let lowest = probabilityOfBeingBest(
      outcomes, better: .lower, resampleCount: 50, using: &generator)
    for (share, expected) in zip(highest + lowest, [0.0, 1, 0, 0, 0, 1]) { #expect(agree(share, expected)) }
  }

  @Test("the probability of being best agrees with the normal law of the mean difference")
  func probabilityOfBest() {
    var generator = SplitMix64()
    let noise = (0..<100).map { _ in normalQuantile(generator.uniform()) }
    let mean = Tally(noise).mean
    let gains = noise.map { $0 - mean + 0.05 }
    let shares = probabilityOfBeingBest(
      [gains, gains.map { _ in 0.0 }], better: .higher, using: &generator)
    // The deviation of a resample is that of the 100 values, not the unbiased one.
    let deviation = (Tally(gains).variance * 0.99).squareRoot() / 10
    let expected = normalProbability(below: 0.05 / deviation)
    let wins = Int((shares[0] * 2000).rounded())
    #expect(wilsonInterval(successes: wins, trials: 2000, level: 0.9999).contains(expected))
    #expect(agree(shares[0] + shares[1], 1))
  }

  @Test("strategies that are the same share the win")
  func sharedBest() {
    var generator = SplitMix64()
    let shares = probabilityOfBeingBest([[1, 2], [1, 2]], better: .lower, using: &generator)
    #expect(agree(shares[0], 0.5) && agree(shares[1], 0.5))
  }
}
