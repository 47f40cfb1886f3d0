// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A moment by the local calendar and clock.
public struct CivilMoment: Hashable, Comparable, Sendable {
  public var date: CivilDate
  /// Seconds after midnight by the clock, in `0..<86400`.
  public var secondOfDay: Int

  public init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    self.secondOfDay = secondOfDay
  }

  public static func < (a: CivilMoment, b: CivilMoment) -> Bool {
    (a.date, a.secondOfDay) < (b.date, b.secondOfDay)
  }

  /// Returns the seconds by the clock from another moment to this one, in which no clock change counts.
  public func clockSeconds(since other: CivilMoment) -> Int {
    (date.dayNumber - other.date.dayNumber) * 86_400 + secondOfDay - other.secondOfDay
  }
}

extension CivilMoment: CustomStringConvertible {
  /// The moment as `2018-07-02 10:05`, with seconds where there are any.
  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(secondOfDay / 3_600)):\(two(secondOfDay / 60 % 60))"
    return "\(date) \(clock)" + (secondOfDay % 60 == 0 ? "" : ":\(two(secondOfDay % 60))")
  }
}

extension CivilCalendar {
  /// Returns a moment in seconds since the start of the run; where the clocks skip it, the next hour that there is, and where
  /// it comes twice, the first.
  ///
  /// - Precondition: It lies within the calendar, or at its end.
  func second(of moment: CivilMoment) -> Double {
    let day = moment.date.dayNumber - start.dayNumber
    guard day < dayCount else { return endInSeconds }
    return second(onDay: day, minute: moment.secondOfDay / 60) + Double(moment.secondOfDay % 60)
  }
}
