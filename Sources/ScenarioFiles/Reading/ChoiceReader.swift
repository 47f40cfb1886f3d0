// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// The rules between `choose` and the rest of a scenario.
enum ChoiceReader {
  /// Reports what keeps targets from being chosen, or candidates from being of use.
  ///
  /// - Parameter field: Where the choice stands; `nil` where the scenario has none.
  static func check(_ scenario: Scenario, field: Field?, entries: [PlaceEntry]) {
    guard let field, let choice = scenario.choice else {
      for entry in entries where entry.hasRole && entry.place.role == .candidate {
        entry.field.report(.rule("is a candidate; candidates need the key \"choose\" of the scenario"))
      }
      return
    }
    for entry in entries where entry.hasRole && [.target, .buffer, .control].contains(entry.place.role) {
      entry.field.report(
        .rule("is a \(entry.place.role.rawValue); with \"choose\" a place is a candidate or background"))
    }
    let candidates = entries.count { $0.place.role == .candidate }
    if candidates < choice.count {
      field.report(.rule("asks for \(choice.count) targets, but there are \(candidates) candidates"))
    }
    if scenario.operation.teams.count > choice.count {
      field.report(
        .rule("asks for \(choice.count) targets, but there are \(scenario.operation.teams.count) teams"))
    }
    if choice.windowInWeeks > scenario.phases.historyWeeks {
      field.report(
        .rule(
          "looks back \(choice.windowInWeeks) weeks, but the history has \(scenario.phases.historyWeeks)"))
    }
    if scenario.operation.timetable != nil {
      field.report(.rule("is given with operation.timetable, which is for targets that the scenario names"))
    }
    if scenario.operation.travel != .distance {
      field.report(
        .rule("needs travel by distance: times between places that are yet to be chosen are not given"))
    }
  }
}
