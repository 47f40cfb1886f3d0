// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolStrategies
import PatrolTesting
import Testing

@testable import PatrolModel

@Suite("Travel")
struct TravelTests {
  /// The ways of a scenario's teams, each so many times the great circle.
  private static func ways(of scenario: Scenario, factor: Double) -> [TeamMatrix] {
    let centres = Dictionary(uniqueKeysWithValues: scenario.crime.places.map { ($0.id, $0.centre) })
    return scenario.operation.teams.map { team in
      let points = [team.base] + team.places.compactMap { centres[$0] }
      let values = points.flatMap { start in points.map { start.distanceInMetres(to: $0) * factor } }
      return TeamMatrix(pointCount: points.count, values: values)
    }
  }

  private static func outcomes(_ scenario: Scenario, _ names: [String]) -> [ReplicationOutcome] {
    let strategies = names.compactMap { StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0)) }
    return ReplicationRunner(scenario: scenario, seed: 3, strategies: strategies).run(replication: 1).outcomes
  }

  @Test("along ways as long as the distance with its detour gives the same replication")
  func sameAsDistance() {
    let byDistance = SmallTown.scenario()
    var byWays = byDistance
    byWays.operation.travel = .ways(Self.ways(of: byDistance, factor: byDistance.operation.speeds.detour))
    let names = ["random", "fixed-rota", "data-led"]
    for (ways, distance) in zip(Self.outcomes(byWays, names), Self.outcomes(byDistance, names)) {
      #expect(ways.dosage == distance.dosage)
      #expect(ways.fates == distance.fates)
    }
  }

  @Test("along longer ways leaves fewer visits")
  func longerWays() throws {
    var scenario = SmallTown.scenario()
    let near = try #require(Self.outcomes(scenario, ["random"]).first)
    scenario.operation.travel = .ways(Self.ways(of: scenario, factor: 6))
    let far = try #require(Self.outcomes(scenario, ["random"]).first)
    #expect(far.dosage.visitsCompleted < near.dosage.visitsCompleted)
    #expect(far.dosage.travelHours > near.dosage.travelHours)
  }

  /// Four places on a star whose rays are 10, 20, 30 and 40 minutes long, with the base at its centre.
  private static func star() -> OperationView {
    let rays = [10.0, 20, 30, 40]
    let centre = Coordinate(longitude: -0.13, latitude: 51.51)
    let places = rays.indices.map { index in
      Place(
        id: "p\(index)", name: "p\(index)",
        centre: centre.offset(eastInMetres: 600 * Double(index), northInMetres: 0), role: .target,
        ratesPerYear: [])
    }
    let arms = [0] + rays
    let minutes = arms.indices.flatMap { a in arms.indices.map { a == $0 ? 0 : arms[a] + arms[$0] } }
    let matrix = TeamMatrix(pointCount: 5, values: minutes)
    let scenario = Scenario(
      name: "Star", phases: Phases(campaignStart: CivilDate(year: 2024, month: 1, day: 1)),
      crime: CrimePattern(places: places, types: []),
      operation: Operation(
        teams: [Team(id: "t", base: centre, places: places.map(\.id))],
        shifts: [ShiftPattern(id: "s", startMinute: 0, lengthInMinutes: 1_440)],
        units: [PatrolUnit(id: "u", team: "t", shift: "s")], travel: .minutes([[.car: matrix]])))
    let tables = RunTables(scenario: scenario)
    var view = OperationView(nowInSeconds: 0, calendar: tables.calendar, plan: tables.plan)
    view.units = [UnitView(team: 0, mode: .car)]
    return view
  }

  /// The unit goes on to a place, and so many minutes pass.
  private static func go(_ view: inout OperationView, to place: Int, for minutes: Double) {
    if case .travelling = view.units[0].activity {
      let exits = view.exits(of: view.units[0])
      view.units[0].whereabouts = .road(view.position(of: 0))
      view.units[0].exits = exits
      view.units[0].activity = .standingBy
    }
    let arrival = view.nowInSeconds + view.travelInSeconds(of: 0, to: place)
    view.units[0].activity = .travelling(to: place, arrivesInSeconds: arrival)
    view.units[0].sinceInSeconds = view.nowInSeconds
    view.nowInSeconds += minutes * 60
  }

  private static func minutes(_ view: OperationView) -> [Double] {
    (0..<4).map { (view.travelInSeconds(of: 0, to: $0) / 60 * 1e6).rounded() / 1e6 }
  }

  @Test("from the road goes on or back, whichever is quicker, however often a unit is redirected")
  func fromTheRoad() {
    var view = Self.star()
    view.units[0].whereabouts = .place(0)
    #expect(Self.minutes(view) == [0, 30, 40, 50])
    // Four minutes out on the first ray; what lies on another is reached by way of p0, a known point.
    Self.go(&view, to: 1, for: 4)
    #expect(Self.minutes(view) == [4, 26, 44, 54])
    // On to p3 by way of p0, where it came from; two minutes on it is two minutes from p0.
    Self.go(&view, to: 3, for: 2)
    #expect(Self.minutes(view) == [2, 32, 42, 52])
    // Past p0 by five minutes.
    view.nowInSeconds += 7 * 60
    #expect(Self.minutes(view) == [5, 35, 45, 45])
    // At the end it has travelled 54 minutes since it turned, and is there.
    view.nowInSeconds += 45 * 60
    #expect(Self.minutes(view) == [50, 60, 70, 0])
  }

  @Test("that is turned round gains no time on the way it had")
  func noGain() {
    var view = Self.star()
    view.units[0].whereabouts = .place(3)
    for (place, minutes) in [(0, 7.0), (1, 11), (2, 3), (0, 20), (2, 9), (3, 1)] {
      let before = Self.minutes(view)
      Self.go(&view, to: place, for: minutes)
      // No place comes nearer by more than the time that passed.
      for (was, now) in zip(before, Self.minutes(view)) { #expect(now >= was - minutes - 1e-6) }
    }
  }

  @Test("by a matrix of times differs by direction")
  func asymmetry() {
    let view = Self.star()
    var operation = view.plan.operation
    operation.travel = .minutes([[.car: TeamMatrix(pointCount: 5, values: (0..<25).map(Double.init))]])
    #expect(operation.tabulatedTravelInSeconds(team: 0, from: 1, to: 2, by: .car) == 420.0)
    #expect(operation.tabulatedTravelInSeconds(team: 0, from: 2, to: 1, by: .car) == 660.0)
    #expect(operation.tabulatedTravelInSeconds(team: 0, from: 2, to: 1, by: .foot) == nil)
  }
}
