// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis

/// How well a forecast foresaw the recorded offences of the weeks that followed, each week from the record before it.
///
/// What it is held against is the record, not the truth: what any force could check of its own forecast.
public struct ForecastScore: Hashable, Sendable {
  /// The least number of offences that any forecast is taken to expect at a place in a week, in its log score: without it one that
  /// expects none where one happens would count for minus infinity.
  public static let leastExpected = 0.01

  /// The share of offences that fell in flagged places, as a mean over the weeks; `nil` where nothing happened in any.
  public let hitRate: Double?
  /// PAI, the hit rate over the flagged share of the area, likewise.
  public let predictiveAccuracyIndex: Double?
  /// PEI, PAI over the best that the same area could have had, likewise.
  public let predictiveEfficiencyIndex: Double?
  /// The mean Poisson log score of a place's count in a week, log P(n) with the expected number as its mean; the greater the better.
  public let logScore: Double

  /// Scores a forecast.
  ///
  /// - Parameters:
  ///   - expected: Offences expected, by week and place; at least 0.
  ///   - observed: Offences that followed, laid out alike.
  ///   - areas: The area of each place, in any one unit; greater than 0.
  ///   - flaggedShare: The share of places that are flagged each week, in `0...1`; at least one place is.
  /// - Precondition: There is a week and a place.
  ///
  /// Source: see `ForecastQuality`; Gneiting and Raftery, *Journal of the American Statistical Association* 102 (2007),
  /// 359–378, for the log score.
  public init(expected: [[Double]], observed: [[Double]], areas: [Double], flaggedShare: Double) {
    precondition(
      expected.count == observed.count && !expected.isEmpty && !areas.isEmpty, "A week and a place")
    let flaggedCount = ForecastScore.flaggedCount(of: areas.count, share: flaggedShare)
    var qualities: [ForecastQuality] = []
    var logScores = Tally()
    for (forecast, counts) in zip(expected, observed) {
      let ranked = forecast.indices.sorted { (forecast[$1], $0) < (forecast[$0], $1) }
      var flagged = forecast.map { _ in false }
      for place in ranked.prefix(flaggedCount) { flagged[place] = true }
      qualities.append(ForecastQuality(flagged: flagged, observed: counts, areas: areas))
      for (rate, count) in zip(forecast, counts) {
        let rate = max(ForecastScore.leastExpected, rate)
        logScores.add(count * log(rate) - rate - lgamma(count + 1))
      }
    }
    hitRate = ForecastScore.mean(qualities.map(\.hitRate))
    predictiveAccuracyIndex = ForecastScore.mean(qualities.map(\.predictiveAccuracyIndex))
    predictiveEfficiencyIndex = ForecastScore.mean(qualities.map(\.predictiveEfficiencyIndex))
    logScore = logScores.mean
  }

  /// Returns how many of so many places a share is: at least one.
  public static func flaggedCount(of places: Int, share: Double) -> Int {
    min(places, max(1, Int((share * Double(places)).rounded())))
  }

  private static func mean(_ values: [MeasureValue]) -> Double? {
    let known = values.compactMap(\.value)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
