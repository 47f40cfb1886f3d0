// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What all replications of a scenario share and none changes.
struct RunTables: Sendable {
  let scenario: Scenario
  let calendar: CivilCalendar
  let crime: PotentialCrimeModel
  let plan: OperationPlan
  let wards: WardIndex
  /// The first moment of the campaign, in seconds since the start of the run.
  let campaignStart: Double
  /// The first moment after the campaign.
  let campaignEnd: Double
  let end: Double
  /// What follows from the scenario's deterrence, unless each replication draws its own.
  private let deterrence: DeterrenceTables

  /// - Precondition: The scenario is consistent and its time zone known.
  init(scenario: Scenario) {
    let phases = scenario.phases
    guard
      let calendar = CivilCalendar(
        timeZone: phases.timeZone, start: phases.historyStart, dayCount: 7 * phases.weekCount)
    else { preconditionFailure("There is no time zone \(phases.timeZone)") }
    self.scenario = scenario
    self.calendar = calendar
    crime = PotentialCrimeModel(
      pattern: scenario.crime, calendar: calendar,
      reachInMetres: 3 * max(scenario.deterrence.reachInMetres, 100))
    campaignStart = calendar.dayStartInSeconds[7 * phases.historyWeeks]
    campaignEnd = calendar.dayStartInSeconds[7 * (phases.historyWeeks + phases.campaignWeeks)]
    end = calendar.endInSeconds
    wards = WardIndex(scenario.crime.places)
    plan = OperationPlan(scenario: scenario, campaignStartInSeconds: campaignStart)
    deterrence = DeterrenceTables(
      parameters: scenario.deterrence, types: scenario.crime.types, geometry: crime.geometry)
  }

  /// Returns the deterrence in force in one replication, the same for all its strategies.
  func deterrence(seed: UInt64, replication: UInt64) -> DeterrenceTables {
    let drawn = scenario.deterrence.drawn(seed: seed, replication: replication)
    if drawn == deterrence.parameters { return deterrence }
    return DeterrenceTables(parameters: drawn, types: scenario.crime.types, geometry: crime.geometry)
  }

  /// Returns an empty ledger.
  ///
  /// - Parameter days: The days that it counts by week, from the start of the run; whole weeks.
  func ledger(days: Range<Int>) -> OffenceLedger {
    OffenceLedger(
      calendar: calendar, campaignStart: campaignStart, campaignEnd: campaignEnd, days: days,
      placeCount: scenario.crime.places.count, typeCount: scenario.crime.types.count)
  }
}
