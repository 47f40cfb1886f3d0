// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// How recorded harm is spread over the hours of the week, by area, with a mean of 1.
///
/// Harm is counted by hour of the week in all places that feed the targets of an area, smoothed over the neighbouring hours
/// and drawn towards flat, since a few years hold few offences in each hour.
struct HourProfileForecast: Sendable {
  /// By area and hour of the week.
  private let multipliers: [[Double]]

  /// - Parameter flatness: How far they are drawn to flat, in `0...1`.
  init(ground: ForecastGround, history: ArraySlice<KnownOffence>, flatness: Double) {
    multipliers = HourProfileForecast.smoothed(HourProfileForecast.counts(ground, history)).map { area in
      area.map { flatness + (1 - flatness) * $0 }
    }
  }

  func multiplier(area: Int, hourOfWeek: Int) -> Double { multipliers[area][hourOfWeek] }

  /// Returns the flatness with which the earlier three quarters of a history say best in which hours the harm of its last
  /// quarter fell: by the log score of a multinomial, the harm of an offence being its weight.
  static func fittedFlatness(
    _ ground: ForecastGround, _ history: ArraySlice<KnownOffence>, nowInSeconds: Double
  ) -> Double {
    let split = 0.75 * nowInSeconds
    let earlier = smoothed(counts(ground, history) { $0.timeInSeconds < split })
    let later = counts(ground, history) { $0.timeInSeconds >= split }
    var best = (flatness: 1.0, score: 0.0)
    for flatness in ForecastFit.flatnesses.reversed() where flatness < 1 {
      var score = 0.0
      for area in earlier.indices {
        for hour in 0..<168 where later[area][hour] > 0 {
          score += later[area][hour] * log(max(1e-6, flatness + (1 - flatness) * earlier[area][hour]))
        }
      }
      if score > best.score { best = (flatness, score) }
    }
    return best.flatness
  }

  private static func counts(
    _ ground: ForecastGround, _ history: ArraySlice<KnownOffence>,
    where isCounted: (KnownOffence) -> Bool = { _ in true }
  ) -> [[Double]] {
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: 168), count: ground.areaCount)
    let lastHour = ground.hourOfWeek.count - 1
    for offence in history where isCounted(offence) {
      guard let source = ground.sourceOfPlace[Int(offence.place)] else { continue }
      let hour = Int(ground.hourOfWeek[max(0, min(lastHour, Int(offence.timeInSeconds / 3_600)))])
      counts[ground.areaOfSource[source]][hour] += ground.harms[Int(offence.type)]
    }
    return counts
  }

  /// Means over three hours, divided by their mean; flat where nothing was counted.
  private static func smoothed(_ counts: [[Double]]) -> [[Double]] {
    counts.map { area in
      let total = area.reduce(0, +)
      guard total > 0 else { return [Double](repeating: 1, count: 168) }
      return (0..<168).map { (area[($0 + 167) % 168] + area[$0] + area[($0 + 1) % 168]) * 56 / total }
    }
  }
}
