// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import Yams

/// Reads a whole scenario: part by part, then the rules between the parts.
enum ScenarioReader {
  /// The version of the format.
  static let version = 1

  /// - Returns: The scenario, to be used only if the log is empty; `nil` where nothing can be made of it.
  static func read(_ text: String, log: ProblemLog) -> Scenario? {
    YamlText.compose(text, log: log).flatMap { read($0, log: log) }
  }

  /// Reads the tree of a text.
  ///
  /// - Returns: The scenario, to be used only if the log is empty; `nil` where nothing can be made of it.
  static func read(_ root: Node, log: ProblemLog) -> Scenario? {
    let field = Field(node: root, key: "", pattern: "", fallback: Position(line: 1, column: 1), log: log)
    guard !field.isAbsent else {
      log.report(.empty)
      return nil
    }
    guard var section = field.section() else { return nil }
    guard isKnownVersion(section.required("patrolsim")) else { return nil }
    var scenario = Scenario.blank
    section.read(Key.question, into: &scenario)
    if let phases = PhasesReader.read(section.required("phases")) { scenario.phases = phases }
    var calendar = CrimeCalendar()
    section.read("calendar", into: &calendar) { $0.read(Key.calendar, from: CrimeCalendar()) }
    let deterrenceField = section.optional("deterrence")
    section.read("beliefs", into: &scenario.beliefs) { $0.read(Key.beliefs, from: .believed) }
    let knowledgeField = section.optional("knowledge")
    let tipsField = readContact(&section, into: &scenario)
    scenario.crime = CrimeReader.read(section.optional("crime"), calendar: calendar)
    if let knowledgeField, let read = KnowledgeReader(types: scenario.crime.types).read(knowledgeField) {
      scenario.knowledge = read
    }
    if let deterrence = deterrenceField.flatMap({ DeterrenceReader.read($0, types: scenario.crime.types) }) {
      scenario.deterrence = deterrence
    }
    readPlacesAndOperation(&section, into: &scenario)
    ContactReader.checkSize(scenario, tipsField: tipsField)
    let timetable = scenario.operation.timetable
    let hasDelivered = scenario.operation.delivered != nil
    section.read("strategies", into: &scenario.strategies) {
      StrategiesReader.read($0, hasTimetable: timetable != nil, hasDelivered: hasDelivered)
    }
    section.read(
      "trial", into: &scenario.trial, TrialReader(types: scenario.crime.types, timetable: timetable).read)
    section.read(
      "claims", into: &scenario.claims,
      ClaimsReader(types: scenario.crime.types, places: scenario.crime.places).read)
    section.finish()
    return scenario
  }

  private static func isKnownVersion(_ field: Field?) -> Bool {
    guard let field else { return true }
    guard let written = field.integer(1...1_000_000) else { return true }
    guard written != version else { return true }
    // A newer format may differ in anything; its other problems would mislead.
    field.report(
      .outOfRange("\(written)", rule: "\(version), the version of the format that this program reads"))
    return false
  }

  /// - Returns: Where tips stand in the file.
  private static func readContact(_ section: inout Section, into scenario: inout Scenario) -> Field? {
    section.read("trust", into: &scenario.trust, ContactReader.trust)
    section.read("stops", into: &scenario.stops, ContactReader.stops)
    let tipsField = section.optional("tips")
    scenario.tips = tipsField.flatMap(ContactReader.tips)
    section.read("surveys", into: &scenario.surveys, ContactReader.surveys)
    section.read("packs", into: &scenario.makesPacks) { $0.flag() }
    return tipsField
  }

  private static func readPlacesAndOperation(_ section: inout Section, into scenario: inout Scenario) {
    var places = PlacesReader(types: scenario.crime.types)
    let placesField = section.required("places")
    if let placesField { places.read(placesField) }
    scenario.crime.places = places.entries.map(\.place)
    PlaceChecks.check(places.entries, names: places.names)
    let choiceField = section.optional("choose")
    scenario.choice = choiceField.flatMap { $0.read(Key.choice, from: TargetChoice()) }
    section.read("tactics", into: &scenario.tactics, TacticsReader.read)
    var operation = OperationReader(
      places, choosesTargets: choiceField != nil, tactics: scenario.tactics,
      phases: scenario.phases)
    if let field = section.required("operation"), let read = operation.read(field) {
      scenario.operation = read.operation
      ReachCheck.check(read.operation, unitFields: read.unitFields, places: operation.places)
    }
    section.read("calls", into: &scenario.calls) { [scenario] field in
      var calls = CallsReader(scenario, operation)
      return calls.read(field)
    }
    ChoiceReader.check(scenario, field: choiceField, entries: places.entries)
    if let placesField { SizeCheck.check(scenario, placesField: placesField) }
  }
}
