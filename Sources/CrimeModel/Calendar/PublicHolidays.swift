// SPDX-License-Identifier: GPL-3.0-or-later

/// Which days are public holidays.
public enum PublicHolidays: Hashable, Sendable {
  /// None.
  case none
  /// The bank holidays and common-law holidays of England and Wales.
  case englandAndWales
  /// Those that a scenario lists.
  case listed([CivilDate])

  /// Returns the public holidays of a year, in order.
  ///
  /// A holiday that falls on a weekend is given by its substitute weekday, as in the government's list.
  ///
  /// - Complexity: O(days listed); O(1) for a nation.
  public func days(in year: Int) -> [CivilDate] {
    switch self {
    case .none: []
    case .englandAndWales: EnglandAndWales.holidays(in: year)
    case .listed(let days): days.filter { $0.year == year }.sorted()
    }
  }
}

/// The public holidays of England and Wales.
///
/// Holds for 1980 to 2100 with the rules of today and the single days known in 2025; other years get the rules alone.
///
/// Source: Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations under it;
/// <https://www.gov.uk/bank-holidays> (substitute days).
private enum EnglandAndWales {
  /// Proclaimed for one year: the royal weddings of 1981 and 2011, the millennium, the jubilees of 2002, 2012
  /// and 2022, the state funeral of 2022 and the coronation of 2023.
  private static let singleDays = [
    CivilDate(year: 1981, month: 7, day: 29), CivilDate(year: 1999, month: 12, day: 31),
    CivilDate(year: 2002, month: 6, day: 3), CivilDate(year: 2011, month: 4, day: 29),
    CivilDate(year: 2012, month: 6, day: 5), CivilDate(year: 2022, month: 6, day: 3),
    CivilDate(year: 2022, month: 9, day: 19), CivilDate(year: 2023, month: 5, day: 8),
  ]

  static func holidays(in year: Int) -> [CivilDate] {
    let easter = CivilDate.easterSunday(in: year)
    let days =
      [
        newYear(year), easter.adding(days: -2), easter.adding(days: 1), earlyMay(year), spring(year),
        CivilDate.last(weekday: 0, ofMonth: 8, in: year),
      ] + christmas(year) + singleDays.filter { $0.year == year }
    return days.sorted()
  }

  /// 1 January, or the Monday after it.
  private static func newYear(_ year: Int) -> CivilDate {
    let day = CivilDate(year: year, month: 1, day: 1)
    return day.weekday < 5 ? day : day.adding(days: 7 - day.weekday)
  }

  /// The first Monday of May; the day of victory in Europe in its 50th and 75th year.
  private static func earlyMay(_ year: Int) -> CivilDate {
    if year == 1995 || year == 2020 { return CivilDate(year: year, month: 5, day: 8) }
    return CivilDate.first(weekday: 0, ofMonth: 5, in: year)
  }

  /// The last Monday of May, moved into June by three jubilees.
  private static func spring(_ year: Int) -> CivilDate {
    switch year {
    case 2002, 2012: CivilDate(year: year, month: 6, day: 4)
    case 2022: CivilDate(year: year, month: 6, day: 2)
    default: CivilDate.last(weekday: 0, ofMonth: 5, in: year)
    }
  }

  /// 25 and 26 December, each moved to the next free weekday.
  private static func christmas(_ year: Int) -> [CivilDate] {
    let day = CivilDate(year: year, month: 12, day: 25)
    switch day.weekday {
    case 4: return [day, day.adding(days: 3)]
    case 5: return [day.adding(days: 2), day.adding(days: 3)]
    case 6: return [day.adding(days: 1), day.adding(days: 2)]
    default: return [day, day.adding(days: 1)]
    }
  }
}

extension CivilDate {
  /// Returns Easter Sunday of the Gregorian calendar.
  ///
  /// Source: anonymous, *Nature* 13 (1876), 487, as in Meeus, *Astronomical Algorithms*, 2nd ed., 1998, ch. 8.
  static func easterSunday(in year: Int) -> CivilDate {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let late = (golden + 11 * epact + 22 * weekday) / 451
    let sum = epact + weekday - 7 * late + 114
    return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)
  }

  /// Returns the first day of a month that falls on a weekday, Monday 0.
  static func first(weekday: Int, ofMonth month: Int, in year: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: 1).onOrAfter(weekday: weekday)
  }

  /// Returns the last day of a month of 31 days that falls on a weekday, Monday 0.
  static func last(weekday: Int, ofMonth month: Int, in year: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: 25).onOrAfter(weekday: weekday)
  }

  /// Returns this day, or the next one that falls on a weekday, Monday 0.
  func onOrAfter(weekday: Int) -> CivilDate { adding(days: (weekday - self.weekday + 7) % 7) }
}
