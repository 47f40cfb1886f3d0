// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What is allowed in a scenario but weakens its answers.
enum ScenarioWarnings {
  /// The distances at which a buffer is looked for round its target, in metres.
  static let ringInMetres = TargetChoice.ringInMetres
  /// Fewer candidates than this for each target, and choosing them hardly shows regression to the mean.
  static let candidatesForEachTarget = 10

  static func warnings(for scenario: Scenario) -> [String] {
    targets(scenario) + candidates(scenario) + places(scenario) + contexts(scenario.crime)
      + calls(scenario) + time(scenario) + contacts(scenario)
  }

  private static func candidates(_ scenario: Scenario) -> [String] {
    guard let choice = scenario.choice else { return [] }
    let count = scenario.crime.places.count { $0.role == .candidate }
    guard count < candidatesForEachTarget * choice.count else { return [] }
    return [
      "\(choice.count) targets are chosen from \(count) candidates; from fewer than "
        + "\(candidatesForEachTarget * choice.count), chance has less influence than in a real force"
    ]
  }

  private static func targets(_ scenario: Scenario) -> [String] {
    let patrolled = Set(scenario.operation.teams.flatMap(\.places))
    func owners(_ role: PlaceRole) -> Set<String> {
      Set(scenario.crime.places.filter { $0.role == role }.compactMap(\.target))
    }
    let ringed = owners(.buffer)
    let matched = owners(.control)
    return scenario.crime.places.filter { $0.role == .target }.flatMap { place -> [String] in
      var warnings: [String] = []
      // A trial compares its places with each other and has no rings.
      if scenario.trial != nil {
        return patrolled.contains(place.id) ? [] : ["target \"\(place.id)\" is not patrolled by any team"]
      }
      if !ringed.contains(place.id) {
        warnings.append("target \"\(place.id)\" has no buffer; displacement around it can't be measured")
      }
      if !matched.contains(place.id) {
        warnings.append("target \"\(place.id)\" has no control; an evaluator has nothing to compare it with")
      }
      if !patrolled.contains(place.id) {
        warnings.append("target \"\(place.id)\" is not patrolled by any team")
      }
      return warnings
    }
  }

  private static func places(_ scenario: Scenario) -> [String] {
    let centres = Dictionary(scenario.crime.places.map { ($0.id, $0.centre) }) { first, _ in first }
    return scenario.crime.places.flatMap { place -> [String] in
      var warnings: [String] = []
      if place.ratesPerYear.allSatisfy({ $0 == 0 }) {
        warnings.append("place \"\(place.id)\" has no rate above 0; nothing happens there")
      }
      if place.role == .buffer, let target = place.target, let centre = centres[target] {
        let metres = centre.distanceInMetres(to: place.centre)
        if !ringInMetres.contains(metres) {
          warnings.append(
            "buffer \"\(place.id)\" lies \(Int(metres)) m from target \"\(target)\"; displacement is looked for at "
              + "\(Int(ringInMetres.lowerBound)) to \(Int(ringInMetres.upperBound)) m")
        }
      }
      return warnings
    }
  }

  private static func contexts(_ crime: CrimePattern) -> [String] {
    crime.contexts.compactMap { rule in
      let touches = crime.types.contains { type in
        crime.places.contains { rule.touches(type: type.id, kind: $0.kind) }
      }
      return touches
        ? nil : "context \"\(rule.name)\" applies to no type and kind of place in the scenario"
    }
  }

  private static func calls(_ scenario: Scenario) -> [String] {
    guard let calls = scenario.calls, calls.responseUnits.isEmpty else { return [] }
    return ["there are calls for service but no response units; without patrol nobody answers them"]
  }

  private static func contacts(_ scenario: Scenario) -> [String] {
    var warnings: [String] = []
    let (knowledge, usual) = (scenario.knowledge, Knowledge())
    if !knowledge.channels.isEmpty,
      knowledge.reportDelayMedianInMinutes != usual.reportDelayMedianInMinutes
        || knowledge.reportDelayVariation != usual.reportDelayVariation
    {
      warnings.append("knowledge has channels, each with delays of its own; report_delay is not used")
    }
    if let tips = scenario.tips, tips.perPlaceAndWeek == 0 {
      warnings.append("tips are on, but per_place_and_week is 0; nobody gives any")
    }
    if let stops = scenario.stops, stops.seriesArrestShare > 0, !scenario.deterrence.arrestsEndSeries {
      warnings.append("stops have a series_arrest_share, but arrests end no series")
    }
    return warnings
  }

  private static func time(_ scenario: Scenario) -> [String] {
    var warnings: [String] = []
    if scenario.phases.historyWeeks < 52, scenario.trial == nil {
      warnings.append(
        "the history has \(scenario.phases.historyWeeks) weeks; strategies and comparisons with the year before "
          + "need 52")
    }
    let hasErrors = scenario.crime.places.contains { $0.rateErrorsPerYear.contains { $0 > 0 } }
    if scenario.crime.drawsRates, !hasErrors {
      warnings.append("draw_rates is on, but no place has rate_errors; every replication has the same rates")
    }
    return warnings
  }
}
