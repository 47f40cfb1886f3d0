// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// Reads `operation`: teams, shifts, units, and how they are to patrol.
struct OperationReader {
  /// The largest number of teams, of shifts and of units.
  static let limit = 10_000

  /// The places by id.
  let places: [String: PlaceEntry]
  /// The ids of all places.
  let placeNames: NameIndex
  /// Whether targets are chosen in each replication, so that teams name none.
  private let choosesTargets: Bool
  private let phases: Phases
  /// Whether a rota says when units are on duty.
  private var hasRota = false
  let tactics: [Tactic]
  private var teamNames = NameIndex("team")
  private(set) var shiftNames = NameIndex("shift")
  private(set) var unitNames = NameIndex("unit")

  init(_ places: PlacesReader, choosesTargets: Bool, tactics: [Tactic], phases: Phases) {
    self.choosesTargets = choosesTargets
    self.tactics = tactics
    self.phases = phases
    self.places = Dictionary(places.entries.map { ($0.place.id, $0) }) { first, _ in first }
    placeNames = places.names
  }

  /// - Returns: The operation, and where each of its units stands in the file.
  mutating func read(_ field: Field) -> (operation: Operation, unitFields: [Field])? {
    guard var section = field.section() else { return nil }
    var operation = Operation(teams: [], shifts: [], units: [])
    section.read(Key.operation, into: &operation)
    section.read("speeds", into: &operation.speeds) { $0.read(Key.speeds, from: TravelSpeeds()) }
    section.read("familiarity", into: &operation.familiarity) {
      $0.read(Key.familiarity, from: FamiliarityRule())
    }
    section.read("tactic", into: &operation.tactic) { tactic($0)?.id }
    for item in list(section.required("teams"), of: "team") {
      if let team = team(item) { operation.teams.append(team) }
    }
    let rotaField = section.optional("rota")
    hasRota = rotaField != nil
    let shiftsField = hasRota ? section.optional("shifts") : section.required("shifts")
    for item in list(shiftsField, of: "shift") {
      if let shift = shift(item) { operation.shifts.append(shift) }
    }
    var unitFields: [Field] = []
    for item in list(section.required("units"), of: "unit") {
      guard let unit = unit(item) else { continue }
      operation.units.append(unit)
      unitFields.append(item)
      checkMode(of: unit, usual: operation.tactic, item)
    }
    if let field = section.optional("after"), let after = afterPatrol(field, weeks: phases.afterWeeks) {
      operation.after = after
    }
    let duty = DutyReader(operation, phases: phases, unitNames: unitNames, choosesTargets: choosesTargets)
    operation.rota = rotaField.flatMap(duty.rota)
    section.read("delivered", into: &operation.delivered, duty.delivered)
    section.read("travel", into: &operation.travel, TravelReader(operation, places: places).read)
    let patrolled = Set(operation.teams.flatMap(\.places)).count
    section.read("timetable", into: &operation.timetable, TimetableReader(placeCount: max(1, patrolled)).read)
    section.finish()
    return (operation, unitFields)
  }

  private func list(_ field: Field?, of what: String) -> [Field] {
    guard let field, let items = field.items() else { return [] }
    guard (1...OperationReader.limit).contains(items.count) else {
      field.report(.wrongCount(items.count, rule: "from 1 to \(OperationReader.limit) \(what)s"))
      return []
    }
    return items
  }

  /// Reads the id of an entry and takes it into the names.
  private func id(_ section: inout Section, _ names: inout NameIndex) -> String {
    let field = section.required("id")
    let id = field?.identifier()
    names.add(field, name: id)
    return id ?? ""
  }

  // MARK: Teams

  private mutating func team(_ field: Field) -> Team? {
    guard var section = field.section() else {
      teamNames.add(nil, name: nil)
      return nil
    }
    let id = id(&section, &teamNames)
    let base = (choosesTargets ? section.required("base") : section.optional("base"))?.coordinate()
    let placesField = choosesTargets ? section.optional("places") : section.required("places")
    section.finish()
    if choosesTargets {
      placesField?.report(.rule("is given, but \"choose\" gives each team its targets in each replication"))
      return Team(id: id, base: base ?? OperationReader.middle(of: []), places: [])
    }
    let targets = placesField.map(targets) ?? []
    let centres = targets.filter { $0.centreField != nil }.map(\.place.centre)
    return Team(id: id, base: base ?? OperationReader.middle(of: centres), places: targets.map(\.place.id))
  }

  /// The targets that a list names.
  private func targets(_ field: Field) -> [PlaceEntry] {
    guard let items = field.items() else { return [] }
    if items.isEmpty { field.report(.wrongCount(0, rule: "at least one place")) }
    var listed = NameIndex("place")
    return items.compactMap { item in
      guard let name = placeNames.reference(item) else { return nil }
      listed.add(item, name: name)
      guard let entry = places[name] else { return nil }
      if entry.hasRole, !entry.isTarget { item.report(.notATarget(name, role: entry.place.role.rawValue)) }
      return entry
    }
  }

  /// The mean of points, in degrees: a team's base unless it has one.
  static func middle(of points: [Coordinate]) -> Coordinate {
    let count = Double(max(1, points.count))
    return Coordinate(
      longitude: points.reduce(0) { $0 + $1.longitude } / count,
      latitude: points.reduce(0) { $0 + $1.latitude } / count)
  }

  // MARK: Shifts

  private mutating func shift(_ field: Field) -> ShiftPattern? {
    guard var section = field.section() else {
      shiftNames.add(nil, name: nil)
      return nil
    }
    var shift = ShiftPattern(id: id(&section, &shiftNames), startMinute: 0, lengthInMinutes: 480)
    let start = section.required("start")?.timeOfDay()
    let lengthField = section.optional("length")
    let endField = section.optional("end")
    section.read(Key.shift, into: &shift)
    section.finish()
    if let start { shift.startMinute = start }
    switch (lengthField, endField) {
    case (nil, nil): field.report(.missingKey("length"))
    case (let lengthField?, nil):
      if let length = OperationReader.wholeMinutes(lengthField) { shift.lengthInMinutes = length }
    case (nil, let endField?):
      if let end = endField.timeOfDay() {
        // An end at or before the start is on the next day.
        shift.lengthInMinutes =
          end > shift.startMinute ? end - shift.startMinute : end + 1_440 - shift.startMinute
      }
    case (_?, let endField?): endField.report(.rule("is given with length; give one of the two"))
    }
    return shift
  }

  /// A length of 1 minute to a day in whole minutes.
  private static func wholeMinutes(_ field: Field) -> Int? {
    guard let minutes = field.quantity(.minutes, .from(1, to: 1_440)) else { return nil }
    guard minutes == minutes.rounded() else {
      field.report(.rule("is \(DecimalText.exact(minutes)) min; a shift lasts whole minutes"))
      return nil
    }
    return Int(minutes)
  }

  // MARK: Units

  private mutating func unit(_ field: Field) -> PatrolUnit? {
    guard var section = field.section() else { return nil }
    var unit = PatrolUnit(id: id(&section, &unitNames), team: "", shift: "")
    if let field = section.required("team"), let team = teamNames.reference(field) { unit.team = team }
    if hasRota {
      section.optional("shift")?.report(.rule("is given with operation.rota; give one of the two"))
    } else if let field = section.required("shift"), let shift = shiftNames.reference(field) {
      unit.shift = shift
    }
    section.read(Key.unit, into: &unit)
    section.read("tactic", into: &unit.tactic) { tactic($0)?.id }
    section.finish()
    return unit
  }
}
