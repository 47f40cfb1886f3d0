// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting

@testable import ScenarioFiles

/// Draws what an operation does, and calls for service.
extension RandomScenario {
  mutating func operation(
    _ places: [Place], targetCount: Int, tactics: [Tactic], afterWeeks: Int
  ) -> Operation {
    let teams = (0..<whole(1...3)).map { index in
      let chosen = Array(places[..<targetCount].shuffled(using: &random).prefix(whole(1...3)))
      let middle = OperationReader.middle(of: chosen.map(\.centre))
      let base = coin() ? middle : Coordinate(longitude: number(-0.1, 0), latitude: number(51.5, 51.6))
      return Team(id: "team-\(index)", base: base, places: chosen.map(\.id))
    }
    let shifts = (0..<whole(1...3)).map { index in
      ShiftPattern(
        id: "shift-\(index)", startMinute: whole(0...1_439), lengthInMinutes: whole(1_200...1_440),
        days: coin() ? Array(0..<7) : Array((0..<7).shuffled(using: &random).prefix(whole(1...6))).sorted(),
        handoverInMinutes: coin() ? 0 : number(1, 20))
    }
    let units = (0..<whole(1...5)).map { index in
      PatrolUnit(
        id: "unit-\(index)", team: "team-\(whole(0...teams.count - 1))",
        shift: "shift-\(whole(0...shifts.count - 1))",
        mode: TravelMode.allCases[whole(0...2)], officers: whole(1...4), isRingfenced: coin(),
        abstraction: coin() ? 0 : number(0, 1))
    }
    var operation = Operation(teams: teams, shifts: shifts, units: units)
    perturb(&operation, Key.operation)
    if coin() {
      operation.speeds = TravelSpeeds(foot: number(8, 12), cycle: 15, car: number(10, 50), detour: 1.25)
    }
    operation.travel = travel(operation, places)
    chooseTactics(&operation, tactics)
    if coin() {
      var rule = FamiliarityRule()
      perturb(&rule, Key.familiarity)
      operation.familiarity = rule
    }
    if afterWeeks > 0 {
      let some = operation.units.map(\.id).filter { _ in coin() }
      operation.after = [.none, .units(some), .share(number(0, 1))][whole(0...2)]
    }
    if coin() { operation.timetable = timetable(placeCount: Set(operation.teams.flatMap(\.places)).count) }
    return operation
  }

  /// Tactics of one's own, and standard ones with changes or without.
  mutating func tactics() -> [Tactic] {
    var tactics = Tactic.standard
    for index in 0..<whole(0...2) { tactics.append(Tactic(id: "tactic-\(index)", name: text())) }
    for index in tactics.indices where coin() {
      perturb(&tactics[index], Key.tactic)
      if coin() { tactics[index].name = text() }
      if coin() { tactics[index].mode = coin() ? nil : TravelMode.allCases[whole(0...2)] }
      if coin() { tactics[index].source = text() }
    }
    return tactics
  }

  /// Gives the operation and its units tactics that their modes allow.
  mutating func chooseTactics(_ operation: inout Operation, _ tactics: [Tactic]) {
    for index in operation.units.indices {
      let open = tactics.filter { $0.isOpen(to: operation.units[index].mode) }
      if !open.isEmpty, coin() || !tactics[0].isOpen(to: operation.units[index].mode) {
        operation.units[index].tactic = open[whole(0...open.count - 1)].id
      }
    }
    let others = operation.units.filter { $0.tactic == nil }.map(\.mode)
    let open = tactics.filter { tactic in others.allSatisfy { tactic.isOpen(to: $0) } }
    if coin(), !open.isEmpty { operation.tactic = open[whole(0...open.count - 1)].id }
  }

  /// Shares of some types that become others, those of a type together.
  mutating func typeChanges(_ types: [String]) -> [TypeChange] {
    guard types.count > 2 else { return [] }
    return types.filter { _ in coin() }.flatMap { from in
      let others = types.filter { $0 != from }.shuffled(using: &random).prefix(2)
      return others.map { TypeChange(from: from, to: $0, share: number(0, 0.5)) }
    }
  }

  /// Visits that fit into their hours.
  mutating func timetable(placeCount: Int) -> Timetable {
    var timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: whole(0...6), visitInMinutes: number(1, 20)),
      off: Timetable.Dose(
        visitsPerDay: coin() ? 0 : whole(1...6), visitInMinutes: coin() ? 15 : number(1, 20)),
      startMinute: whole(0...1_439), lengthInMinutes: coin() ? 1_440 : whole(120...1_440))
    if coin() { timetable.days = Array((0..<7).shuffled(using: &random).prefix(whole(1...6))).sorted() }
    if coin() { (timetable.startMinute, timetable.lengthInMinutes) = (0, 1_440) }
    switch whole(0...3) {
    case 0: timetable.rotation = .drawnOnce(places: whole(1...placeCount))
    case 1: timetable.rotation = .drawnDaily(places: whole(1...placeCount))
    case 2: timetable.rotation = .cycle(onDays: whole(1...20), offDays: whole(1...20))
    default: break
    }
    return timetable
  }

  /// A trial whose findings its timetable allows.
  mutating func trial(_ timetable: Timetable, types: [String]) -> Trial {
    var comparisons: [TrialComparison] = [.absent]
    if timetable.isParallel { comparisons.append(.treatedWithControl) }
    if timetable.isCrossover { comparisons += [.onWithOff, .afterAbsence(days: whole(1...30))] }
    let findings = (0..<whole(1...3)).map { _ in
      let lowest = number(-100, 50)
      return TrialFinding(
        what: text(), comparison: comparisons[whole(0...comparisons.count - 1)], lowest: lowest,
        highest: coin() ? lowest : number(lowest, 100),
        error: [nil, .standardError(0.25), .pValue(0.05...1), .pValue(0.1...0.1)][whole(0...3)],
        errorSource: coin() ? "" : text())
    }
    return Trial(
      citation: text(), doi: coin() ? "" : "10.1000/\(whole(1...9_999))", dose: text(),
      visits: coin() ? nil : whole(1...100_000), counts: coin() ? [] : Array(types.prefix(2)),
      findings: findings, assumptions: (0..<whole(0...3)).map { _ in text() })
  }

  /// Claims that each speak of a target.
  mutating func claims(_ crime: CrimePattern) -> [Claim] {
    let targets = crime.places.filter { $0.role == .target }
    return (0..<whole(1...3)).compactMap { _ in
      guard !targets.isEmpty else { return nil }
      let place = targets[whole(0...targets.count - 1)]
      return Claim(
        what: text(), kind: coin() ? nil : place.kind, corridor: coin() ? nil : place.corridor,
        counts: coin() ? [] : Array(crime.types.map(\.id).prefix(2)), fallPercent: number(-50, 100),
        standsIn: coin() ? "" : text())
    }
  }

  /// Ways or times up to twice the straight line, the same for all teams; or nothing of the sort.
  mutating func travel(_ operation: Operation, _ places: [Place]) -> Travel {
    let centres = Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0.centre) })
    let factors = (0..<2).map { _ in number(1, 2) }
    func matrices(_ value: (Double) -> Double) -> [TeamMatrix] {
      operation.teams.map { team in
        let points = [team.base] + team.places.compactMap { centres[$0] }
        let values = points.flatMap { start in
          points.map { goal in
            // Northwards by another factor, so that there and back differ.
            value(start.distanceInMetres(to: goal) * factors[start.latitude < goal.latitude ? 0 : 1])
          }
        }
        return TeamMatrix(pointCount: points.count, values: values)
      }
    }
    switch whole(0...3) {
    case 0: return .ways(matrices { $0 })
    case 1:
      let (foot, car) = (matrices { $0 / 60 }, matrices { $0 / 400 })
      return .minutes(
        operation.teams.indices.map { team in [.foot: foot[team], .cycle: foot[team], .car: car[team]] })
    default: return .distance
    }
  }

  mutating func responseUnits(_ crime: CrimePattern, _ operation: Operation) -> [ResponseUnit] {
    (0..<whole(0...3)).map { index in
      let middle = CallsReader.base(of: crime.places)
      let elsewhere = Coordinate(longitude: number(-0.1, 0), latitude: number(51.5, 51.6))
      return ResponseUnit(
        id: "car-\(index)", count: coin() ? 1 : whole(1...9), base: coin() ? middle : elsewhere,
        shift: operation.shifts[whole(0...operation.shifts.count - 1)].id,
        mode: TravelMode.allCases[whole(0...2)], abstraction: coin() ? 0 : number(0, 1))
    }
  }

  mutating func calls(_ crime: CrimePattern, _ operation: Operation) -> CallsForService {
    var calls = CallsForService(types: crime.types)
    guard coin() else { return calls }
    for type in calls.crime.indices where coin() {
      calls.crime[type] = CrimeCalls(immediateShare: number(0, 1), grade: CallGrade.allCases[whole(0...2)])
    }
    if coin() { calls.other = .everywhere(perDay: number(0, 90)) }
    if coin() { calls.other = .byPlace(crime.places.map { _ in coin() ? 0 : number(0, 9) }) }
    calls.otherProfile = crime.hourProfiles[whole(0...crime.hourProfiles.count - 1)].name
    perturb(&calls, Key.answers)
    if calls.emergencyShare + calls.priorityShare > 1 { calls.priorityShare = 0 }
    calls.serviceLaw = ServiceLaw.allCases[whole(0...3)]
    calls.queueCapacity = coin() ? nil : whole(0...9)
    calls.responseUnits = responseUnits(crime, operation)
    let names = calls.responseUnits.map(\.id) + operation.units.filter { !$0.isRingfenced }.map(\.id)
    calls.dispatch = DispatchRule.allCases[whole(0...2)]
    if calls.dispatch == .preference, names.isEmpty { calls.dispatch = .closest }
    guard calls.dispatch == .preference else { return calls }
    let wards = Set(crime.places.map(\.ward)).subtracting([""]).sorted()
    calls.preferences = (0..<whole(1...3)).map { _ in
      DispatchPreference(
        places: crime.places.map(\.id).filter { _ in coin() }, wards: wards.filter { _ in coin() },
        units: Array(names.shuffled(using: &random).prefix(whole(1...4))))
    }
    return calls
  }
}
