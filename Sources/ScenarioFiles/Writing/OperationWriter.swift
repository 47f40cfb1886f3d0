// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Writes `operation`.
enum OperationWriter {
  static func pairs(_ operation: Operation, _ places: [Place]) -> [YamlPair] {
    let usual = Operation(teams: [], shifts: [], units: [])
    var pairs = ScenarioWriter.changes(operation, from: usual, Key.operation)
    let speeds = ScenarioWriter.changes(operation.speeds, from: TravelSpeeds(), Key.speeds)
    if !speeds.isEmpty { pairs.append(YamlPair("speeds", .mapping(speeds))) }
    if let rule = operation.familiarity {
      let changes = ScenarioWriter.changes(rule, from: FamiliarityRule(), Key.familiarity)
      pairs.append(YamlPair("familiarity", .mapping(changes)))
    }
    if operation.tactic != usual.tactic { pairs.append(YamlPair("tactic", .text(operation.tactic))) }
    let centres = Dictionary(places.map { ($0.id, $0.centre) }) { first, _ in first }
    pairs.append(YamlPair("teams", .lines(operation.teams.map { team($0, centres) })))
    if !operation.shifts.isEmpty { pairs.append(YamlPair("shifts", .lines(operation.shifts.map(shift)))) }
    pairs.append(YamlPair("units", .lines(operation.units.map(unit))))
    pairs += after(operation.after) + duty(operation) + travel(operation)
    if let timetable = operation.timetable {
      pairs.append(YamlPair("timetable", .block(TrialWriter.pairs(timetable))))
    }
    return pairs
  }

  private static func team(_ team: Team, _ centres: [String: Coordinate]) -> YamlValue {
    var pairs = [YamlPair("id", .text(team.id))]
    if team.places.isEmpty || team.base != OperationReader.middle(of: team.places.compactMap { centres[$0] })
    {
      pairs.append(YamlPair("base", ScenarioWriter.coordinate(team.base)))
    }
    // Teams have none where targets are chosen.
    if !team.places.isEmpty { pairs.append(YamlPair("places", .list(team.places.map { .text($0) }))) }
    return .block(pairs)
  }

  /// When a shift starts, as `17:00`.
  static func start(of shift: ShiftPattern) -> String { time(shift.startMinute) }

  /// A time of day in minutes after midnight, as `17:00`.
  static func time(_ minute: Int) -> String {
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(twoDigits(minute / 60)):\(twoDigits(minute % 60))"
  }

  private static func shift(_ shift: ShiftPattern) -> YamlValue {
    let length = shift.lengthInMinutes
    let pairs = [
      YamlPair("id", .text(shift.id)), YamlPair("start", .word("\"\(start(of: shift))\"")),
      YamlPair("length", .word(length % 60 == 0 ? "\(length / 60) h" : "\(length) min")),
    ]
    let usual = ShiftPattern(id: shift.id, startMinute: 0, lengthInMinutes: length)
    return .mapping(pairs + ScenarioWriter.changes(shift, from: usual, Key.shift))
  }

  private static func unit(_ unit: PatrolUnit) -> YamlValue {
    var pairs = [
      YamlPair("id", .text(unit.id)), YamlPair("team", .text(unit.team)),
    ]
    if !unit.shift.isEmpty { pairs.append(YamlPair("shift", .text(unit.shift))) }
    let usual = PatrolUnit(id: unit.id, team: unit.team, shift: unit.shift)
    pairs += ScenarioWriter.changes(unit, from: usual, Key.unit)
    if let tactic = unit.tactic { pairs.append(YamlPair("tactic", .text(tactic))) }
    return .mapping(pairs)
  }

  private static func after(_ after: AfterPatrol) -> [YamlPair] {
    switch after {
    case .none: []
    case .units(let ids):
      [YamlPair("after", .block([YamlPair("units", .list(ids.map { .text($0) }))]))]
    case .share(let share): [YamlPair("after", .mapping([YamlPair("share", ScenarioWriter.number(share))]))]
    }
  }
}

extension OperationWriter {
  /// Writes `rota` and `delivered`, whose rows stand in the text itself, so that it needs no other file.
  static func duty(_ operation: Operation) -> [YamlPair] {
    func row(_ cells: [String]) -> YamlValue { .list(cells.map { .text($0) }) }
    var pairs: [YamlPair] = []
    if let rota = operation.rota {
      pairs.append(
        YamlPair("rota", .lines(rota.map { row([$0.unit, $0.starts.description, $0.ends.description]) })))
    }
    if let delivered = operation.delivered {
      pairs.append(
        YamlPair(
          "delivered",
          .lines(delivered.map { row([$0.unit, $0.place, $0.arrives.description, $0.leaves.description]) })))
    }
    return pairs
  }

  /// Writes `travel`; ways and times stand in the text itself, so that it needs no other file.
  static func travel(_ operation: Operation) -> [YamlPair] {
    func list(_ matrix: TeamMatrix) -> YamlValue { .list(matrix.values.map { ScenarioWriter.number($0) }) }
    let teams = operation.teams.map(\.id)
    switch operation.travel {
    case .distance: return []
    case .ways(let matrices):
      let pairs = zip(teams, matrices).map { YamlPair($0, list($1)) }
      return [YamlPair("travel", .block([YamlPair("way_metres", .block(pairs))]))]
    case .minutes(let matrices):
      let pairs = zip(teams, matrices).map { team, byMode in
        YamlPair(
          team,
          .block(
            TravelMode.allCases.compactMap { mode in byMode[mode].map { YamlPair(mode.rawValue, list($0)) } })
        )
      }
      return [YamlPair("travel", .block([YamlPair("minutes", .block(pairs))]))]
    }
  }
}
