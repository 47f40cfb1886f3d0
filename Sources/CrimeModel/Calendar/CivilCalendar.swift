// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Civil time of a run: which local hour, weekday, month and day each second belongs to.
///
/// A run starts at local midnight. Each of its physical hours lies in one civil hour, daylight saving
/// included: in spring an hour of the week is skipped, in autumn one comes twice. Reading an hour is a
/// table look-up.
///
/// Holds for time zones whose offsets from UTC change by whole hours.
public struct CivilCalendar: Hashable, Sendable {
  /// The name of its time zone.
  public let timeZone: String
  /// The first day of the run.
  public let start: CivilDate
  /// When that day begins, in seconds since 1 January 1970, 00:00 UTC.
  public let startInUnixSeconds: Double
  /// The hour of the week of each physical hour, Monday 00:00 is 0; in `0..<168`.
  public let hourOfWeek: [UInt8]
  /// The month of each physical hour, January is 0; in `0..<12`.
  public let month: [UInt8]
  /// The day of each physical hour, counted from the start.
  public let day: [Int32]
  /// The seconds since the start at which each day begins; one more than there are days.
  public let dayStartInSeconds: [Double]

  /// The days that the calendar covers.
  public var dayCount: Int { dayStartInSeconds.count - 1 }
  /// The whole run, in seconds.
  public var endInSeconds: Double { dayStartInSeconds[dayCount] }

  /// Tabulates so many days from a first one.
  ///
  /// - Returns: `nil` where the time-zone database has no such zone.
  /// - Complexity: O(hours).
  public init?(timeZone name: String, start: CivilDate, dayCount: Int) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    func midnight(_ date: CivilDate) -> Double {
      // Local midnight as UTC seconds: apply the offset in force, twice to settle on a change day.
      let local = Double(date.dayNumber) * 86_400
      var utc = local
      for _ in 0..<2 {
        utc = local - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: utc)))
      }
      return utc
    }
    let origin = midnight(start)
    var starts: [Double] = []
    var hourOfWeek: [UInt8] = []
    var month: [UInt8] = []
    var day: [Int32] = []
    for index in 0..<dayCount {
      let date = start.adding(days: index)
      let begins = midnight(date)
      let ends = midnight(date.adding(days: 1))
      starts.append(begins - origin)
      for hour in stride(from: begins, to: ends, by: 3_600) {
        let offset = Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: hour)))
        let local = hour + offset - Double(date.dayNumber) * 86_400
        let civilHour = min(23, max(0, Int(local / 3_600)))
        hourOfWeek.append(UInt8(date.weekday * 24 + civilHour))
        month.append(UInt8(date.month - 1))
        day.append(Int32(index))
      }
    }
    starts.append(midnight(start.adding(days: dayCount)) - origin)
    timeZone = name
    self.start = start
    startInUnixSeconds = origin
    self.hourOfWeek = hourOfWeek
    self.month = month
    self.day = day
    self.dayStartInSeconds = starts
  }

  /// Returns the index of the physical hour of a moment of the run, kept within it.
  @inline(__always)
  public func hourIndex(atSecond time: Double) -> Int {
    max(0, min(hourOfWeek.count - 1, Int(time / 3_600)))
  }

  /// Returns the day, counted from the start, of a moment of the run.
  public func day(atSecond time: Double) -> Int { Int(day[hourIndex(atSecond: time)]) }

  /// Returns the date of a moment of the run.
  public func date(atSecond time: Double) -> CivilDate { start.adding(days: day(atSecond: time)) }

  /// Returns a moment of the run as clocks on the wall show it, to the second: `2024-03-04T10:00:00`.
  public func clockTime(atSecond time: Double) -> String {
    let date = date(atSecond: time)
    let rest = max(0, Int(time)) % 3_600
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let hour = Int(hourOfWeek[hourIndex(atSecond: time)]) % 24
    return "\(date.year)-\(two(date.month))-\(two(date.day))T\(two(hour)):\(two(rest / 60)):\(two(rest % 60))"
  }

  /// Returns the moment of a local clock time on a day, in seconds since the start.
  ///
  /// Where the clocks skip that time, the next hour that there is; where it comes twice, the first.
  ///
  /// - Parameters:
  ///   - day: In `0..<dayCount`.
  ///   - minute: Minutes after midnight by the clock, in `0..<1440`.
  public func second(onDay day: Int, minute: Int) -> Double {
    let first = Int(dayStartInSeconds[day] / 3_600)
    let last = min(hourOfWeek.count, Int(dayStartInSeconds[day + 1] / 3_600))
    for hour in first..<last {
      let civilHour = Int(hourOfWeek[hour]) % 24
      if civilHour == minute / 60 { return Double(hour) * 3_600 + Double(minute % 60) * 60 }
      if civilHour > minute / 60 { return Double(hour) * 3_600 }
    }
    return dayStartInSeconds[day + 1]
  }
}
