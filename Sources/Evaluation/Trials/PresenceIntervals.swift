// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// When at least one unit was at each place, read from the event log of a replication.
struct PresenceIntervals {
  private var intervals: [[Range<Double>]]

  /// - Parameter events: The log, in the order of its times.
  init(_ events: [LoggedEvent], placeCount: Int) {
    intervals = [[Range<Double>]](repeating: [], count: placeCount)
    var present = [Int](repeating: 0, count: placeCount)
    var since = [Double](repeating: 0, count: placeCount)
    for event in events {
      guard let place = event.place else { continue }
      switch event.kind {
      case .arrived:
        if present[place] == 0 { since[place] = event.timeInSeconds }
        present[place] += 1
      case .left:
        present[place] -= 1
        if present[place] == 0 { intervals[place].append(since[place]..<event.timeInSeconds) }
      default: break
      }
    }
  }

  /// Whether a unit was at a place at a moment, in seconds.
  ///
  /// - Complexity: O(log visits).
  func contains(_ second: Double, place: Int) -> Bool {
    let list = intervals[place]
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].upperBound <= second { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].contains(second)
  }
}
