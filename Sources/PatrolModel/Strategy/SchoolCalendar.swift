// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Which days of a run are school days, as schools publish them.
///
/// Where a scenario knows no school terms, each weekday counts that is no public holiday.
public struct SchoolCalendar: Hashable, Sendable {
  /// By day, counted from the start of the run.
  private let isSchoolDay: [Bool]

  init(_ calendar: CrimeCalendar, phases: Phases) {
    let first = phases.historyStart
    let count = 7 * phases.weekCount
    let days = calendar.days(inYears: first.year...first.adding(days: count).year)
    isSchoolDay = (0..<count).map { day in
      let date = first.adding(days: day)
      guard let index = days.index(of: date) else { return false }
      if calendar.schoolTerms == .none { return date.weekday < 5 && !days.isPublicHoliday[index] }
      return days.isSchoolDay[index]
    }
  }

  /// Whether a day is one.
  ///
  /// - Parameter day: Counted from the start of the run: `CivilCalendar.day(atSecond:)`.
  public func holds(onDay day: Int) -> Bool { isSchoolDay.indices.contains(day) && isSchoolDay[day] }
}
