// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CrimeModel

@Suite("Context rules")
struct ContextTests {
  /// Places of four kinds over two years.
  private func model(
    _ contexts: [ContextRule], zone: String = "UTC", calendar: CrimeCalendar = CrimeCalendar()
  ) throws -> PotentialCrimeModel {
    let kinds: [PlaceKind] = [.nightTimeEconomy, .schoolRoute, .transportHub, .other]
    let places = kinds.enumerated().map { index, kind in
      Place(
        id: "p\(index)", name: "P", centre: Coordinate(longitude: 0.01 * Double(index), latitude: 51.5),
        kind: kind, ratesPerYear: CrimeType.policeUK.map { _ in 10 })
    }
    let months = MonthProfile(name: "months", weights: (1...12).map(Double.init), source: "test")
    var pattern = CrimePattern(
      places: places, monthProfiles: [.uniform, months], contexts: contexts, calendar: calendar)
    for index in pattern.types.indices where index % 2 == 0 { pattern.types[index].monthProfile = "months" }
    let years = try #require(
      CivilCalendar(timeZone: zone, start: CivilDate(year: 2023, month: 1, day: 1), dayCount: 365 + 366))
    return PotentialCrimeModel(pattern: pattern, calendar: years, reachInMetres: 300)
  }

  private func type(_ id: String) -> Int { CrimeType.policeUK.firstIndex { $0.id == id } ?? -1 }

  /// Whether crime of a type at a place is raised, hour by hour: *C* above its least value of the year.
  private func isRaised(_ model: PotentialCrimeModel, _ id: String, place: Int, year: Int) -> [Bool] {
    let hours = model.calendar.hourOfWeek.indices.filter {
      model.calendar.date(atSecond: Double($0) * 3_600).year == year
    }
    let factors = hours.map { model.contextFactor(type: type(id), place: place, hour: $0) }
    let least = factors.min() ?? 0
    return factors.map { $0 > least * 1.01 }
  }

  @Test("without any, C is 1 and each type is one cell")
  func none() throws {
    let model = try model([])
    #expect(model.cells.types == (0..<14).map { Int32($0) })
    let typeOfPair = (0..<14 * 4).map { pair in Int32(pair / 4) }
    #expect(model.cells.cellOfPair == typeOfPair)
    #expect(Set(model.context.factors) == [1])
  }

  @Test("a rule that always holds everywhere moves nothing: each offence is the same to the last bit")
  func everywhere() throws {
    func offences(_ contexts: [ContextRule]) throws -> [PotentialOffence] {
      var stream = PotentialCrimeStream(model: try model(contexts))
      stream.begin(seed: 9, replication: 1)
      var (all, block): ([PotentialOffence], [PotentialOffence]) = ([], [])
      while stream.drawNextBlock(into: &block) != nil { all += block }
      return all
    }
    let plain = try offences([])
    #expect(plain.count > 800)
    // Doubling is exact in binary, and so is halving by the scale.
    #expect(try offences([ContextRule(name: "always", effect: .factor(2))]) == plain)
    let evenings = ContextRule(
      name: "evenings", effect: .factor(2), hours: ContextRule.Hours(from: 18, to: 23))
    #expect(try offences([evenings]) != plain)
  }

  @Test("C has mean 1 over each calendar year, weighted by H·M, for every type and kind of place")
  func meanIsOne() throws {
    let event = ContextRule(
      name: "event", effect: .factor(7), hours: ContextRule.Hours(from: 20, to: 4),
      dates: [DateRange(CivilDate(year: 2023, month: 12, day: 30), CivilDate(year: 2024, month: 1, day: 2))])
    let model = try model(
      ContextRule.standard + [event], calendar: CrimeCalendar(schoolTerms: .england))
    var changed = 0
    for (type, crimeType) in model.pattern.types.enumerated() {
      let hours = try #require(model.pattern.hourProfiles.first { $0.name == crimeType.hourProfile })
      let months = try #require(model.pattern.monthProfiles.first { $0.name == crimeType.monthProfile })
      for place in model.pattern.places.indices {
        for year in [2023, 2024] {
          var (plain, raised) = (0.0, 0.0)
          for hour in model.calendar.hourOfWeek.indices {
            guard model.calendar.date(atSecond: Double(hour) * 3_600).year == year else { continue }
            let weight =
              hours.multipliers[Int(model.calendar.hourOfWeek[hour])]
              * months.multipliers[Int(model.calendar.month[hour])]
            let factor = model.contextFactor(type: type, place: place, hour: hour)
            plain += weight
            raised += weight * factor
            changed += factor == 1 ? 0 : 1
          }
          // Each of some 9,000 terms is rounded to 53 bits a few times.
          #expect(abs(raised / plain - 1) < 4 * 8_784 * 0x1p-53)
        }
      }
    }
    // The event bears on every type and place, and scaling on every hour of both years.
    #expect(changed == 14 * 4 * model.calendar.hourOfWeek.count)
  }

  @Test(
    "venue closing doubles violence from 23:00 to 02:00 on Friday and Saturday nights, where people drink")
  func venueClosing() throws {
    let rules = ContextRule.standard.filter { $0.name == "venue-closing" }
    let model = try model(rules, zone: "Europe/London")
    let expected: Set<Int> = [4 * 24 + 23, 120, 121, 5 * 24 + 23, 144, 145]
    let violence = type("violence-and-sexual-offences")
    let quiet = model.contextFactor(type: violence, place: 0, hour: 12)
    for hour in model.calendar.hourOfWeek.indices {
      let isClosing = expected.contains(Int(model.calendar.hourOfWeek[hour]))
      let factor = model.contextFactor(type: violence, place: 0, hour: hour)
      let year = model.calendar.date(atSecond: Double(hour) * 3_600).year
      // Each year is scaled by itself; within it the ratio is the rule's.
      if year == 2023 { #expect(abs(factor / quiet - (isClosing ? 2 : 1)) < 1e-12) }
      #expect(model.contextFactor(type: violence, place: 2, hour: hour) == 1)
      #expect(model.contextFactor(type: type("burglary"), place: 0, hour: hour) == 1)
    }
  }

  @Test("the school run holds from 15:00 to 17:00 on school days, and on no other")
  func schoolRun() throws {
    let calendar = CrimeCalendar(schoolTerms: .england)
    let model = try model(ContextRule.standard.filter { $0.name == "school-run" }, calendar: calendar)
    let days = calendar.days(inYears: 2024...2024)
    let raised = isRaised(model, "robbery", place: 1, year: 2024)
    #expect(raised.count == 366 * 24)
    for (hour, isRaised) in raised.enumerated() {
      #expect(isRaised == (days.isSchoolDay[hour / 24] && (15..<17).contains(hour % 24)))
    }
    #expect(!isRaised(model, "robbery", place: 0, year: 2024).contains(true))
  }

  @Test("public holidays raise violence on the days that the calendar says")
  func publicHolidays() throws {
    let listed = [CivilDate(year: 2024, month: 2, day: 14), CivilDate(year: 2024, month: 12, day: 31)]
    for holidays in [PublicHolidays.englandAndWales, .listed(listed)] {
      let calendar = CrimeCalendar(holidays: holidays)
      let model = try model(ContextRule.standard.filter { $0.name == "public-holiday" }, calendar: calendar)
      let days = calendar.days(inYears: 2024...2024)
      let raised = isRaised(model, "public-order", place: 3, year: 2024)
      for (hour, isRaised) in raised.enumerated() { #expect(isRaised == days.isPublicHoliday[hour / 24]) }
    }
  }

  @Test("hours after midnight belong to the day on which they began, also over the new year")
  func pastMidnight() throws {
    let eve = ContextRule(
      name: "new-year", effect: .factor(3), hours: ContextRule.Hours(from: 22, to: 2),
      dates: [DateRange(CivilDate(year: 2023, month: 12, day: 31))])
    let model = try model([eve])
    let last = 365 * 24
    let before = isRaised(model, "drugs", place: 3, year: 2023)
    let after = isRaised(model, "drugs", place: 3, year: 2024)
    #expect(before.indices.filter { before[$0] } == [last - 2, last - 1])
    #expect(after.indices.filter { after[$0] } == [0, 1])
  }

  @Test("the day before the first counts for a window that began on it")
  func firstDay() throws {
    let eve = ContextRule(
      name: "new-year", effect: .factor(3), hours: ContextRule.Hours(from: 22, to: 2),
      dates: [DateRange(CivilDate(year: 2022, month: 12, day: 31))])
    let raised = isRaised(try model([eve]), "drugs", place: 3, year: 2023)
    #expect(raised.indices.filter { raised[$0] } == [0, 1])
  }

  @Test("rules that overlap multiply; conditions on days exclude as well as include")
  func products() throws {
    let all = ContextRule(name: "all", effect: .factor(2), days: [2])
    let ordinary = ContextRule(
      name: "ordinary", effect: .factor(3), publicHolidays: .never, schoolDays: .never, days: [2])
    let calendar = CrimeCalendar(
      holidays: .listed([CivilDate(year: 2023, month: 3, day: 8)]),
      schoolTerms: .listed([
        DateRange(CivilDate(year: 2023, month: 3, day: 13), CivilDate(year: 2023, month: 3, day: 17))
      ]))
    let model = try model([all, ordinary], calendar: calendar)
    func ratio(_ month: Int, _ day: Int) -> Double {
      let index = CivilDate(year: 2023, month: month, day: day).dayNumber - model.calendar.start.dayNumber
      return model.contextFactor(type: 0, place: 0, hour: index * 24 + 12)
        / model.contextFactor(type: 0, place: 0, hour: 12)
    }
    // Wednesdays: an ordinary one, a public holiday, a school day.
    #expect([ratio(3, 1), ratio(3, 8), ratio(3, 15)].map { ($0 * 1e9).rounded() / 1e9 } == [6, 2, 2])
  }

  @Test("a type falls into as many cells as there are sets of rules that touch it")
  func cells() throws {
    let model = try model(ContextRule.standard)
    let counts = CrimeType.policeUK.indices.map { type in model.cells.types.count { Int($0) == type } }
    // Violence: closing and holiday, school and holiday, footfall and holiday, holiday.
    #expect(counts[type("violence-and-sexual-offences")] == 4)
    // Burglary: footfall or nothing. Public order: closing, footfall, plain holiday.
    #expect(counts[type("burglary")] == 2 && counts[type("public-order")] == 3)
    for pair in 0..<14 * 4 {
      let cell = Int(model.cells.cellOfPair[pair])
      #expect(Int(model.cells.types[cell]) == pair / 4)
      let rules = ContextRule.standard.map {
        $0.touches(type: model.pattern.types[pair / 4].id, kind: model.pattern.places[pair % 4].kind)
      }
      #expect(model.cells.rules[cell] == CrimeCells.mask(rules))
    }
  }
}
