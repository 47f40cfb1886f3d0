// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// States `calls`, where there are any; units as a summary.
enum CallsStatement {
  private static let path = StatedPath("calls")

  static func parameters(_ scenario: Scenario) -> [StatedParameter] {
    guard let calls = scenario.calls else { return [] }
    var statement = Statement("Calls for service")
    let usual = CallsForService(types: scenario.crime.types)
    for (type, crime) in zip(scenario.crime.types, calls.crime) { add(type, crime, to: &statement) }
    addDemand(calls, usual, to: &statement)
    statement.add(Key.demand(profiles: []) + Key.answers, of: calls, usual: usual, at: path)
    add(calls.preferences, to: &statement)
    add(calls.responseUnits, to: &statement)
    return statement.parameters
  }

  private static func names<Choice: CaseIterable & RawRepresentable<String>>(_ choices: Choice.Type) -> String
  {
    choices.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static func add(_ type: CrimeType, _ calls: CrimeCalls, to statement: inout Statement) {
    statement.add(
      Key.crimeCalls, of: calls, usual: CrimeCalls.assumed(ofType: type.id),
      at: path.below("crime").entry(type.id))
  }

  private static func addDemand(
    _ calls: CallsForService, _ usual: CallsForService, to statement: inout Statement
  ) {
    let words =
      switch calls.other {
      case .everywhere(let perDay): DecimalText.exact(perDay)
      case .byPlace(let perDay): "\(span(perDay)) at a place"
      }
    statement.add(
      path.below("other_per_day"), "calls a day that are not about a modelled offence", words, usual: "0",
      allowed: CallsReader.demand.words() + ", for the area or by place", source: "assumption")
  }

  private static func add(_ preferences: [DispatchPreference], to statement: inout Statement) {
    statement.add(
      path.below("preference"), "lists of units by place", preferences.count, usual: 0, source: "assumption")
    func add(_ key: String, _ meaning: String, _ names: KeyPath<DispatchPreference, [String]>) {
      let counts = preferences.map { Double($0[keyPath: names].count) }
      statement.add(.each("calls.preference", key), meaning, span(counts))
    }
    add("places", "number of places of a list", \.places)
    add("wards", "number of wards of a list", \.wards)
    add("units", "number of units in it", \.units)
  }

  private static func add(_ units: [ResponseUnit], to statement: inout Statement) {
    statement.add(path.below("response_units"), "kinds of response units", units.count)
    func add(_ key: String, _ meaning: String, _ value: String, allowed: String = "") {
      statement.add(.each("calls.response_units", key), meaning, value, allowed: allowed)
    }
    add(
      "count", "number of a kind", span(units.map { Double($0.count) }),
      allowed: "from 1 to \(CallsReader.countLimit)")
    add("shift", "their shifts", units.isEmpty ? "none" : tally(units.map(\.shift)))
    add(
      "mode", "modes of travel", units.isEmpty ? "none" : tally(units.map(\.mode.rawValue)),
      allowed: names(TravelMode.self))
    add(
      "abstraction", "share of shifts on which a unit is abstracted", span(units.map(\.abstraction)),
      allowed: NumberRange.share.words())
  }
}
