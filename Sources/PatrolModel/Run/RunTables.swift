// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What all replications of a scenario share and none changes.
struct RunTables: Sendable {
  let scenario: Scenario
  let calendar: CivilCalendar
  let crime: PotentialCrimeModel
  let plan: OperationPlan
  /// The first moment of the campaign, in seconds since the start of the run.
  let campaignStart: Double
  /// The first moment after the campaign.
  let campaignEnd: Double
  let end: Double

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
    plan = OperationPlan(scenario: scenario, campaignStartInSeconds: campaignStart)
  }

  /// Returns the process that decides what becomes of offences, with nothing counted yet.
  func process(
    seed: UInt64, replication: Int, deterrence: Deterrence, seriesCount: Int, firstDay: Int, weekCount: Int,
    recording: RecordingOptions
  ) -> OffenceProcess {
    let places = scenario.crime.places.count
    let types = scenario.crime.types.count
    return OffenceProcess(
      seed: seed, replication: UInt64(replication), types: scenario.crime.types,
      knowledge: scenario.knowledge,
      nearRepeats: NearRepeats(
        pattern: scenario.crime, geometry: crime.geometry, seed: seed, replication: UInt64(replication)),
      deterrence: deterrence, end: end, seriesCount: seriesCount,
      field: DeterrenceField(
        parameters: deterrence, campaignStart: campaignStart, geometry: crime.geometry),
      ledger: OffenceLedger(
        calendar: calendar, campaignStart: campaignStart, campaignEnd: campaignEnd, firstDay: firstDay,
        recording: recording, fates: FateTable(placeCount: places, typeCount: types),
        weekly: WeeklyTable(weekCount: weekCount, placeCount: places, typeCount: types)))
  }
}
