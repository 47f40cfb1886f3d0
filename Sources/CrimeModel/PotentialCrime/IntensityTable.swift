// SPDX-License-Identifier: GPL-3.0-or-later

/// The cumulative intensity of one hour-of-week and month profile over a whole run.
///
/// *Λ(t)* = ∫ *H*·*M* in hours, piecewise linear with a knot at each physical hour. An arrival time of
/// the non-homogeneous Poisson process is the inverse of *Λ* at a uniform point, which is exact and
/// throws no candidate away.
///
/// Source: Çınlar, *Introduction to Stochastic Processes*, Prentice-Hall, 1975, ch. 4, theorem 7.
struct IntensityTable: Sendable {
  /// *Λ* at the start of each hour, one more than there are hours; non-decreasing.
  let cumulative: [Double]

  init(hours: HourProfile, months: MonthProfile, calendar: CivilCalendar) {
    var cumulative: [Double] = [0]
    cumulative.reserveCapacity(calendar.hourOfWeek.count + 1)
    var sum = 0.0
    for hour in calendar.hourOfWeek.indices {
      sum += hours.multipliers[Int(calendar.hourOfWeek[hour])] * months.multipliers[Int(calendar.month[hour])]
      cumulative.append(sum)
    }
    self.cumulative = cumulative
  }

  /// *Λ* at a moment, in hours.
  func cumulative(atSecond time: Double) -> Double {
    let position = min(max(0, time / 3_600), Double(cumulative.count - 1))
    let hour = min(Int(position), cumulative.count - 2)
    return cumulative[hour] + (position - Double(hour)) * (cumulative[hour + 1] - cumulative[hour])
  }

  /// Returns the moment at which *Λ* reaches a level, in seconds.
  ///
  /// - Parameters:
  ///   - level: In hours, within the values at the bounds.
  ///   - hours: The hours to look in.
  /// - Complexity: O(log hours).
  func second(atCumulative level: Double, in hours: Range<Int>) -> Double {
    cumulative.withUnsafeBufferPointer { table in
      var low = hours.lowerBound
      var high = hours.upperBound
      // The last hour whose start is at or below the level.
      while high - low > 1 {
        let middle = (low + high) >> 1
        if table[middle] <= level { low = middle } else { high = middle }
      }
      let width = table[low + 1] - table[low]
      let share = width > 0 ? (level - table[low]) / width : 0
      return (Double(low) + min(share, 1)) * 3_600
    }
  }
}
