// SPDX-License-Identifier: GPL-3.0-or-later

/// Which days are public holidays and which are school days, as a scenario chooses.
public struct CrimeCalendar: Hashable, Sendable {
  public var holidays: PublicHolidays
  public var schoolTerms: SchoolTerms

  public init(holidays: PublicHolidays = .englandAndWales, schoolTerms: SchoolTerms = .none) {
    self.holidays = holidays
    self.schoolTerms = schoolTerms
  }

  /// Tabulates what the days of some years are.
  ///
  /// - Complexity: O(days).
  public func days(inYears years: ClosedRange<Int>) -> CrimeDays { CrimeDays(self, years: years) }
}

/// What each day of some years is: public holiday, school day or neither.
///
/// Looking a day up is reading a table.
public struct CrimeDays: Sendable {
  /// The first day, 1 January.
  public let first: CivilDate
  /// Whether each day is a public holiday.
  public private(set) var isPublicHoliday: [Bool]
  /// Whether each day is a weekday in term and no public holiday.
  public private(set) var isSchoolDay: [Bool]

  /// How many days there are.
  public var count: Int { isPublicHoliday.count }

  fileprivate init(_ calendar: CrimeCalendar, years: ClosedRange<Int>) {
    let first = CivilDate(year: years.lowerBound, month: 1, day: 1)
    let end = CivilDate(year: years.upperBound + 1, month: 1, day: 1)
    self.first = first
    let count = end.dayNumber - first.dayNumber
    isPublicHoliday = [Bool](repeating: false, count: count)
    isSchoolDay = isPublicHoliday
    for year in years {
      for day in calendar.holidays.days(in: year) { isPublicHoliday[day.dayNumber - first.dayNumber] = true }
      for term in calendar.schoolTerms.terms(in: year) {
        let days =
          max(first, term.first).dayNumber..<max(first, min(end, term.last.adding(days: 1))).dayNumber
        for day in days where CivilDate(dayNumber: day).weekday < 5 {
          isSchoolDay[day - first.dayNumber] = true
        }
      }
    }
    for day in isSchoolDay.indices where isPublicHoliday[day] { isSchoolDay[day] = false }
  }

  /// Returns the index of a date; `nil` outside the years.
  public func index(of date: CivilDate) -> Int? {
    let index = date.dayNumber - first.dayNumber
    return isPublicHoliday.indices.contains(index) ? index : nil
  }
}
