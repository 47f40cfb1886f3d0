// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What all replications of a scenario share and none changes.
struct RunTables: Sendable {
  let scenario: Scenario
  let calendar: CivilCalendar
  let streams: StreamEntities
  let crime: PotentialCrimeModel
  let nearRepeatSpread: NearRepeatSpread
  let plan: OperationPlan
  /// By place: whether a unit may be sent there in any replication.
  let mayBePatrolled: [Bool]
  /// Of ``nearRepeatSpread``, what belongs to these places.
  let patrolledSpread: NearRepeatSpread
  /// `nil` where the scenario has no calls for service.
  let calls: CallTables?
  let wards: WardIndex
  /// The first moment of the campaign, in seconds since the start of the run.
  let campaignStart: Double
  /// The first moment after the campaign.
  let campaignEnd: Double
  let end: Double
  /// The second wave, in seconds since the start of the run; `nil` where there is none.
  let secondWave: Range<Double>?
  let tactics: TacticTables
  /// The shifts of each unit by the rota; `nil` where units have shift patterns.
  let rotaDuty: [[DutyPeriod]]?
  /// Visits as the force delivered them, by unit; `nil` where it gave none.
  let delivered: [[PlannedVisit]]?
  /// Whether any unit patrols on after the campaign.
  private let patrolsOn: Bool
  /// What follows from the scenario's deterrence, unless each replication draws its own.
  private let deterrence: DeterrenceTables

  /// - Precondition: The scenario is consistent and its time zone known.
  init(scenario: Scenario) {
    let phases = scenario.phases
    guard let calendar = phases.calendar else {
      preconditionFailure("There is no time zone \(phases.timeZone)")
    }
    self.scenario = scenario
    self.calendar = calendar
    streams = StreamEntities(scenario)
    crime = PotentialCrimeModel(
      pattern: scenario.crime, calendar: calendar,
      reachInMetres: 3 * max(scenario.deterrence.reachInMetres, 100))
    nearRepeatSpread = NearRepeatSpread(model: crime)
    campaignStart = calendar.dayStartInSeconds[7 * phases.historyWeeks]
    campaignEnd = calendar.dayStartInSeconds[7 * (phases.historyWeeks + phases.campaignWeeks)]
    end = calendar.endInSeconds
    calls = CallTables(scenario, calendar: calendar)
    wards = WardIndex(scenario.crime.places)
    secondWave = phases.secondWaveDays.map {
      calendar.dayStartInSeconds[$0.lowerBound]..<calendar.dayStartInSeconds[$0.upperBound]
    }
    tactics = TacticTables(scenario.tactics)
    rotaDuty = scenario.rotaDuty(calendar)
    delivered = scenario.deliveredVisits(calendar)
    patrolsOn = scenario.operation.patrolsOn.contains(true)
    plan = OperationPlan(
      scenario: scenario, campaignStartInSeconds: campaignStart, delivered: delivered)
    var mayBePatrolled = scenario.crime.places.map { $0.role == .target || $0.role == .candidate }
    for place in plan.teamPlaces.joined() { mayBePatrolled[place] = true }
    self.mayBePatrolled = mayBePatrolled
    patrolledSpread = nearRepeatSpread.restricted(to: mayBePatrolled)
    deterrence = DeterrenceTables(
      parameters: scenario.deterrence, types: scenario.crime.types, geometry: crime.geometry)
  }

  /// Returns the deterrence in force in one replication, the same for all its strategies.
  func deterrence(seed: UInt64, replication: UInt64) -> DeterrenceTables {
    let drawn = scenario.deterrence.drawn(seed: seed, replication: replication)
    if drawn == deterrence.parameters { return deterrence }
    return DeterrenceTables(parameters: drawn, types: scenario.crime.types, geometry: crime.geometry)
  }

  /// Returns the targets of one replication, where they are chosen on its own recorded history; else `nil`.
  func chosenTargets(after record: [KnownOffence]) -> ChosenTargets? {
    guard let choice = scenario.choice else { return nil }
    let firstDay = 7 * max(0, scenario.phases.historyWeeks - choice.windowInWeeks)
    return ChosenTargets(
      choice, places: scenario.crime.places, types: scenario.crime.types,
      bases: scenario.operation.teams.map(\.base), record: record,
      window: calendar.dayStartInSeconds[firstDay]..<campaignStart)
  }

  /// Returns the plan of a replication with these targets.
  func plan(_ chosen: ChosenTargets?) -> OperationPlan {
    guard let chosen else { return plan }
    return OperationPlan(scenario: scenario, campaignStartInSeconds: campaignStart, chosen: chosen)
  }

  /// Returns the memories of places that were never patrolled.
  func field(_ deterrence: DeterrenceTables) -> DeterrenceField {
    DeterrenceField(
      parameters: deterrence.parameters, campaignStart: campaignStart,
      secondWaveStart: secondWave?.lowerBound ?? .infinity, effects: tactics.effects, reach: deterrence.reach)
  }

  /// Whether any unit may be on duty at a moment.
  func isOperating(atSecond time: Double) -> Bool {
    time < campaignEnd || patrolsOn || secondWave?.contains(time) == true
  }

  /// Returns an empty ledger.
  ///
  /// - Parameters:
  ///   - days: The days that it counts by week, from the start of the run; whole weeks.
  ///   - isCampaign: Whether it also counts by hour of the week, which nobody asks of the history.
  func ledger(days: Range<Int>, isCampaign: Bool = true) -> OffenceLedger {
    let places = scenario.crime.places
    let hourPlaces = places.indices.filter { places[$0].role == .target || places[$0].role == .candidate }
    return OffenceLedger(
      calendar: calendar, campaignStart: campaignStart, campaignEnd: campaignEnd, days: days,
      placeCount: places.count, typeCount: scenario.crime.types.count,
      hourPlaces: isCampaign ? hourPlaces : [])
  }
}
