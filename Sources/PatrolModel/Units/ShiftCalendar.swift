// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// When a unit is on duty during the campaign.
struct DutyPeriod: Hashable {
  /// Seconds since the start of the run.
  let start: Double
  /// Seconds since the start of the run; no later than the end of the campaign.
  let end: Double
}

extension ShiftPattern {
  /// Returns the shifts that start in the campaign, in order; the last ends with the campaign at the latest.
  ///
  /// A shift counts the hours that it is meant to last, on the two days of a clock change too.
  func dutyPeriods(calendar: CivilCalendar, firstDay: Int, lastDay: Int, campaignEnd: Double) -> [DutyPeriod]
  {
    (firstDay...lastDay).compactMap { day in
      guard days.contains(calendar.start.adding(days: day).weekday) else { return nil }
      let start = calendar.second(onDay: day, minute: startMinute)
      let end = min(start + Double(lengthInMinutes) * 60, campaignEnd)
      return start < end ? DutyPeriod(start: start, end: end) : nil
    }
  }
}
