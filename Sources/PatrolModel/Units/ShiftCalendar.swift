// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// When a unit is on duty.
struct DutyPeriod: Hashable {
  /// Seconds since the start of the run.
  let start: Double
  /// Seconds since the start of the run; no later than the end of the campaign or wave.
  let end: Double
}

extension ShiftPattern {
  /// Returns the shifts that start on some days, in order; the last ends with the last of these days at the latest.
  ///
  /// A shift counts the hours that it is meant to last, on the two days of a clock change too, unless the
  /// unit's next shift starts before.
  func dutyPeriods(calendar: CivilCalendar, days range: Range<Int>) -> [DutyPeriod] {
    let periodEnd = calendar.dayStartInSeconds[range.upperBound]
    let starts = range.compactMap { day -> Double? in
      guard days.contains(calendar.start.adding(days: day).weekday) else { return nil }
      return calendar.second(onDay: day, minute: startMinute)
    }
    return starts.indices.compactMap { index in
      // On the short day in spring a shift of nearly a day would still be on when the next one starts.
      let next = index + 1 < starts.count ? starts[index + 1] : .infinity
      let end = min(starts[index] + Double(lengthInMinutes) * 60, next, periodEnd)
      return starts[index] < end ? DutyPeriod(start: starts[index], end: end) : nil
    }
  }
}
