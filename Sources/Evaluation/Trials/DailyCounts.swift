// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Offences that a trial counts, by day of the campaign and place of its timetable.
public struct DailyCounts: Hashable, Sendable {
  public let placeCount: Int
  private var counts: [Int]

  /// Nothing on any day.
  public init(dayCount: Int, placeCount: Int) {
    self.placeCount = placeCount
    counts = [Int](repeating: 0, count: dayCount * placeCount)
  }

  public subscript(day: Int, place: Int) -> Int {
    get { counts[day * placeCount + place] }
    set { counts[day * placeCount + place] = newValue }
  }

  /// Returns the offences of a group of place-days, and how many place-days it has.
  func total(of group: TrialGroup, in comparison: TrialComparison, _ days: TrialDays) -> (
    offences: Int, placeDays: Int
  ) {
    var (offences, placeDays) = (0, 0)
    for day in 0..<days.dayCount {
      for place in 0..<placeCount where days.group(comparison, place: place, day: day) == group {
        offences += self[day, place]
        placeDays += 1
      }
    }
    return (offences, placeDays)
  }
}
