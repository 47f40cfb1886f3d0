// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import Testing

@testable import ScenarioFiles

@Suite("Context, calendar and points in a file")
struct ContextFileTests {
  private func read(_ more: String) throws -> Scenario {
    try ScenarioFile.read(text: ScenarioTexts.small + "\n" + more, path: "my.yaml")
  }

  @Test("a standard rule is named, or changed key by key; an empty list stands for all")
  func standardRules() throws {
    let crime = try read(
      """
      calendar: {school_terms: england}
      crime:
        contexts:
          - venue-closing
          - {name: school-run, factor: 1.5, kinds: [], hours: []}
          - {name: footfall, profile: daytime, days: Sat}
          - {name: public-holiday, types: [], source: a survey}
      """
    ).crime
    var expected = ContextRule.standard
    expected[1].effect = .factor(1.5)
    expected[1].kinds = []
    expected[1].hours = nil
    expected[2].effect = .profile("daytime")
    expected[2].days = [5]
    expected[3].types = []
    expected[3].source = "a survey"
    #expect(crime.contexts == expected)
    #expect(crime.calendar == CrimeCalendar(schoolTerms: .england))
  }

  @Test("a rule of one's own has its conditions from the file, and all else holds always")
  func ownRule() throws {
    let rules = try read(
      """
      crime:
        contexts:
          - name: match days
            factor: 1.4
            dates: [2024-05-04, [2024-05-10, 2024-05-12]]
            hours: [20:00, 00:00]
            public_holidays: never
            kinds: [transport hub]
            types: [robbery]
      """
    ).crime.contexts
    func day(_ number: Int) -> CivilDate { CivilDate(year: 2024, month: 5, day: number) }
    #expect(
      rules == [
        ContextRule(
          name: "match days", effect: .factor(1.4), publicHolidays: .never,
          hours: ContextRule.Hours(from: 20, to: 0),
          dates: [DateRange(day(4)), DateRange(day(10), day(12))], kinds: [.transportHub], types: ["robbery"])
      ])
  }

  @Test("holidays and terms are named or listed")
  func calendars() throws {
    let first = CivilDate(year: 2024, month: 1, day: 8)
    let last = CivilDate(year: 2024, month: 2, day: 9)
    let listed = try read("calendar: {holidays: [2024-01-08], school_terms: [[2024-01-08, 2024-02-09]]}")
    #expect(
      listed.crime.calendar
        == CrimeCalendar(holidays: .listed([first]), schoolTerms: .listed([DateRange(first, last)])))
    #expect(try read("calendar: {holidays: none}").crime.calendar.holidays == .none)
    #expect(try read("").crime.calendar == CrimeCalendar(holidays: .englandAndWales, schoolTerms: .none))
  }

  @Test("a point has one share for all types or one by type")
  func points() throws {
    let text = ScenarioTexts.small(
      "burglary: 3}}",
      """
      burglary: 3}, points: [{id: exit, kind: station exit, at: [51.5001, -0.13], share: 0.25},
            {id: victim, name: Corner shop, kind: repeat victim, at: [51.5, -0.1301], share: {robbery: 0.5}}]}
      """)
    let place = try ScenarioFile.read(text: text, path: "my.yaml").crime.places[0]
    #expect(place.microPlaces.map(\.id) == ["exit", "victim"])
    #expect(place.microPlaces.map(\.name) == ["exit", "Corner shop"])
    #expect(place.microPlaces.map(\.kind) == [.stationExit, .repeatVictim])
    #expect(Set(place.microPlaces[0].shares) == [0.25])
    let robbery = CrimeType.policeUK.firstIndex { $0.id == "robbery" }
    #expect(place.microPlaces[1].shares.indices.filter { place.microPlaces[1].shares[$0] > 0 } == [robbery])
  }

  @Test("the example of the format's article reads as it stands")
  func example() throws {
    let url = ScenarioTexts.folder("Sources/ScenarioFiles/ScenarioFiles.docc/ScenarioFormat.md")
    let article = try String(contentsOf: url, encoding: .utf8)
    let lines = article.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("    calendar:") })
    let example = lines[start...].prefix { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }
    #expect(example.count > 5)
    #expect(try read(example.joined(separator: "\n")).crime.contexts.count == 3)
  }
}
