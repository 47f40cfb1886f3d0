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
  /// A shift counts the hours that it is meant to last, on the two days of a clock change too, unless the
  /// unit's next shift starts before.
  func dutyPeriods(of phases: Phases, calendar: CivilCalendar, campaignEnd: Double) -> [DutyPeriod] {
    let firstDay = 7 * phases.historyWeeks
    let starts = (firstDay..<firstDay + 7 * phases.campaignWeeks).compactMap { day -> Double? in
      guard days.contains(calendar.start.adding(days: day).weekday) else { return nil }
      return calendar.second(onDay: day, minute: startMinute)
    }
    return starts.indices.compactMap { index in
      // On the short day in spring a shift of nearly a day would still be on when the next one starts.
      let next = index + 1 < starts.count ? starts[index + 1] : .infinity
      let end = min(starts[index] + Double(lengthInMinutes) * 60, next, campaignEnd)
      return starts[index] < end ? DutyPeriod(start: starts[index], end: end) : nil
    }
  }
}
