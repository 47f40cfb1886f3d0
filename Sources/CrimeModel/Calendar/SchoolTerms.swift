// SPDX-License-Identifier: GPL-3.0-or-later

/// When schools are in term.
///
/// A school day is a weekday in term that is no public holiday.
public enum SchoolTerms: Hashable, Sendable {
  /// No day is a school day.
  case none
  /// A pattern that most of England's local authorities come near to in most years; an assumption, since each sets
  /// its own dates.
  case england
  /// Those that a scenario lists.
  case listed([DateRange])

  /// Returns the terms, or parts of them between half-term holidays, that have days in a year.
  public func terms(in year: Int) -> [DateRange] {
    switch self {
    case .none: []
    case .england: SchoolTerms.englishTerms(in: year)
    case .listed(let terms): terms.filter { $0.first.year <= year && year <= $0.last.year }
    }
  }

  /// January to July, and September to December, without the holidays in between.
  ///
  /// Term starts on the Tuesday after the first Monday of September and ends on the Friday from 18 to 24 July.
  /// Weeks without school: from the fourth Monday of October; two from the Monday of 19 to 25 December; from the
  /// Monday of 12 to 18 February; the week before Easter and the week after it; from the last Monday of May.
  private static func englishTerms(in year: Int) -> [DateRange] {
    func monday(_ month: Int, _ day: Int, _ year: Int) -> CivilDate {
      CivilDate(year: year, month: month, day: day).onOrAfter(weekday: 0)
    }
    let newYear = monday(12, 19, year - 1).adding(days: 14)
    let easterBreak = CivilDate.easterSunday(in: year).adding(days: -6)
    let holidays: [(start: CivilDate, weeks: Int)] = [
      (monday(2, 12, year), 1), (easterBreak, 2), (monday(5, 25, year), 1),
    ]
    var terms: [DateRange] = []
    var start = newYear
    for holiday in holidays {
      terms.append(DateRange(start, holiday.start.adding(days: -1)))
      start = holiday.start.adding(days: 7 * holiday.weeks)
    }
    terms.append(DateRange(start, CivilDate(year: year, month: 7, day: 18).onOrAfter(weekday: 4)))
    let autumn = monday(9, 1, year).adding(days: 1)
    let halfTerm = monday(10, 22, year)
    terms.append(DateRange(autumn, halfTerm.adding(days: -1)))
    terms.append(DateRange(halfTerm.adding(days: 7), monday(12, 19, year).adding(days: -1)))
    return terms
  }
}
