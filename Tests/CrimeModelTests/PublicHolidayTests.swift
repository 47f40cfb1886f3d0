// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CrimeModel

@Suite("Public holidays and school days")
struct PublicHolidayTests {
  /// <https://www.gov.uk/bank-holidays>, England and Wales, as published for each year.
  static let published: [(year: Int, days: String)] = [
    (2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"),
    (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
    (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
    (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
    (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
    (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
    (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
  ]

  @Test("those of England and Wales are the published ones", arguments: published)
  func englandAndWales(year: Int, days: String) {
    let computed = PublicHolidays.englandAndWales.days(in: year)
    #expect(computed.map { String("\($0)".dropFirst(5)) } == days.split(separator: " ").map(String.init))
  }

  @Test("proclaimed days stand beside the ordinary ones or in their place")
  func proclaimedDays() {
    func days(_ year: Int) -> [String] { PublicHolidays.englandAndWales.days(in: year).map(\.description) }
    #expect(days(1981).contains("1981-07-29"))
    #expect(days(1995).contains("1995-05-08") && !days(1995).contains("1995-05-01"))
    #expect(days(1999).contains("1999-12-31"))
    #expect(days(2002).contains("2002-06-03") && days(2002).contains("2002-06-04"))
    #expect(days(2002).count == 9 && !days(2002).contains("2002-05-27"))
    #expect(days(2011).contains("2011-04-29"))
    #expect(days(2012).contains("2012-06-04") && days(2012).contains("2012-06-05") && days(2012).count == 9)
  }

  @Test("in every year from 1980 to 2100 they are eight different weekdays or more")
  func everyYear() {
    for year in 1980...2100 {
      let days = PublicHolidays.englandAndWales.days(in: year)
      #expect(Set(days).count == days.count && days.count >= 8)
      #expect(days.allSatisfy { $0.weekday < 5 && $0.year == year })
    }
  }

  @Test(
    "Easter falls on its published Sundays",
    arguments: [
      "1980-04-06", "1999-04-04", "2000-04-23", "2008-03-23", "2011-04-24", "2016-03-27", "2038-04-25",
      "2100-03-28",
    ])
  func easter(text: String) throws {
    let date = try #require(CivilDate(text))
    #expect(CivilDate.easterSunday(in: date.year) == date)
    #expect(date.weekday == 6)
  }

  @Test("a school day is a weekday in term that is no public holiday")
  func schoolDays() throws {
    let term = DateRange(CivilDate(year: 2024, month: 4, day: 29), CivilDate(year: 2025, month: 1, day: 10))
    let calendar = CrimeCalendar(schoolTerms: .listed([term]))
    let days = calendar.days(inYears: 2024...2025)
    var schoolDays = 0
    for index in 0..<days.count {
      let date = days.first.adding(days: index)
      let isSchoolDay = days.isSchoolDay[index]
      schoolDays += isSchoolDay ? 1 : 0
      if isSchoolDay { #expect(term.contains(date) && date.weekday < 5 && !days.isPublicHoliday[index]) }
    }
    // 184 weekdays, from a Monday to a Friday, of which 6 and 27 May, 26 August, Christmas, Boxing and New Year's Day.
    #expect(schoolDays == 37 * 5 - 6)
    #expect(days.index(of: CivilDate(year: 2026, month: 1, day: 1)) == nil)
  }

  @Test("England's assumed terms come to 37 to 40 weeks and leave out every holiday of more than a day")
  func englishTerms() throws {
    let calendar = CrimeCalendar(schoolTerms: .england)
    for year in 1980...2100 {
      let days = calendar.days(inYears: year...year)
      // The law asks for 190 days; the assumed pattern lies near it.
      #expect((185...200).contains(days.isSchoolDay.count { $0 }), "\(year)")
      let easter = CivilDate.easterSunday(in: year)
      for offset in -6...5 {
        let index = try #require(days.index(of: easter.adding(days: offset)))
        #expect(!days.isSchoolDay[index])
      }
    }
    let days = calendar.days(inYears: 2024...2024)
    func isSchoolDay(_ month: Int, _ day: Int) -> Bool {
      days.index(of: CivilDate(year: 2024, month: month, day: day)).map { days.isSchoolDay[$0] } ?? false
    }
    #expect(!isSchoolDay(1, 5) && isSchoolDay(1, 8))
    #expect(isSchoolDay(2, 9) && !isSchoolDay(2, 12) && !isSchoolDay(2, 16) && isSchoolDay(2, 19))
    #expect(isSchoolDay(7, 19) && !isSchoolDay(7, 22) && !isSchoolDay(9, 2) && isSchoolDay(9, 3))
    #expect(isSchoolDay(10, 25) && !isSchoolDay(10, 28) && isSchoolDay(11, 4) && isSchoolDay(12, 20))
  }

  @Test("none, or a list, is what it says")
  func listed() {
    let day = CivilDate(year: 2024, month: 7, day: 20)
    #expect(PublicHolidays.none.days(in: 2024) == [])
    #expect(PublicHolidays.listed([day]).days(in: 2024) == [day])
    #expect(PublicHolidays.listed([day]).days(in: 2025) == [])
  }
}
