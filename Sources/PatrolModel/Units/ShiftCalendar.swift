// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// When a unit is on duty.
struct DutyPeriod: Hashable {
  /// Seconds since the start of the run.
  let start: Double
  /// Seconds since the start of the run; no later than the end of the campaign or wave.
  let end: Double
  /// When it was planned to start, by the clock. It stays when the shift is moved, and tells its random numbers from those of
  /// the unit's other shifts.
  let planned: CivilMoment
}

extension ShiftPattern {
  /// Returns the shifts that start on some days, in order; the last ends with the last of these days at the latest.
  ///
  /// A shift counts the hours that it is meant to last, on the two days of a clock change too, unless the
  /// unit's next shift starts before.
  func dutyPeriods(calendar: CivilCalendar, days range: Range<Int>) -> [DutyPeriod] {
    let periodEnd = calendar.dayStartInSeconds[range.upperBound]
    let starts = range.compactMap { day -> (second: Double, date: CivilDate)? in
      let date = calendar.start.adding(days: day)
      guard days.contains(date.weekday) else { return nil }
      return (calendar.second(onDay: day, minute: startMinute), date)
    }
    return starts.indices.compactMap { index in
      // On the short day in spring a shift of nearly a day would still be on when the next one starts.
      let next = index + 1 < starts.count ? starts[index + 1].second : .infinity
      let (start, date) = starts[index]
      let end = min(start + Double(lengthInMinutes) * 60, next, periodEnd)
      let planned = CivilMoment(date: date, secondOfDay: startMinute * 60)
      return start < end ? DutyPeriod(start: start, end: end, planned: planned) : nil
    }
  }
}

extension [DutyPeriod] {
  /// Moves some shifts by so many seconds, each as far as it can go.
  ///
  /// Every shift keeps its length. None comes to overlap the one before or after it, or to leave the span of time
  /// that it has to stay in.
  ///
  /// - Parameters:
  ///   - indices: The shifts to move.
  ///   - seconds: By how much, negative for earlier.
  ///   - span: Returns the span that the shift with a start has to stay in, in seconds since the start of the run.
  mutating func move(
    _ indices: Range<Int>, bySeconds seconds: Double, within span: (Double) -> ClosedRange<Double>
  ) {
    // The shift that makes room comes first.
    for step in indices {
      let index = seconds > 0 ? indices.lowerBound + indices.upperBound - 1 - step : step
      let shift = self[index]
      let bounds = span(shift.start)
      let earliest = Swift.max(bounds.lowerBound, index > 0 ? self[index - 1].end : -.infinity)
      let latest = Swift.min(bounds.upperBound, index + 1 < count ? self[index + 1].start : .infinity)
      let moved =
        seconds > 0
        ? Swift.max(0, Swift.min(seconds, latest - shift.end))
        : Swift.min(0, Swift.max(seconds, earliest - shift.start))
      self[index] = DutyPeriod(
        start: shift.start + moved, end: shift.end + moved, planned: shift.planned)
    }
  }
}
