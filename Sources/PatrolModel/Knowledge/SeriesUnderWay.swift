// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Which series of a replication are under way at a place.
///
/// One is under way from its start to its end while any of its offenders is at large.
struct SeriesUnderWay {
  private var series: [CrimeSeries] = []
  /// Where the series of each place begin in ``series``; one more than there are places.
  private var first: [Int32] = []

  /// Takes in the series of a replication, which stand in order of place.
  mutating func meet(_ all: [CrimeSeries], placeCount: Int) {
    series = all
    first.removeAll(keepingCapacity: true)
    var index = 0
    for place in 0...placeCount {
      while index < all.count, all[index].place < place { index += 1 }
      first.append(Int32(index))
    }
  }

  /// Lets go of the series.
  mutating func release() { series = [] }

  /// The indices of the series of a place.
  func indices(at place: Int) -> Range<Int> { Int(first[place])..<Int(first[place + 1]) }

  /// The kind of a series.
  func kind(of index: Int) -> Int { Int(series[index].kind) }

  /// Whether a series has begun and is not over, arrests apart.
  func hasBegun(_ index: Int, second time: Double) -> Bool {
    series[index].startInSeconds <= time && time < series[index].endInSeconds
  }

  /// Whether a series is under way.
  func isUnderWay(_ index: Int, second time: Double, _ offenders: SeriesOffenders) -> Bool {
    guard hasBegun(index, second: time) else { return false }
    guard offenders.hasArrest(inSeries: index, bySecond: time) else { return true }
    return (0..<offenders.count(ofSeries: index)).contains {
      !offenders.isArrested($0, ofSeries: index, bySecond: time)
    }
  }

  /// Returns how many offenders of series under way at a place are at large.
  func atLargeCount(at place: Int, second time: Double, _ offenders: SeriesOffenders) -> Int {
    var count = 0
    for index in indices(at: place) where isUnderWay(index, second: time, offenders) {
      for offender in 0..<offenders.count(ofSeries: index)
      where !offenders.isArrested(offender, ofSeries: index, bySecond: time) { count += 1 }
    }
    return count
  }

  /// Returns one of these offenders, by a number in `0..<atLargeCount(at:second:_:)`.
  func atLarge(
    _ number: Int, at place: Int, second time: Double, _ offenders: SeriesOffenders
  ) -> (series: Int, offender: Int)? {
    var left = number
    for index in indices(at: place) where isUnderWay(index, second: time, offenders) {
      for offender in 0..<offenders.count(ofSeries: index)
      where !offenders.isArrested(offender, ofSeries: index, bySecond: time) {
        if left == 0 { return (index, offender) }
        left -= 1
      }
    }
    return nil
  }
}
