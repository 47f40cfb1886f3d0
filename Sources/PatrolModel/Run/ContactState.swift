// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What the run keeps of stops, tips and surveys, beside the trust that the offence process holds.
struct ContactState {
  var stops: StopProcess
  var tips: TipProcess
  var surveys: SurveyProcess
  /// Series that stops and tips are about; empty where neither asks.
  var series = SeriesUnderWay()
  /// What was counted so far.
  var counts: ContactOutcome
  private let asksForSeries: Bool

  init(tables: RunTables, greatestFactor: Double) {
    let scenario = tables.scenario
    stops = StopProcess(scenario.stops)
    tips = TipProcess(
      scenario, places: tables.streams.places,
      greatestFactor: greatestFactor * (1 + (scenario.tips?.engagementGain ?? 0)))
    surveys = SurveyProcess(scenario.surveys)
    counts = ContactOutcome(wards: tables.wards.wards.map { WardContact(ward: $0) })
    asksForSeries = tips.isOn || stops.law.seriesArrestShare > 0
  }

  /// Goes back to the start of a campaign.
  mutating func reset(_ identity: ReplicationIdentity, series all: [CrimeSeries], tables: RunTables) {
    let replication = UInt64(identity.number)
    stops.reset(
      units: tables.streams.units.prefix(tables.scenario.operation.units.count), seed: identity.seed,
      replication: replication)
    tips.reset(seed: identity.seed, replication: replication)
    surveys.reset(seed: identity.seed, replication: replication)
    if asksForSeries { series.meet(all, placeCount: tables.scenario.crime.places.count) }
    counts = ContactOutcome(wards: tables.wards.wards.map { WardContact(ward: $0) })
  }
}

/// What can happen between police and public, besides patrol itself.
enum ContactEvent: BitwiseCopyable {
  /// A search or an arrest by a unit.
  case stop(unit: Int32)
  /// An occasion for a tip at a place.
  case tipOccasion(place: Int32)
  /// A tip reaches analysts; its slot in ``TipProcess/underWay``.
  case tipKnown(Int32)
  /// 48 hours have passed since; its slot in ``TipProcess/open``.
  case tipVisitDue(Int32)
  /// 14 days have passed since.
  case tipFollowed(Int32)
  /// The target for a response to a report has passed; its slot in ``SurveyProcess/waiting``.
  case attendanceDue(Int32)
  /// A survey goes out.
  case survey(Int32)
}
