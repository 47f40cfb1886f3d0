// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import OutputAnalysis

@Suite("Poisson regression, synthetic control and quantiles by hand")
struct RegressionTests {
  @Test("the regression of two groups gives the log of the ratio of their rates, and its error")
  func ratio() throws {
    let design = DesignMatrix([[1, 0], [1, 0], [1, 1], [1, 1]])
    let exposures = [1.0, 3, 2, 2].map { log($0) }
    let fit = try #require(
      PoissonRegression.fit([10, 30, 15, 25], on: design, logExposures: exposures).value)
    // 40 over 4 against 40 over 4.
    #expect(abs(fit.coefficients[0] - log(10)) < 1e-12 && abs(fit.coefficients[1]) < 1e-12)
    // √(1/40 + 1/40).
    #expect(abs(try #require(fit.standardError(of: 1).value) - 0.05.squareRoot()) < 1e-12)
    let interval = try #require(fit.interval(of: 1).value)
    #expect(abs(interval.upper - 1.959964 * 0.05.squareRoot()) < 1e-6)
  }

  @Test("what can't be fitted says why")
  func undefined() {
    func reason(_ counts: [Double], _ rows: [[Double]]) -> String? {
      PoissonRegression.fit(counts, on: DesignMatrix(rows)).reason
    }
    let groups = [[1.0, 0], [1, 0], [1, 1], [1, 1]]
    #expect(reason([0, 0, 0, 0], groups) == "there is no offence at all")
    #expect(reason([1, 2], [[1, 0], [1, 1]]) == "the regression has no more counts than coefficients")
    #expect(
      reason([1, 2, 3, 4], groups.map { $0 + [2 * $0[1]] })
        == "the regression's columns depend on each other")
    #expect(
      reason([5, 7, 0, 0], groups)
        == "a group of the regression has no offence, so its rate can't be estimated")
    let fit = PoissonRegression.fit([5, 7, 2, 4], on: DesignMatrix(groups)).value
    #expect(
      fit?.covariance(.clustered([1, 1, 1, 1])).reason == "robust errors need more than one cluster")
  }

  @Test("a synthetic control finds the donors that make up the treated series, and the effect")
  func synthetic() {
    let donors: [[Double]] = [[1, 2, 3, 4, 5], [5, 3, 4, 1, 2], [9, 9, 8, 9, 9]]
    var treated = (0..<5).map { (time: Int) -> Double in 0.25 * donors[0][time] + 0.75 * donors[1][time] }
    treated[4] -= 0.5
    let fit = SyntheticControl(treated: treated, donors: donors, before: 4)
    #expect(zip(fit.weights, [0.25, 0.75, 0]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(abs(fit.effect + 0.5) < 1e-9 && fit.errorBefore < 1e-9)
    // A treated series outside of the hull goes to its nearest corner.
    let outside = SyntheticControl(treated: [20, 20, 20, 20, 20], donors: donors, before: 4)
    #expect(outside.weights == [0, 0, 1])
    #expect(abs(outside.effect - 11) < 1e-12)
  }

  @Test("placebos give the rank of the treated series' ratio of errors as p value")
  func placebos() {
    func wave(_ donor: Int, _ time: Int) -> Double { 1 + 0.1 * sin(Double(donor * 7 + time * (donor + 1))) }
    let donors = (0..<9).map { (donor: Int) -> [Double] in (0..<12).map { wave(donor, $0) } }
    var treated = donors[0].map { $0 + 0.01 }
    for time in 8..<12 { treated[time] -= 0.8 }
    let placebos = SyntheticControl.placebos(donors, before: 8)
    let fit = SyntheticControl(treated: treated, donors: donors, before: 8)
    #expect(placebos.count == 9 && fit.pValue(among: placebos) == 0.1)
    #expect(SyntheticControl.placebos([donors[0]], before: 8).isEmpty)
    #expect(fit.pValue(among: []) == 1)
  }

  @Test(
    "the interval of a quantile covers it at least as often as it says, and too few values have none")
  func quantile() throws {
    #expect(quantileInterval(0.5, of: [1, 2, 3]).value == nil)
    #expect(quantileInterval(0.5, of: []).value == nil)
    #expect(quantileInterval(0.025, of: (0..<145).map(Double.init)).value == nil)
    #expect(quantileInterval(0.025, of: (0..<146).map(Double.init)).value != nil)
    var random = SplitMix64(state: 5)
    let covered = (0..<4_000).count { _ in
      let values = (0..<60).map { _ in Double.random(in: 0..<1, using: &random) }
      return quantileInterval(0.3, of: values).value?.contains(0.3) ?? false
    }
    // At least 95%; fewer than 93.6% of 4,000 would come up once in 10⁴.
    #expect(wilsonInterval(successes: covered, trials: 4_000, level: 0.9998).upper >= 0.95)
  }

  @Test("WDD of unequal periods weighs each count, and has the power of the published planning figures")
  func weightedDifference() {
    let weights = QuadrantCounts(
      target: BeforeAfter(before: 0.5, after: 1), buffer: .zero, control: BeforeAfter(before: 0.5, after: 1))
    func expected(_ streets: Double) -> QuadrantCounts {
      QuadrantCounts(
        target: BeforeAfter(before: 60 * streets, after: 30 * streets * 0.84), buffer: .zero,
        control: BeforeAfter(before: 60 * streets, after: 30 * streets))
    }
    let difference = WeightedDisplacementDifference(expected(5), weights: weights)
    #expect(abs(difference.estimate + 24) < 1e-12)
    #expect(abs(difference.variance - (75 + 126 + 75 + 150)) < 1e-12)
    let powers = [3.0, 5, 20].map {
      WeightedDisplacementDifference.power(expected: expected($0), weights: weights, level: 0.1)
    }
    // "about" .35, .46 and .86.
    #expect(zip(powers, [0.35, 0.46, 0.86]).allSatisfy { abs($0 - $1) < 0.01 }, "\(powers)")
    let equal = QuadrantCounts(
      target: BeforeAfter(before: 20, after: 10), buffer: .zero, control: BeforeAfter(before: 20, after: 20))
    #expect(abs(WeightedDisplacementDifference(equal).standardError - 8.3666) < 1e-4)
    #expect(abs(WeightedDisplacementDifference(equal).pValue - 0.2320) < 1e-4)
  }
}
