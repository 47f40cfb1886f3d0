// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import PatrolStrategies
import Testing

@testable import ScenarioFiles

@Suite("A force's own rota and visits")
struct DutyFileTests {
  private static let visits = """
    unit,place,arrive,leave
    u,a,2024-01-08 10:05,2024-01-08 10:21
    u,b,2024-01-08T10:40:30,2024-01-08 11:00

    """
  private static let rota =
    "unit,start,end\nu,2024-01-08 10:00,2024-01-08 18:30\nu,2024-01-09 22:00,2024-01-10 06:00\n"

  @Test("is refused where it has more rows than a force works, however many")
  func manyRows() throws {
    let text = "unit,place,arrive,leave\n" + String(repeating: "u,a,b,c\n", count: DutyRows.limit + 5)
    guard case .failure(let error) = try read(visits: text) else {
      Issue.record("Too many rows were read")
      return
    }
    #expect(
      error.problems.map(\.message) == [
        "visits.csv:1:1: the file has 200005 entries; it must have at most 200000 rows"
      ])
  }

  /// Reads the small scenario with files beside it.
  private func read(
    visits: String? = nil, rota: String? = nil, replacing piece: String = "name: Small",
    by other: String = "name: Small"
  ) throws -> Result<Scenario, InvalidScenario> {
    let folder = FileManager.default.temporaryDirectory.path + "/patrolsim-duty-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var keys = "operation:\n"
    if let visits {
      try visits.write(toFile: folder + "/visits.csv", atomically: true, encoding: .utf8)
      keys += "  delivered: visits.csv\n"
    }
    if let rota {
      try rota.write(toFile: folder + "/rota.csv", atomically: true, encoding: .utf8)
      keys += "  rota: rota.csv\n"
    }
    let text = ScenarioTexts.small("operation:\n", keys).replacingOccurrences(of: piece, with: other)
    return Result { () throws(InvalidScenario) in
      try ScenarioFile.read(text: text, path: folder + "/my.yaml")
    }
  }

  /// What is wrong, without the folder.
  private func problems(_ result: Result<Scenario, InvalidScenario>) -> [String] {
    guard case .failure(let error) = result else { return [] }
    return error.problems.map { problem in
      problem.path.hasSuffix("/my.yaml")
        ? String(problem.message.drop { $0 != "." }.dropFirst("yaml".count + 1)) : problem.message
    }
  }

  /// Shows both where they differ.
  private func check(_ actual: [String], _ wanted: [String], _ location: SourceLocation = #_sourceLocation) {
    #expect(actual == wanted, sourceLocation: location)
  }

  private func moment(_ day: Int, _ hour: Int, _ minute: Int, _ second: Int = 0) -> CivilMoment {
    CivilMoment(
      date: CivilDate(year: 2024, month: 1, day: day), secondOfDay: (hour * 60 + minute) * 60 + second)
  }

  private let withoutShift = "u, team: team, shift: day"

  @Test("are read with local times, with seconds or without, whatever else the file has")
  func reads() throws {
    let wanted = [
      DeliveredVisit(unit: "u", place: "a", arrives: moment(8, 10, 5), leaves: moment(8, 10, 21)),
      DeliveredVisit(unit: "u", place: "b", arrives: moment(8, 10, 40, 30), leaves: moment(8, 11, 0)),
    ]
    #expect(try read(visits: Self.visits).get().operation.delivered == wanted)
    let export =
      "\u{FEFF}Call sign,Leave,PLACE,unit,Arrive\r\nX1,2024-01-08 10:21,a,u,2024-01-08 10:05\r\n"
      + "X1,2024-01-08 11:00,b,u,2024-01-08 10:40:30\r\n"
    #expect(try read(visits: export).get().operation.delivered == wanted)
    let scenario = try read(rota: Self.rota, replacing: withoutShift, by: "u, team: team").get()
    #expect(
      scenario.operation.rota == [
        RotaShift(unit: "u", starts: moment(8, 10, 0), ends: moment(8, 18, 30)),
        RotaShift(unit: "u", starts: moment(9, 22, 0), ends: moment(10, 6, 0)),
      ])
    // Two officers; 8.5 and 8 hours over two days.
    #expect(scenario.operation.officerHoursPerWeek == 115.5)
    #expect(scenario.operation.plannedVisitsPerDay() == 8.25)
  }

  @Test("read back from a text that needs the files no more; the digest covers them")
  func roundTrip() throws {
    let scenario = try read(
      visits: Self.visits, rota: Self.rota, replacing: withoutShift, by: "u, team: team"
    ).get()
    let text = ScenarioFile.text(for: scenario)
    #expect(try ScenarioFile.read(text: text, path: "elsewhere.yaml") == scenario)
    let other = try read(
      visits: Self.visits.replacing("10:21", with: "10:22"), rota: Self.rota, replacing: withoutShift,
      by: "u, team: team"
    ).get()
    #expect(ScenarioFile.digest(of: other) != ScenarioFile.digest(of: scenario))
  }

  @Test("have every mistake in a visit named at once, with its line and column")
  func visitMistakes() throws {
    let text = """
      unit,place,arrive,leave
      v,a,2024-01-08 10:05,2024-01-08 10:21
      u,ring,2024-01-08 10:05,2024-01-08 10:21
      u,a,2024-01-08 10:21,2024-01-08 10:21
      u,a,2024-13-08 10:05,8.1.2024 10:21
      u,a,2024-01-07 23:50,2024-01-08 00:10
      u,a,2024-01-08 12:00,2024-01-08 12:30
      u,b,2024-01-08 12:29,2024-01-08 12:50
      u,b,2024-01-08 12:50
      u,b,2024-01-08 13:00Z,2024-01-08 13:10
      u,b,2024-03-31 23:50,2024-04-01 00:10
      """
    check(
      problems(try read(visits: text)),
      [
        "visits.csv:2:1: unit is \"v\"; no unit has that name (known: u)",
        "visits.csv:3:3: place is \"ring\"; no place of the team of unit \"u\" has that name (known: a, b)",
        "visits.csv:4:22: leave is 2024-01-08 10:21; it must be after 2024-01-08 10:21",
        "visits.csv:5:5: arrive is \"2024-13-08 10:05\"; it must be a local date and time without an offset such as "
          + "2024-07-02 10:05",
        "visits.csv:5:22: leave is \"8.1.2024 10:21\"; it must be a local date and time without an offset such as "
          + "2024-07-02 10:05",
        "visits.csv:6:5: arrive is 2024-01-07 23:50; it must be when it patrols, 2024-01-08 to 2024-03-31",
        "visits.csv:9:1: the row has 3 entries; it must have 4, as the header",
        "visits.csv:10:5: arrive is \"2024-01-08 13:00Z\"; it must be a local date and time without an offset such as "
          + "2024-07-02 10:05",
        "visits.csv:11:22: leave is 2024-04-01 00:10; it must be at most 2024-04-01 00:00",
        "visits.csv:8:5: arrive is \"2024-01-08 12:29\"; the visit of unit \"u\" on line 7 lasts until 2024-01-08 12:30",
      ].sorted { Int($0.split(separator: ":")[1]) ?? 0 < Int($1.split(separator: ":")[1]) ?? 0 })
  }

  @Test("have every mistake in a rota named, and what the scenario must not have beside it")
  func rotaMistakes() throws {
    check(
      problems(try read(rota: Self.rota)),
      [
        ":16:34: operation.units[0].shift is given with operation.rota; give one of the two"
      ])
    let units = "u, team: team}\n    - {id: w, team: team"
    check(
      problems(try read(rota: Self.rota, replacing: withoutShift, by: units)),
      [
        ":9:9: operation.rota has no shift of unit \"w\""
      ])
    let long = "unit,start,end\nu,2024-01-08 10:00,2024-01-09 10:01\nu,2024-01-09 10:00,2024-01-09 11:00\n"
    check(
      problems(try read(rota: long, replacing: withoutShift, by: "u, team: team")),
      [
        "rota.csv:2:20: end is \"2024-01-09 10:01\"; a shift lasts a day at most",
        "rota.csv:3:3: start is \"2024-01-09 10:00\"; the shift of unit \"u\" on line 2 lasts until 2024-01-09 10:01",
      ])
  }

  @Test("files that are empty, or lack a column, or are not there say so")
  func files() throws {
    check(
      problems(try read(visits: "")),
      [
        "visits.csv:1:1: the file is empty; it starts with \"unit,place,arrive,leave\""
      ])
    check(
      problems(try read(visits: "unit,place,arrive,leave\n")),
      [
        "visits.csv:1:1: the file has no row below its header"
      ])
    check(
      problems(try read(visits: "unit,plaec,arrive\nu,a,2024-01-08 10:00\n")),
      [
        "visits.csv:1:1: the header has no column \"place\"; is \"plaec\" meant for it?",
        "visits.csv:1:1: the header: the key \"leave\" is missing",
      ])
  }

  @Test("the fixed rota takes no parameter beside visits; without them it takes those of every strategy")
  func parameters() throws {
    let strategies = "name: Small\nstrategies: [no-extra-patrol, {fixed-rota: {officers: patch}}]"
    check(
      problems(try read(visits: Self.visits, replacing: "name: Small", by: strategies)),
      [
        ":3:31: strategies[1] is \"fixed-rota\", which repeats operation.delivered and takes no parameter beside it"
      ])
    check(problems(try read(replacing: "name: Small", by: strategies)), [])
  }
}
