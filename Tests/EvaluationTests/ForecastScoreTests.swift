// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import Testing

@Suite("Scores of forecasts")
struct ForecastScoreTests {
  @Test("are those of the book where places are flagged by rank: 6, 3 and 0 offences, one place in three")
  func indices() throws {
    let score = ForecastScore(
      expected: [[3, 2, 1]], observed: [[6, 3, 0]], areas: [1, 1, 1], flaggedShare: 1.0 / 3)
    #expect(abs(try #require(score.hitRate) - 2.0 / 3) < 1e-12)
    #expect(abs(try #require(score.predictiveAccuracyIndex) - 2) < 1e-12)
    #expect(abs(try #require(score.predictiveEfficiencyIndex) - 1) < 1e-12)
    // log(e⁻³·3⁶/6!) + log(e⁻²·2³/3!) + log(e⁻¹)
    let poisson = log(729.0 / 720) + log(8.0 / 6) - 6
    #expect(abs(score.logScore - poisson / 3) < 1e-12)
  }

  @Test("the true rates have the best log score of all that are a factor away")
  func proper() {
    let observed = (0..<200).map { week in (0..<5).map { Double(($0 + week) % 5) } }
    func score(_ rate: Double) -> Double {
      ForecastScore(
        expected: observed.map { $0.map { _ in rate } }, observed: observed,
        areas: [Double](repeating: 1, count: 5), flaggedShare: 0.2
      ).logScore
    }
    #expect(score(2) > score(1.5) && score(2) > score(2.5))
  }

  @Test("a week without an offence has no hit rate, and a forecast of nothing has a finite log score")
  func quiet() {
    let quiet = ForecastScore(expected: [[1, 2]], observed: [[0, 0]], areas: [1, 1], flaggedShare: 0.5)
    #expect(quiet.hitRate == nil && quiet.predictiveAccuracyIndex == nil)
    let none = ForecastScore(expected: [[0, 0]], observed: [[1, 0]], areas: [1, 1], flaggedShare: 0)
    #expect(none.logScore.isFinite && none.hitRate == 1)
  }
}
