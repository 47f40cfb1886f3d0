// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What it takes to read a replication as a trial would: its places, its days and what counts.
public struct TrialFrame: Sendable {
  public let trial: Trial
  private let scenario: Scenario
  private let calendar: CivilCalendar
  private let counterfactual: String
  /// The places of the timetable, by index.
  private let places: [Int]
  /// The position of each place among them; -1 for the others.
  private let positions: [Int]
  private let isCounted: [Bool]
  private let firstDay: Int
  private let weekdays: [Int]

  /// - Parameters:
  ///   - scenario: The scenario of a trial.
  ///   - counterfactual: The label of the strategy without patrol.
  /// - Returns: `nil` where the scenario has no trial, no timetable or no known time zone.
  public init?(scenario: Scenario, counterfactual: String) {
    let phases = scenario.phases
    guard let trial = scenario.trial, scenario.operation.timetable != nil,
      let calendar = phases.calendar
    else { return nil }
    self.trial = trial
    self.scenario = scenario
    self.calendar = calendar
    self.counterfactual = counterfactual
    places = scenario.patrolledPlaces
    var positions = [Int](repeating: -1, count: scenario.crime.places.count)
    for (position, place) in places.enumerated() { positions[place] = position }
    self.positions = positions
    isCounted = scenario.crime.types.map { trial.counts.isEmpty || trial.counts.contains($0.id) }
    firstDay = 7 * phases.historyWeeks
    weekdays = (0..<7 * phases.campaignWeeks).map { phases.campaignStart.adding(days: $0).weekday }
  }

  /// What a replication must keep for this trial to be read.
  public var recording: RecordingOptions {
    RecordingOptions(keepsBook: true, keepsEvents: trial.findings.contains { $0.comparison == .absent })
  }

  /// Reads a replication.
  ///
  /// - Parameters:
  ///   - history: The weeks before the campaign.
  ///   - outcomes: That without patrol and that of the timetable, with what ``recording`` asks for.
  ///   - seed: The seed of the experiment, from which the assignment follows.
  /// - Precondition: Both outcomes are there.
  public func result(history: HistoryOutcome, outcomes: [ReplicationOutcome], seed: UInt64) -> TrialResult {
    guard let draw = scenario.timetableDraw(seed: seed, replication: history.replication),
      let without = outcomes.first(where: { $0.strategy == counterfactual }),
      let with = outcomes.first(where: { $0.strategy != counterfactual })
    else { preconditionFailure("A trial has a timetable and an outcome with patrol and one without") }
    let days = TrialDays(draw, weekdays: weekdays)
    let (counts, reference) = (daily(with), daily(without))
    let before = before(history)
    var result = TrialResult(replication: history.replication)
    result.visits = places.reduce(0) { $0 + with.dosage.visitsByPlace[$1] }
    result.visitsPlanned = visitsPlanned(days, draw.timetable)
    for finding in trial.findings {
      guard finding.comparison != .absent else {
        result.measured.append(absentShare(days, with: with, without: without))
        result.truth.append(nil)
        continue
      }
      result.measured.append(
        TrialMeasures.change(finding.comparison, days: days, counts: counts, before: before))
      result.truth.append(
        TrialMeasures.truth(finding.comparison, days: days, counts: counts, without: reference))
    }
    return result
  }

  /// Returns the position of an offence's place and its day of the campaign, if it counts.
  private func placeDay(_ offence: HappenedOffence) -> (place: Int, day: Int)? {
    let place = positions[Int(offence.place)]
    let day = calendar.day(atSecond: offence.timeInSeconds) - firstDay
    guard place >= 0, isCounted[Int(offence.type)], weekdays.indices.contains(day) else { return nil }
    return (place, day)
  }

  private func daily(_ outcome: ReplicationOutcome) -> DailyCounts {
    var counts = DailyCounts(dayCount: weekdays.count, placeCount: places.count)
    for offence in outcome.book {
      if let (place, day) = placeDay(offence) { counts[day, place] += 1 }
    }
    return counts
  }

  /// Returns the offences of the history by position of the place.
  private func before(_ history: HistoryOutcome) -> [Int] {
    let weeks = history.weekly
    return places.map { place in
      (0..<weeks.weekCount).reduce(0) { sum, week in
        sum
          + isCounted.indices.reduce(0) { count, type in
            isCounted[type]
              ? count + Int(weeks.happened[weeks.index(week: week, place: place, type: type)]) : count
          }
      }
    }
  }

  private func visitsPlanned(_ days: TrialDays, _ timetable: Timetable) -> Int {
    var visits = 0
    for day in 0..<days.dayCount where days.hasVisits[day] {
      for place in 0..<days.placeCount {
        visits += days.isOn(place, day: day) ? timetable.on.visitsPerDay : timetable.off.visitsPerDay
      }
    }
    return visits
  }

  /// Returns the share of offences averted at places that are on which were due while no unit was there, in per cent.
  private func absentShare(
    _ days: TrialDays, with: ReplicationOutcome, without: ReplicationOutcome
  ) -> Double? {
    let happened = Set(with.book.map(\.id))
    let presence = PresenceIntervals(with.events, placeCount: positions.count)
    var (averted, absent) = (0, 0)
    for offence in without.book where !happened.contains(offence.id) {
      guard let (place, day) = placeDay(offence),
        days.group(.absent, place: place, day: day) != nil
      else { continue }
      averted += 1
      if !presence.contains(offence.timeInSeconds, place: Int(offence.place)) { absent += 1 }
    }
    return averted > 0 ? 100 * Double(absent) / Double(averted) : nil
  }
}
