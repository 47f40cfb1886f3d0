// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@testable import OutputAnalysis

@Suite(
  "The same numbers as statsmodels, scipy and pysyncon",
  .enabled(if: PeerStatistics.isInstalled, PeerStatistics.missing))
struct PeerTests {
  private struct RegressionCase: Encodable {
    var kind = "poisson"
    var counts: [Double]
    var rows: [[Double]]
    var logExposures: [Double]
    var clusters: [Int]
  }

  private struct RegressionResult: Decodable {
    var coefficients: [Double]
    var logLikelihood: Double
    var pearson: Double
    var errors: [String: [Double]]
  }

  /// Regressions of some size: few and many columns, small and large counts, with exposures and clusters.
  private static func regressions() -> [RegressionCase] {
    var random = SplitMix64(state: 7)
    return (0..<12).map { number in
      let (rowCount, columnCount) = (20 + 15 * number, 2 + number % 6)
      let level = number % 3 == 0 ? 0.5 : number % 3 == 1 ? 4 : 60
      var rows: [[Double]] = []
      for _ in 0..<rowCount {
        var row = [1.0]
        for column in 1..<columnCount {
          let value = Double.random(in: -1...1, using: &random)
          row.append(column % 2 == 0 ? value : value > 0 ? 1 : 0)
        }
        rows.append(row)
      }
      return RegressionCase(
        counts: (0..<rowCount).map { _ in (Double.random(in: 0...2 * level, using: &random)).rounded() },
        rows: rows, logExposures: (0..<rowCount).map { _ in log(Double.random(in: 0.5...3, using: &random)) },
        clusters: (0..<rowCount).map { $0 % (5 + number) })
    }
  }

  @Test("Poisson regressions have the coefficients, likelihoods and all kinds of errors of statsmodels")
  func poissonRegression() throws {
    let cases = Self.regressions()
    let peers = try PeerStatistics.results(of: cases, as: RegressionResult.self)
    for (one, peer) in zip(cases, peers) {
      let fit = try #require(
        PoissonRegression.fit(one.counts, on: DesignMatrix(one.rows), logExposures: one.logExposures).value)
      #expect(zip(fit.coefficients, peer.coefficients).allSatisfy { matches($0, $1) })
      #expect(matches(fit.logLikelihood, peer.logLikelihood) && matches(fit.pearsonChiSquare, peer.pearson))
      let kinds: [(String, PoissonRegression.ErrorKind)] = [
        ("model", .model), ("scaled", .scaled), ("robust", .robust),
        ("clustered", .clustered(one.clusters)),
      ]
      for (name, kind) in kinds {
        let errors = try #require(peer.errors[name])
        for column in errors.indices {
          let own = try #require(fit.standardError(of: column, kind).value)
          #expect(matches(own, errors[column], digits: 8), "\(name) \(own) \(errors[column])")
        }
      }
    }
  }

  private struct SyntheticCase: Encodable {
    var kind = "synthetic"
    var treated: [Double]
    var donors: [[Double]]
    var before: Int
  }

  private struct SyntheticResult: Decodable {
    var weights: [Double]
    var objective: Double
  }

  @Test(
    "synthetic controls fit the history at least as well as pysyncon's, with the same weights where it is exact"
  )
  func syntheticControl() throws {
    var random = SplitMix64(state: 11)
    let cases = (0..<10).map { number in
      let (donors, before, after) = (3 + 2 * number, 12 + 2 * number, 4)
      func series() -> [Double] {
        (0..<before + after).map { _ in Double.random(in: 0.4...1.6, using: &random) }
      }
      return SyntheticCase(treated: series(), donors: (0..<donors).map { _ in series() }, before: before)
    }
    let peers = try PeerStatistics.results(of: cases, as: SyntheticResult.self)
    for (one, peer) in zip(cases, peers) {
      let own = SyntheticControl(treated: one.treated, donors: one.donors, before: one.before)
      let objective = own.errorBefore * own.errorBefore * Double(one.before)
      #expect(objective <= peer.objective + 1e-12)
      // Its optimiser stops at a gradient of about 10⁻⁸, where weights are known to four or five digits.
      #expect(matches(objective, peer.objective, digits: 7))
      #expect(zip(own.weights, peer.weights).allSatisfy { matches($0, $1, digits: 3) })
      #expect(matches(own.weights.reduce(0, +), 1, digits: 12) && own.weights.allSatisfy { $0 >= 0 })
    }
  }

  private struct ScalarCase: Encodable {
    var kind = "scalars"
    var successes: Int
    var trials: Int
    var first: Int
    var second: Int
    var firstExposure: Double
    var secondExposure: Double
    var share: Double
    var score: Double
    var values: [Double]
    var pValues: [Double]
    var numerators: [Double]
    var denominators: [Double]
  }

  private struct ScalarResult: Decodable {
    var wilson: [Double]
    var poisson: Double
    var quantile: [Double]
    var holm: [Double]
    var normalQuantile: Double
    var studentQuantile: Double
    var studentP: Double
    var pairedP: Double
    var jackknifeError: Double
  }

  @Test("intervals, tests and corrections are those of scipy and statsmodels")
  func scalars() throws {
    var random = SplitMix64(state: 3)
    let cases = (0..<8).map { number in
      ScalarCase(
        successes: number * 3, trials: 40 + number, first: number * 5, second: 12 + 2 * number,
        firstExposure: 1, secondExposure: Double(1 + number % 3), share: 0.1 + 0.1 * Double(number),
        score: Double(number) / 2 - 1,
        values: (0..<120).map { _ in Double.random(in: 0...100, using: &random) },
        pValues: (0..<7).map { _ in Double.random(in: 0...0.2, using: &random) },
        numerators: (0..<20).map { _ in Double.random(in: 10...20, using: &random) },
        denominators: (0..<20).map { _ in Double.random(in: 15...25, using: &random) })
    }
    let peers = try PeerStatistics.results(of: cases, as: ScalarResult.self)
    for (one, peer) in zip(cases, peers) {
      let wilson = wilsonInterval(successes: one.successes, trials: one.trials)
      #expect(matches(wilson.lower, peer.wilson[0]) && matches(wilson.upper, peer.wilson[1]))
      let exact = poissonExactComparison(
        one.first, one.second, firstExposure: one.firstExposure, secondExposure: one.secondExposure)
      // scipy leaves out counts of a probability below 10⁻⁹ or so, we those below 10⁻¹².
      #expect(matches(exact, peer.poisson, digits: 6), "\(one.first) \(one.second) \(exact) \(peer.poisson)")
      let quantile = try #require(quantileInterval(one.share, of: one.values).value)
      #expect(quantile.lower == peer.quantile[0] && quantile.upper == peer.quantile[1], "\(one.share)")
      #expect(zip(holmAdjusted(one.pValues), peer.holm).allSatisfy { matches($0, $1, digits: 12) })
      #expect(matches(normalQuantile(one.share), peer.normalQuantile, digits: 12))
      #expect(matches(studentTQuantile(one.share, degreesOfFreedom: 7), peer.studentQuantile))
      #expect(matches(studentTTwoSidedPValue(one.score, degreesOfFreedom: 7), peer.studentP))
      #expect(matches(PairedComparison(one.numerators, one.denominators).pValue, peer.pairedP))
      let counts = zip(one.numerators, one.denominators).map { numerator, denominator in
        QuadrantCounts(
          target: BeforeAfter(before: denominator, after: numerator), buffer: .zero, control: .zero)
      }
      let pooled = jackknife(counts) { .value($0.target.after / $0.target.before) }
      #expect(matches(try #require(pooled.value).standardError, peer.jackknifeError))
    }
  }
}
