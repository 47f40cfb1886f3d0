// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// Reads `calls`: calls for service and the units that answer them.
struct CallsReader {
  /// The largest number of calls that can wait, where it is limited.
  static let queueLimit = 1_000_000
  /// The largest number of response units that are alike.
  static let countLimit = 1_000
  /// Calls of other demand a day.
  static let demand = NumberRange.from(0, to: 100_000)

  let scenario: Scenario
  let placeNames: NameIndex
  let shiftNames: NameIndex
  /// The names of all units: those of the operation, then those of response.
  private var unitNames: NameIndex

  /// - Parameters:
  ///   - scenario: The scenario with its crime and its operation.
  ///   - operation: What read the operation, for its names.
  init(_ scenario: Scenario, _ operation: OperationReader) {
    self.scenario = scenario
    placeNames = operation.placeNames
    shiftNames = operation.shiftNames
    unitNames = operation.unitNames
  }

  mutating func read(_ field: Field) -> CallsForService? {
    guard var section = field.section() else { return nil }
    var calls = CallsForService(types: scenario.crime.types)
    section.read("crime", into: &calls.crime, crime)
    section.read("other_per_day", into: &calls.other, other)
    section.read(Key.demand(profiles: scenario.crime.hourProfiles.map(\.name)) + Key.answers, into: &calls)
    let urgent = calls.emergencyShare + calls.priorityShare
    if urgent > 1 {
      (section.optional("emergency_share") ?? section.optional("priority_share") ?? field).report(
        .rule(
          "brings emergency_share and priority_share to \(DecimalText.exact(urgent)); they add up to at most 1"
        ))
    }
    let units = section.optional("response_units")
    for item in units?.items() ?? [] {
      if let unit = responseUnit(item) { calls.responseUnits.append(unit) }
    }
    checkSize(calls, units, section.optional("other_per_day"))
    let preference = section.optional("preference")
    for item in preference?.items() ?? [] {
      if let entry = self.preference(item) { calls.preferences.append(entry) }
    }
    check(calls, field, preference)
    section.finish()
    return calls
  }

  private func check(_ calls: CallsForService, _ field: Field, _ preference: Field?) {
    if calls.dispatch == .preference, preference == nil { field.report(.missingKey("preference")) }
    if calls.dispatch != .preference, let preference {
      preference.report(.rule("is used by \"dispatch: preference\" only"))
    }
  }

  /// The rule that a run fits into a computer.
  private func checkSize(_ calls: CallsForService, _ units: Field?, _ other: Field?) {
    let count = calls.responseUnits.reduce(0) { $0 + $1.count }
    if count > OperationReader.limit {
      units?.report(.rule("are \(count) units; there may be at most \(OperationReader.limit)"))
    }
    let perDay = if case .byPlace(let perDay) = calls.other { perDay.reduce(0, +) } else { 0.0 }
    let expected = perDay * 7 * Double(scenario.phases.campaignWeeks)
    if expected > SizeCheck.offenceLimit {
      other?.report(
        .rule(
          "expects \(DecimalText.exact(expected.rounded())) calls in the campaign; it may be at most "
            + DecimalText.exact(SizeCheck.offenceLimit)))
    }
  }

  // MARK: Where calls come from

  private func crime(_ field: Field) -> [CrimeCalls]? {
    let types = scenario.crime.types
    var crime = types.map { CrimeCalls.assumed(ofType: $0.id) }
    for (name, position, field) in field.section()?.entries ?? [] {
      guard let index = types.firstIndex(where: { $0.id == name }) else {
        field.log.report(.unknownKey(name, known: types.map(\.id)), at: position, key: field.key)
        continue
      }
      crime[index] = field.asEntry().read(Key.crimeCalls, from: crime[index]) ?? crime[index]
    }
    return crime
  }

  /// One number for the area, or one for each place by its id with 0 for those left out.
  private func other(_ field: Field) -> OtherDemand? {
    guard case .mapping = field.node else {
      return field.number(CallsReader.demand).map { .everywhere(perDay: $0) }
    }
    let places = scenario.crime.places
    let indices = Dictionary(places.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var perDay = [Double](repeating: 0, count: places.count)
    for (name, position, field) in field.section()?.entries ?? [] {
      guard let index = indices[name] else {
        field.log.report(.unknownKey(name, known: places.map(\.id)), at: position, key: field.key)
        continue
      }
      if let number = field.number(CallsReader.demand) { perDay[index] = number }
    }
    return .byPlace(perDay)
  }

  // MARK: Who answers

  private mutating func responseUnit(_ field: Field) -> ResponseUnit? {
    guard var section = field.section() else {
      unitNames.add(nil, name: nil)
      return nil
    }
    let idField = section.required("id")
    let id = idField?.identifier()
    unitNames.add(idField, name: id)
    var unit = ResponseUnit(id: id ?? "", base: CallsReader.base(of: scenario.crime.places), shift: "")
    section.read(Key.responseUnitCount, into: &unit)
    if let field = section.required("shift"), let shift = shiftNames.reference(field) { unit.shift = shift }
    section.read(Key.responseUnit, into: &unit)
    section.finish()
    return unit
  }

  /// Where response units start unless they say so: the middle of all places.
  static func base(of places: [Place]) -> Coordinate { OperationReader.middle(of: places.map(\.centre)) }

  private func preference(_ field: Field) -> DispatchPreference? {
    guard var section = field.section() else { return nil }
    var preference = DispatchPreference(units: [])
    section.read("places", into: &preference.places) { $0.items()?.compactMap(placeNames.reference) }
    section.read("wards", into: &preference.wards) { $0.items()?.compactMap(ward) }
    if let field = section.required("units"), let items = field.items() {
      if items.isEmpty { field.report(.wrongCount(0, rule: "at least one unit")) }
      preference.units = items.compactMap(unit)
    }
    section.finish()
    return preference
  }

  private func ward(_ field: Field) -> String? {
    guard let name = field.text() else { return nil }
    var known: [String] = []
    for place in scenario.crime.places where !place.ward.isEmpty && !known.contains(place.ward) {
      known.append(place.ward)
    }
    guard known.contains(name) else {
      field.report(.unknownName(name, what: "ward", known: known))
      return nil
    }
    return name
  }

  private func unit(_ field: Field) -> String? {
    guard let name = unitNames.reference(field) else { return nil }
    if scenario.operation.units.contains(where: { $0.id == name && $0.isRingfenced }) {
      field.report(.rule("is a unit that is ringfenced, which calls can't have"))
    }
    return name
  }
}
