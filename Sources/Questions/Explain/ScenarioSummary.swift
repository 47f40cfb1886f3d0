// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel
import Tables

/// Returns what a scenario holds, in a few lines for a terminal of 80 columns, with a line feed at the end.
public func scenarioSummary(_ scenario: Scenario, digest: String, style: TextStyle = .plain) -> String {
  let places = scenario.crime.places
  let roles = PlaceRole.allCases.compactMap { role -> String? in
    let count = places.count { $0.role == role }
    guard count > 0 else { return nil }
    return role == .background ? "\(count) background" : NumberText.count(count, role.rawValue)
  }
  let rate = places.reduce(0) { $0 + $1.ratesPerYear.reduce(0, +) }
  let targetRate = places.filter { $0.role == .target }.reduce(0) { $0 + $1.ratesPerYear.reduce(0, +) }
  let operation = scenario.operation
  let taken = operation.units.contains { $0.abstraction > 0 } ? ", abstraction not taken off" : ""
  let facts: [(String, String)?] = [
    ("Places", "\(places.count): \(roles.joined(separator: ", "))"),
    (
      "Crime",
      "\(NumberText.count(scenario.crime.types.count, "type")), \(NumberText.number(rate)) offences a year, "
        + "\(NumberText.number(targetRate)) of them in targets"
    ),
    (
      "Phases",
      "\(scenario.phases.historyWeeks) weeks of history, \(scenario.phases.campaignWeeks) of campaign from "
        + "\(scenario.phases.campaignStart), \(scenario.phases.afterWeeks) after"
    ),
    (
      "Operation",
      "\(NumberText.count(operation.teams.count, "team")), \(NumberText.count(operation.units.count, "unit")), "
        + "\(NumberText.number(operation.officerHoursPerWeek)) officer hours a week\(taken)"
    ),
    scenario.calls.map { ("Calls", calls($0)) },
    ("Deterrence", "preset \(scenario.deterrence.preset.rawValue)"),
    ("Strategies", scenario.strategies.map(\.label).joined(separator: ", ")),
    ("Seed", "\(scenario.seed)"),
    ("Digest", String(digest.prefix(16))),
  ]
  let lines = facts.compactMap { $0 }.flatMap { name, text in
    wrapped(text, first: "  " + (name + String(repeating: " ", count: 12)).prefix(12), rest: "              ")
  }
  return style.text([[style.heading(oneLine(scenario.name))] + lines])
}

private func calls(_ calls: CallsForService) -> String {
  let perDay =
    switch calls.other {
    case .everywhere(let perDay): perDay
    case .byPlace(let perDay): perDay.reduce(0, +)
    }
  return "of crime, and \(NumberText.number(perDay)) others a day; "
    + "\(NumberText.count(calls.responseUnitNames.count, "response unit")), dispatch: \(calls.dispatch.rawValue)"
}
