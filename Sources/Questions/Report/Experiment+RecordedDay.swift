// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

extension Experiment {
  /// Beyond so many expected offences over all strategies, events are kept of a week only: they take some 100 bytes each.
  private static let mostOffences = 1e6

  /// Runs a replication and returns one day of it: the one on which most units were redirected, under all strategies
  /// together. Programs that decide for a strategy are not asked again, so their strategies are left out.
  ///
  /// It is a day of the campaign but its first, and in a large experiment of a week in the middle.
  ///
  /// - Parameter replication: Its number, from 1.
  /// - Returns: `nil` where the scenario's time zone is not known.
  /// - Throws: The failure of a strategy.
  /// - Complexity: That of the replication.
  public func recordedDay(ofReplication replication: Int) throws(StrategyFailure) -> RecordedDay? {
    let phases = scenario.phases
    guard
      let calendar = phases.calendar,
      let log = EventLog(scenario: scenario)
    else { return nil }
    let starts = calendar.dayStartInSeconds
    let days = daysToRecord
    let single = try withoutPrograms.single(
      replication: replication,
      recording: RecordingOptions(
        keepsEvents: true, eventWindow: starts[days.lowerBound]..<starts[days.upperBound]))
    var redirections = [Int](repeating: 0, count: calendar.dayCount)
    for outcome in single.outcomes {
      for event in outcome.events where event.kind == .redirected {
        redirections[calendar.day(atSecond: event.timeInSeconds)] += 1
      }
    }
    // The first day of the window tells where units are at midnight.
    let later = days.dropFirst()
    let middle = (days.lowerBound + days.upperBound) / 2
    let most = later.map { redirections[$0] }.max() ?? 0
    let day = most > 0 ? later.first { redirections[$0] == most } ?? middle : middle
    return RecordedDay(
      replication: replication, date: phases.historyStart.adding(days: day).description,
      minutes: (starts[day + 1] - starts[day]) / 60,
      strategies: single.outcomes.map { outcome in
        DayReader(scenario: scenario, log: log, day: starts[day]..<starts[day + 1]).read(outcome)
      })
  }

  /// The same with the strategies alone that decide within the process.
  private var withoutPrograms: Experiment {
    let own = strategies.filter { $0.program == nil }
    guard own.count < strategies.count,
      let experiment = try? Experiment(
        scenario: scenario, strategies: own, replications: 1, seed: seed, jobs: 1)
    else { return self }
    return experiment
  }

  /// The days of which events are kept, from the start of the run.
  private var daysToRecord: Range<Int> {
    let phases = scenario.phases
    let yearly = scenario.crime.places.reduce(0) { $0 + $1.ratesPerYear.reduce(0, +) }
    let offences = yearly * Double(phases.campaignWeeks) / 52 * Double(strategies.count)
    let first = 7 * phases.historyWeeks
    guard offences > Experiment.mostOffences, phases.campaignWeeks > 2 else {
      return first..<first + 7 * phases.campaignWeeks
    }
    let middle = first + 7 * (phases.campaignWeeks / 2)
    return middle - 1..<middle + 7
  }
}
