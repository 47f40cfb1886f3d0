// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// How many offences one brings about at its place within a day, by type, from the history.
///
/// For each offence, those of its type at its target are counted that come within the next 24 hours, and those that come within
/// the same 24 hours a week later. The place and the hours of the week are the same, so what the first count has more is
/// what the offence announced:
///
///     follow-on(k) = max(0, N₀ − N₇)/n,   and 0 unless N₀ − N₇ > 2·√(N₀ + N₇)
///
/// Two standard errors keep chance from being taken for a wave.
enum FollowOnFit {
  /// - Complexity: O(n log n) in the records of targets.
  static func followOns(_ ground: ForecastGround, _ history: ArraySlice<KnownOffence>) -> [Double] {
    let typeCount = ground.harms.count
    var times = [[Double]](repeating: [], count: ground.targets.count * typeCount)
    for offence in history {
      guard let rank = ground.rankOfPlace[Int(offence.place)] else { continue }
      times[rank * typeCount + Int(offence.type)].append(offence.timeInSeconds)
    }
    var (soon, later, count) = (
      [Double](repeating: 0, count: typeCount), [Double](repeating: 0, count: typeCount),
      [Double](repeating: 0, count: typeCount)
    )
    for (index, unsorted) in times.enumerated() {
      let sorted = unsorted.sorted()
      guard let last = sorted.last else { continue }
      let type = index % typeCount
      // Only offences whose both days lie within the history.
      let usable = sorted.prefix { $0 + 8 * 86_400 <= last }.count
      count[type] += Double(usable)
      soon[type] += pairs(sorted, usable, from: 0, to: 86_400)
      later[type] += pairs(sorted, usable, from: 7 * 86_400, to: 8 * 86_400)
    }
    return (0..<typeCount).map { type in
      let excess = soon[type] - later[type]
      guard excess > 2 * (soon[type] + later[type]).squareRoot() else { return 0 }
      return excess / count[type]
    }
  }

  /// The pairs whose second offence comes between two spans after one of the first so many.
  private static func pairs(_ times: [Double], _ usable: Int, from start: Double, to end: Double) -> Double {
    var (low, high, pairs) = (0, 0, 0)
    for index in 0..<usable {
      low = max(low, index + 1)
      while low < times.count, times[low] <= times[index] + start { low += 1 }
      high = max(high, low)
      while high < times.count, times[high] <= times[index] + end { high += 1 }
      pairs += high - low
    }
    return Double(pairs)
  }
}
