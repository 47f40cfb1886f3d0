// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel

/// One campaign as the force would see it: recorded crime and its own doings, and nothing of the truth.
public struct ScorecardStudy: Sendable {
  /// One hotspot in one week.
  public struct Week: Hashable, Sendable {
    public let week: Int
    public let starts: CivilDate
    /// The place, by index.
    public let place: Int
    public let recorded: Int
    /// Days of harm of the offences recorded.
    public let harm: Double
    /// The same week a year before; `nil` where the history doesn't reach so far.
    public let yearBefore: Int?
    public let limits: ControlLimits?
    public let status: WeekStatus
    /// On which side a run of eight weeks is; `nil` for none.
    public let run: WeekStatus?
    /// Recorded in the ring round it.
    public let recordedInRing: Int
    public let visits: Int
    public let visitsAimedAt: Double
    public let presentMinutes: Double
    public let searches: Int
    public let arrests: Int
    public let redirections: Int
    /// Offences that patrol found and nobody reported.
    public let discovered: Int
  }

  /// One month of the campaign for the public.
  public struct Month: Hashable, Sendable {
    public let year: Int
    public let month: Int
    /// The first and the last day of it that the campaign has.
    public let first: CivilDate
    public let last: CivilDate
    /// By hotspot, in their order.
    public let recorded: SuppressedCounts
    /// The same days 52 weeks earlier; `nil` where the history doesn't reach so far.
    public let yearBefore: SuppressedCounts?
    /// Visits to all hotspots.
    public let visits: Int
  }

  public let scenario: Scenario
  public let strategy: String
  public let replication: Int
  public let seed: UInt64
  /// The hotspots, by index.
  public let hotspots: [Int]
  /// By week, then hotspot.
  public let weeks: [Week]
  public let months: [Month]

  /// Plays a campaign.
  ///
  /// - Parameters:
  ///   - experiment: The scenario with the strategy, its last.
  ///   - replication: Which one, from 1.
  /// - Throws: The failure of a strategy.
  public init(_ experiment: Experiment, replication: Int) throws(StrategyFailure) {
    let runner = ReplicationRunner(
      scenario: experiment.scenario, seed: experiment.seed, strategies: experiment.labelled)
    let (history, outcomes) = try runner.replicate(
      replication, recording: RecordingOptions(keepsBook: true, keepsEvents: true))
    let frame = experiment.frame.choosing(history.chosen)
    let outcome = outcomes[outcomes.count - 1]
    scenario = experiment.scenario
    strategy = outcome.strategy
    self.replication = replication
    seed = experiment.seed
    hotspots = frame.places(in: .targets)
    let days = CampaignDays(runner, hotspots: hotspots, events: outcome.events)
    weeks = ScorecardStudy.weeks(scenario, frame, hotspots, history, outcome, days)
    months = ScorecardStudy.months(scenario, hotspots, history.book + outcome.book, runner.calendar, days)
  }

  private static func weeks(
    _ scenario: Scenario, _ frame: EvaluationFrame, _ hotspots: [Int], _ history: HistoryOutcome,
    _ outcome: ReplicationOutcome, _ days: CampaignDays
  ) -> [Week] {
    let aimed =
      7 * scenario.operation.plannedVisitsPerDay(chosenTargets: scenario.choice?.count)
      / Double(max(1, hotspots.count))
    func recorded(_ table: WeeklyTable, _ week: Int, _ place: Int) -> Int {
      (0..<table.typeCount).reduce(0) {
        $0 + Int(table.recorded[table.index(week: week, place: place, type: $1)])
      }
    }
    var runs = hotspots.map { _ in WeekRun() }
    let discovered = days.discovered(outcome.book, scenario.phases)
    return (0..<frame.campaignWeeks).flatMap { week in
      hotspots.enumerated().map { position, place in
        let count = recorded(outcome.weekly, week, place)
        let references = ControlLimits.references(forWeek: week, historyWeeks: frame.historyWeeks)
        let limits = ControlLimits(references.map { Double(recorded(history.weekly, $0, place)) })
        let before = frame.historyWeeks + week - 52
        let harm = (0..<outcome.weekly.typeCount).reduce(0.0) { sum, type in
          let cell = outcome.weekly.index(week: week, place: place, type: type)
          return sum + frame.harmInDays[type] * Double(outcome.weekly.recorded[cell])
        }
        let ring = frame.places(in: .buffers).filter { frame.targetOf[$0] == place }
        return Week(
          week: week, starts: scenario.phases.campaignStart.adding(days: 7 * week), place: place,
          recorded: count,
          harm: harm,
          yearBefore: (0..<frame.historyWeeks).contains(before)
            ? recorded(history.weekly, before, place) : nil,
          limits: limits, status: WeekStatus(Double(count), limits),
          run: runs[position].add(Double(count), limits),
          recordedInRing: ring.reduce(0) { $0 + recorded(outcome.weekly, week, $1) },
          visits: days.sum(days.visits, week, position), visitsAimedAt: aimed,
          presentMinutes: days.presentMinutes[week][position],
          searches: days.sum(days.searches, week, position),
          arrests: days.sum(days.arrests, week, position),
          redirections: days.sum(days.redirections, week, position), discovered: discovered[week][position])
      }
    }
  }

  private static func months(
    _ scenario: Scenario, _ hotspots: [Int], _ book: [HappenedOffence], _ calendar: CivilCalendar,
    _ days: CampaignDays
  ) -> [Month] {
    let phases = scenario.phases
    let campaign = phases.campaignDays
    var months: [(first: Int, last: Int, date: CivilDate)] = []
    for day in campaign {
      let date = phases.historyStart.adding(days: day)
      if let last = months.last, last.date.year == date.year, last.date.month == date.month {
        months[months.count - 1].last = day
      } else {
        months.append((day, day, date))
      }
    }
    let positions = Dictionary(uniqueKeysWithValues: hotspots.enumerated().map { ($1, $0) })
    // Offences by the day on which they became known.
    let known = book.compactMap { offence -> (day: Int, position: Int)? in
      guard let second = offence.knownInSeconds, let position = positions[Int(offence.place)],
        let day = CampaignDays.day(of: second, calendar.dayStartInSeconds)
      else { return nil }
      return (day, position)
    }
    func counts(_ days: ClosedRange<Int>) -> [Int] {
      known.reduce(into: [Int](repeating: 0, count: hotspots.count)) { counts, one in
        if days.contains(one.day) { counts[one.position] += 1 }
      }
    }
    return months.map { month in
      let (first, last) = (month.first, month.last)
      return Month(
        year: month.date.year, month: month.date.month, first: phases.historyStart.adding(days: first),
        last: phases.historyStart.adding(days: last), recorded: SuppressedCounts(counts(first...last)),
        yearBefore: first >= 364 ? SuppressedCounts(counts(first - 364...last - 364)) : nil,
        visits: days.visits[(first - campaign.lowerBound)...(last - campaign.lowerBound)].reduce(0) {
          $0 + $1.reduce(0, +)
        })
    }
  }
}
