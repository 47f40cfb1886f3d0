// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolStrategies
import PatrolTesting
import RandomVariates
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
    // A town this small has too little history to expect much of an incident, so re-tasking is told to.
    let strategies = names.compactMap {
      StrategyCatalogue.standard.strategy(
        for: StrategyConfiguration(
          $0, parameters: $0 == "dynamic-re-task" ? ["follow_on": 1, "hysteresis": 1] : [:]))
    }
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

  @Test("along longer ways leaves fewer visits, under every strategy")
  func longerWays() {
    var scenario = SmallTown.scenario(campaignWeeks: 8)
    let names = ["random", "fixed-rota", "data-led", "dynamic-re-task"]
    let near = Self.outcomes(scenario, names)
    scenario.operation.travel = .ways(Self.ways(of: scenario, factor: 12))
    let far = Self.outcomes(scenario, names)
    for (near, far) in zip(near, far) {
      #expect(far.fates.isConserved)
      #expect(far.dosage.officerHours == near.dosage.officerHours)
      #expect(far.dosage.visitsCompleted < near.dosage.visitsCompleted)
      #expect(far.dosage.travelHours > near.dosage.travelHours)
    }
    #expect(far.last?.dosage.redirections ?? 0 > 0, "the test turns units round on long ways")
  }

  /// What the control room sees of one car whose team has places round a base, with a table of ways or times.
  private static func view(base: Coordinate, places centres: [Coordinate], travel: Travel) -> OperationView {
    let places = centres.enumerated().map { index, centre in
      Place(id: "p\(index)", name: "p\(index)", centre: centre, role: .target, ratesPerYear: [])
    }
    let scenario = Scenario(
      name: "Ways", phases: Phases(campaignStart: CivilDate(year: 2024, month: 1, day: 1)),
      crime: CrimePattern(places: places, types: []),
      operation: Operation(
        teams: [Team(id: "t", base: base, places: places.map(\.id))],
        shifts: [ShiftPattern(id: "s", startMinute: 0, lengthInMinutes: 1_440)],
        units: [PatrolUnit(id: "u", team: "t", shift: "s")], travel: travel))
    let tables = RunTables(scenario: scenario)
    var view = OperationView(nowInSeconds: 0, calendar: tables.calendar, plan: tables.plan)
    view.units = [UnitView(team: 0, mode: .car)]
    return view
  }

  private static let centre = Coordinate(longitude: -0.13, latitude: 51.51)

  /// Four places on a star whose rays are 10, 20, 30 and 40 minutes long, with the base at its centre.
  private static func star() -> OperationView {
    let arms = [0.0, 10, 20, 30, 40]
    let minutes = arms.indices.flatMap { a in arms.indices.map { a == $0 ? 0 : arms[a] + arms[$0] } }
    return view(
      base: centre,
      places: (0..<4).map { centre.offset(eastInMetres: 600 * Double($0), northInMetres: 0) },
      travel: .minutes([[.car: TeamMatrix(pointCount: 5, values: minutes)]]))
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

  /// Ways between points, each pair by a road up to twice the straight line or round by others.
  private static func crookedWays(_ points: [Coordinate], draw: () -> Double) -> TeamMatrix {
    var ways = points.map { start in points.map { start.distanceInMetres(to: $0) } }
    for a in points.indices { for b in 0..<a { ways[a][b] *= 1 + draw() } }
    for a in points.indices { for b in 0..<a { ways[b][a] = ways[a][b] } }
    for middle in points.indices {
      for a in points.indices {
        for b in points.indices { ways[a][b] = min(ways[a][b], ways[a][middle] + ways[middle][b]) }
      }
    }
    return TeamMatrix(pointCount: points.count, values: ways.flatMap { $0 })
  }

  @Test("of a unit that is redirected at random is never faster than its speed", arguments: 1...40)
  func neverFaster(seed: UInt64) {
    var random = RandomStream(seed: seed, replication: 0, name: "redirections")
    let points = (0..<6).map { _ in
      Self.centre.offset(eastInMetres: 5_000 * random.uniform(), northInMetres: 5_000 * random.uniform())
    }
    let ways = Self.crookedWays(points) { random.uniform() }
    var view = Self.view(base: points[0], places: Array(points[1...]), travel: .ways([ways]))
    let metresPerSecond = view.plan.operation.speeds.carInKilometresPerHour / 3.6
    for _ in 0..<50 {
      let before = view.position(of: 0)
      let seconds = 200 * random.uniform()
      Self.go(&view, to: Int(5 * random.uniform()), for: 0)
      guard case .travelling(let place, let arrival) = view.units[0].activity else { return }
      let passed = min(seconds, arrival - view.nowInSeconds)
      view.nowInSeconds += passed
      // Positions lie on a line of the map, which within a town differs from a great circle by less than a metre.
      #expect(before.distanceInMetres(to: view.position(of: 0)) <= passed * metresPerSecond + 1)
      for place in 0..<5 {
        let straight = view.position(of: 0).distanceInMetres(to: points[place + 1])
        #expect(straight <= view.travelInSeconds(of: 0, to: place) * metresPerSecond + 1)
      }
      guard passed < seconds else { continue }
      view.units[0].activity = .standingBy
      view.units[0].whereabouts = .place(place)
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
