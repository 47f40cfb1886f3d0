// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import OutputAnalysis
import Testing

/// Two places of different kinds under rules that hold in large parts of the year.
private struct ContextCity {
  static let evenings = ContextRule(
    name: "evenings", effect: .factor(2.5), days: [4, 5, 6], hours: ContextRule.Hours(from: 18, to: 3),
    kinds: [.nightTimeEconomy])
  static let holidays = ContextRule(name: "holidays", effect: .factor(0.5), publicHolidays: .only)
  static let people = ContextRule(name: "people", effect: .profile("footfall"), kinds: [.transportHub])

  let model: PotentialCrimeModel
  let calendar: CivilCalendar
  /// Every other day is a public holiday.
  let holidayDates: [CivilDate]

  init() throws {
    let start = CivilDate(year: 2023, month: 1, day: 1)
    let years = try #require(CivilCalendar(timeZone: "Europe/London", start: start, dayCount: 365))
    holidayDates = stride(from: 0, to: 365, by: 2).map { start.adding(days: $0) }
    let type = CrimeType(
      id: "crime", name: "Crime", harmInDays: 1, overdispersion: 0, hourProfile: "evening")
    let places = [PlaceKind.nightTimeEconomy, .transportHub].enumerated().map { index, kind in
      Place(
        id: kind.rawValue, name: "P", centre: Coordinate(longitude: 0.1 * Double(index), latitude: 51.5),
        kind: kind, ratesPerYear: [ContextCity.rates[index]])
    }
    let pattern = CrimePattern(
      places: places, types: [type], seriesKinds: [],
      contexts: [ContextCity.evenings, ContextCity.holidays, ContextCity.people],
      calendar: CrimeCalendar(holidays: .listed(holidayDates)))
    calendar = years
    model = PotentialCrimeModel(pattern: pattern, calendar: years, reachInMetres: 300)
  }

  static let rates = [1_200_000.0, 600_000]

  /// The offences of a year.
  func offences(seed: UInt64) -> [PotentialOffence] {
    var stream = PotentialCrimeStream(model: model)
    stream.begin(seed: seed, replication: 1)
    var (all, block): ([PotentialOffence], [PotentialOffence]) = ([], [])
    while stream.drawNextBlock(into: &block) != nil { all += block }
    return all
  }

  /// *H·C* of a place in each physical hour, by the words of the rules and not by the model's tables, scaled so that
  /// civil hours have the mean that *H* has.
  func intensity(place: Int) throws -> [Double] {
    let hours = try #require(HourProfile.assumed.first { $0.name == "evening" }).multipliers
    let people = HourProfile.footfall.multipliers
    func factor(_ day: Int, _ hour: Int) -> Double {
      let date = calendar.start.adding(days: day)
      var factor = holidayDates.contains(date) ? 0.5 : 1
      if place == 1 { factor *= people[date.weekday * 24 + hour] }
      let night = hour < 3 ? date.adding(days: -1) : date
      if place == 0, hour >= 18 || hour < 3, night.weekday >= 4 { factor *= 2.5 }
      return factor
    }
    var (plain, raised) = (0.0, 0.0)
    for day in 0..<365 {
      for hour in 0..<24 {
        let weight = hours[calendar.start.adding(days: day).weekday * 24 + hour]
        plain += weight
        raised += weight * factor(day, hour)
      }
    }
    return calendar.hourOfWeek.indices.map { index in
      let hourOfWeek = Int(calendar.hourOfWeek[index])
      return hours[hourOfWeek] * factor(Int(calendar.day[index]), hourOfWeek % 24) * plain / raised
    }
  }
}

@Suite("Context agrees with its rules", .tags(.theory))
struct ContextValidationTests {
  @Test("gaps between offences of a kind of place are exponential in time rescaled by H·C")
  func timeRescaling() throws {
    let city = try ContextCity()
    let offences = city.offences(seed: 31)
    for place in 0..<2 {
      var cumulative: [Double] = [0]
      for rate in try city.intensity(place: place) {
        cumulative.append(cumulative[cumulative.count - 1] + rate * ContextCity.rates[place] / 8_766)
      }
      let levels = offences.filter { Int($0.place) == place }.map { offence -> Double in
        let hour = city.calendar.hourIndex(atSecond: offence.timeInSeconds)
        let part = offence.timeInSeconds / 3_600 - Double(hour)
        return cumulative[hour] + part * (cumulative[hour + 1] - cumulative[hour])
      }
      let gaps = zip(levels.dropFirst(), levels).map { $0 - $1 }
      // A rate that is 1% off moves the law by .01/e, against a bound of 2.23/√n with an error of .5/√n.
      #expect(gaps.count > 595_000)
      #expect(kolmogorovSmirnovPValue(gaps) { 1 - exp(-$0) } >= 1e-4)
    }
  }

  @Test("counts by kind of place, hour of the week and sort of day are those of the rules")
  func counts() throws {
    let city = try ContextCity()
    let offences = city.offences(seed: 32)
    var observed = [Double](repeating: 0, count: 2 * 168 * 2)
    var expected = observed
    func cell(_ place: Int, _ hour: Int) -> Int {
      let isHoliday = city.holidayDates.contains(
        city.calendar.start.adding(days: Int(city.calendar.day[hour])))
      return (place * 168 + Int(city.calendar.hourOfWeek[hour])) * 2 + (isHoliday ? 1 : 0)
    }
    let cells = (0..<2).map { place in city.calendar.hourOfWeek.indices.map { cell(place, $0) } }
    for place in 0..<2 {
      for (hour, rate) in try city.intensity(place: place).enumerated() {
        expected[cells[place][hour]] += rate * ContextCity.rates[place] / 8_766
      }
    }
    for offence in offences {
      observed[cells[Int(offence.place)][city.calendar.hourIndex(atSecond: offence.timeInSeconds)]] += 1
    }
    // The total is Poisson too; given it, counts follow their shares.
    let total = expected.reduce(0, +)
    #expect(abs(Double(offences.count) - total) < 3.89 * total.squareRoot())
    let scale = Double(offences.count) / total
    #expect(chiSquarePValue(observed: observed, expected: expected.map { $0 * scale }) >= 1e-4)
  }

  @Test("the share of offences that fall while a rule holds is that of its factor")
  func shares() throws {
    let city = try ContextCity()
    let offences = city.offences(seed: 33)
    let dates = Set(city.holidayDates)
    func check(_ holds: (Int) -> Bool) throws {
      var (inside, total) = (0.0, 0.0)
      for (hour, rate) in try city.intensity(place: 0).enumerated() {
        total += rate
        if holds(hour) { inside += rate }
      }
      let here = offences.filter { $0.place == 0 }
      let held = here.count { holds(city.calendar.hourIndex(atSecond: $0.timeInSeconds)) }
      let share = inside / total
      // A factor that is 1% off moves the share p by .01·p(1 − p), which must be 5.17 standard errors.
      #expect(0.01 * (Double(here.count) * share * (1 - share)).squareRoot() > 5.17)
      #expect(wilsonInterval(successes: held, trials: here.count, level: 0.9999).contains(share))
    }
    try check { dates.contains(city.calendar.start.adding(days: Int(city.calendar.day[$0]))) }
    try check { hour in
      let hourOfWeek = Int(city.calendar.hourOfWeek[hour])
      // Friday to Sunday from 18:00, Saturday to Monday until 03:00.
      return hourOfWeek % 24 >= 18 && hourOfWeek >= 4 * 24
        || hourOfWeek % 24 < 3 && (hourOfWeek < 3 || hourOfWeek >= 5 * 24)
    }
  }
}
