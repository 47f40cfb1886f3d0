// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Testing

@Suite("Civil time")
struct CivilCalendarTests {
  @Test("dates and day numbers agree over four centuries")
  func dates() {
    #expect(CivilDate(year: 1970, month: 1, day: 1).dayNumber == 0)
    #expect(CivilDate(year: 2024, month: 2, day: 29).weekday == 3)
    for number in stride(from: -100_000, to: 60_000, by: 17) {
      #expect(CivilDate(dayNumber: number).dayNumber == number)
    }
    #expect(CivilDate("2024-02-30") == nil)
    #expect(CivilDate("2023-12-31")?.description == "2023-12-31")
  }

  @Test("the spring day has 23 hours and no 01:00, the autumn day 25 and two")
  func daylightSaving() throws {
    let year = try #require(
      CivilCalendar(timeZone: "Europe/London", start: CivilDate(year: 2024, month: 1, day: 1), dayCount: 366))
    #expect(year.hourOfWeek.count == 366 * 24)
    let spring = CivilDate(year: 2024, month: 3, day: 31).dayNumber - year.start.dayNumber
    let autumn = CivilDate(year: 2024, month: 10, day: 27).dayNumber - year.start.dayNumber
    func hours(_ day: Int) -> [Int] {
      year.day.indices.filter { year.day[$0] == Int32(day) }.map { Int(year.hourOfWeek[$0]) % 24 }
    }
    #expect(hours(spring) == [0] + Array(2..<24))
    #expect(hours(autumn) == [0, 1, 1] + Array(2..<24))
    let ten = year.second(onDay: spring, minute: 600)
    #expect(Int(year.hourOfWeek[year.hourIndex(atSecond: ten)]) % 24 == 10)
    #expect(year.second(onDay: spring, minute: 90) - year.dayStartInSeconds[spring] == 3_600)
    #expect(year.second(onDay: autumn, minute: 150) - year.dayStartInSeconds[autumn] == 3.5 * 3_600)
    let late = year.second(onDay: autumn, minute: 600)
    #expect(Int(year.hourOfWeek[year.hourIndex(atSecond: late)]) % 24 == 10)
  }

  @Test("an unknown time zone is refused")
  func unknownZone() {
    #expect(
      CivilCalendar(timeZone: "Europe/Londn", start: CivilDate(year: 2024, month: 1, day: 1), dayCount: 1)
        == nil)
  }
}
