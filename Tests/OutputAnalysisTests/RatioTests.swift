// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolTesting
import Testing

@Suite("The interval of a ratio")
struct RatioTests {
  @Test("is the constant over the denominator's own bounds where the numerator is constant")
  func constantNumerator() throws {
    let denominators = [9.0, 11, 10, 12, 8]
    let own = ConfidenceInterval(of: denominators)
    let ratio = ratioInterval(
      of: denominators.map { _ in 500 }, to: denominators, otherwise: "nothing")
    let interval = try #require(ratio.value)
    #expect(abs(interval.estimate - 50) < 1e-12)
    #expect(abs(interval.lower - 500 / own.upper) < 1e-9)
    #expect(abs(interval.upper - 500 / own.lower) < 1e-9)
  }

  @Test(
    "holds just those ratios for which numerator less ratio times denominator is statistically indistinguishable from 0"
  )
  func definition() throws {
    let (y, x) = ([3.1, 4.9, 2.2, 5.8, 4.1, 3.3], [1.2, 2.1, 0.7, 2.4, 1.9, 1.1])
    let interval = try #require(ratioInterval(of: y, to: x, otherwise: "nothing").value)
    for bound in [interval.lower, interval.upper] {
      let residual = ConfidenceInterval(of: zip(y, x).map { $0 - bound * $1 })
      #expect(abs(abs(residual.estimate) - residual.halfWidth) < 1e-9)
    }
    #expect(interval.contains(interval.estimate))
  }

  @Test("is undefined in words where the denominator is statistically indistinguishable from 0")
  func undefined() {
    let reason = "the crime averted is statistically indistinguishable from 0"
    #expect(ratioInterval(of: [1, 2, 3], to: [-1, 2, 0.5], otherwise: reason).reason == reason)
    #expect(ratioInterval(of: [1, 2], to: [0, 0], otherwise: reason).reason == reason)
    #expect(ratioInterval(of: [1], to: [0], otherwise: reason).reason == reason)
  }

  @Test("has no bounds after a single replication")
  func single() throws {
    let interval = try #require(ratioInterval(of: [10], to: [4], otherwise: "nothing").value)
    #expect(interval.estimate == 2.5)
    #expect(interval.lower == -.infinity && interval.upper == .infinity)
  }

  @Test("holds the true ratio as often as its level says")
  func coverage() {
    var random = SplitMix64()
    let samples = 2_000
    let held = (0..<samples).count { _ in
      let x = (0..<10).map { _ in 4 + normalQuantile(random.uniform()) }
      let y = x.map { 3 * $0 + 2 * normalQuantile(random.uniform()) }
      // Mean of y is 12, of x is 4.
      return ratioInterval(of: y, to: x, level: 0.9, otherwise: "nothing").value?.contains(3) == true
    }
    #expect(wilsonInterval(successes: held, trials: samples, level: 0.9999).contains(0.9))
  }
}
