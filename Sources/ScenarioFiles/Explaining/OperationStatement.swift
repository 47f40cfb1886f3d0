// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// States `operation`; teams and units as a summary.
enum OperationStatement {
  private static let path = StatedPath("operation")

  static func parameters(_ operation: Operation) -> [StatedParameter] {
    var statement = Statement("Operation")
    let usual = Operation(teams: [], shifts: [], units: [])
    statement.add(Key.operation, of: operation, usual: usual, at: path)
    statement.add(Key.speeds, of: operation.speeds, usual: usual.speeds, at: path.below("speeds"))
    statement.add(
      Key.familiarity, of: operation.familiarity, off: "not simulated", usual: FamiliarityRule(),
      at: path.below("familiarity"))
    statement.add(
      path.below("tactic"), "the default tactic of units", operation.tactic, usual: usual.tactic,
      allowed: "id of a tactic", source: "assumption")
    add(operation.after, to: &statement)
    add(operation.travel, to: &statement)
    TrialStatement.add(operation.timetable, to: &statement)
    addDuty(operation, to: &statement)
    add(operation.teams, to: &statement)
    add(operation.shifts, to: &statement)
    add(operation.units, to: &statement)
    return statement.parameters
  }

  private static func add(_ after: AfterPatrol, to statement: inout Statement) {
    var (units, share) = ("none", StatedParameter.Value.text("none"))
    switch after {
    case .none: break
    case .units(let ids): units = ids.isEmpty ? "none" : ids.joined(separator: ", ")
    case .share(let value): share = .number(value)
    }
    statement.add(
      path.below("after").below("units"), "units that continue to patrol after the campaign", units,
      usual: "none",
      allowed: "ids of units", source: "assumption")
    statement.add(
      path.below("after").below("share"), "share of units that continue to patrol after the campaign", share,
      usual: .text("none"), allowed: NumberRange.share.words(), source: "assumption")
  }

  private static func add(_ travel: Travel, to statement: inout Statement) {
    let words =
      switch travel {
      case .distance: "distance"
      case .ways(let teams): "\(pairs(teams.map(\.pointCount))) ways of known length"
      case .minutes(let teams): "\(pairs(teams.map { $0.values.first?.pointCount ?? 0 })) ways of known time"
      }
    statement.add(
      path.below("travel"), "method for travel times", words, usual: "distance",
      allowed: "distance, a matrix of times, or streets", source: "assumption")
  }

  /// The ordered pairs of points of all teams.
  private static func pairs(_ pointCounts: [Int]) -> Int { pointCounts.reduce(0) { $0 + $1 * ($1 - 1) } }

  private static func addDuty(_ operation: Operation, to statement: inout Statement) {
    statement.add(
      path.below("rota"), "a force's own rota, instead of shift patterns",
      operation.rota.map { "\($0.count) shifts" } ?? "none", usual: "none",
      allowed: "a CSV file, or its rows", source: "shift patterns")
    statement.add(
      path.below("delivered"), "a force's own visits, which the fixed rota repeats",
      operation.delivered.map { "\($0.count) visits" } ?? "none", usual: "none",
      allowed: "a CSV file, or its rows", source: "tours")
  }

  private static func add(_ teams: [Team], to statement: inout Statement) {
    let names = teams.count <= 20 ? teams.map(\.id).joined(separator: ", ") : "\(teams.count) teams"
    statement.add(path.below("teams"), "units that share an area", names)
    let counts = teams.map { Double($0.places.count) }
    statement.add(.each("operation.teams", "places"), "number of targets of a team", span(counts))
  }

  private static func add(_ shifts: [ShiftPattern], to statement: inout Statement) {
    for (index, shift) in shifts.enumerated() {
      let path = path.below("shifts").entry(index, shift.id)
      statement.add(
        path.below("start"), "start", OperationWriter.start(of: shift), allowed: "00:00 to 23:59")
      statement.add(
        path.below("length"), "length", shift.lengthInMinutes, unit: "min",
        allowed: "from 1 to 1440 min")
      let usual = ShiftPattern(id: shift.id, startMinute: 0, lengthInMinutes: 1)
      statement.add(Key.shift, of: shift, usual: usual, at: path)
    }
  }

  private static func add(_ units: [PatrolUnit], to statement: inout Statement) {
    statement.add(path.below("units"), "number of units", units.count)
    func add(_ key: String, _ meaning: String, _ value: String, allowed: String = "") {
      statement.add(.each("operation.units", key), meaning, value, allowed: allowed)
    }
    let teams = Set(units.map(\.team)).count
    add("team", "their teams", teams <= 20 ? tally(units.map(\.team)) : "\(teams) teams")
    add("shift", "their shifts", tally(units.map { $0.shift.isEmpty ? "the rota's" : $0.shift }))
    add(
      "mode", "modes of travel", tally(units.map(\.mode.rawValue)),
      allowed: TravelMode.allCases.map(\.rawValue).joined(separator: ", "))
    add(
      "tactic", "their default tactics", tally(units.map { $0.tactic ?? "the operation's" }),
      allowed: "ids of tactics")
    add(
      "ringfenced", "number kept for patrol and never sent to calls",
      "\(units.count { $0.isRingfenced }) of \(units.count)", allowed: Statement.flag)
    add(
      "abstraction", "share of shifts on which a unit is abstracted", span(units.map(\.abstraction)),
      allowed: NumberRange.share.words())
    add("officers", "officers in a unit", span(units.map { Double($0.officers) }), allowed: "from 1 to 100")
  }
}
