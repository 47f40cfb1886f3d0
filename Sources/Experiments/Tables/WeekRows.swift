// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

extension ResultTables {
  /// One week, strategy and place, summed over replications.
  struct WeekRow {
    /// The number of the strategy; `nil` for the weeks before the campaign, which all share.
    let strategy: Int?
    let phase: Phase
    /// Weeks since the campaign started; below 0 before it.
    let week: Int
    /// The first day of the week, a date.
    let starts: String
    /// The number of the place.
    let place: Int
    let happened: Int
    let recorded: Int
    /// In days.
    let harm: Double
  }

  /// The most places of a scenario of which quiet weeks have rows too: a country would have millions of them.
  static let mostPlacesWithQuietWeeks = 2_000

  /// Calls a function with the rows of weeks: the history, then by strategy, week and place.
  ///
  /// In a scenario of more than ``mostPlacesWithQuietWeeks`` places those in which nothing happened or became known in
  /// any replication are left out.
  func forEachWeek(_ body: (WeekRow) throws -> Void) rethrows {
    let historyWeeks = experiment.scenario.phases.historyWeeks
    try forEachWeek(of: result.history, strategy: nil, firstWeek: -historyWeeks, body)
    for (strategy, weeks) in result.weeks.enumerated() {
      try forEachWeek(of: weeks, strategy: strategy, firstWeek: 0, body)
    }
  }

  private func forEachWeek(
    of sums: WeeklySums, strategy: Int?, firstWeek: Int, _ body: (WeekRow) throws -> Void
  ) rethrows {
    let phases = experiment.scenario.phases
    let leavesQuietOut = experiment.scenario.crime.places.count > ResultTables.mostPlacesWithQuietWeeks
    for index in 0..<sums.weekCount {
      let week = firstWeek + index
      let phase: Phase = week < 0 ? .history : week < phases.campaignWeeks ? .campaign : .after
      let starts = phases.campaignStart.adding(days: 7 * week).description
      for place in experiment.scenario.crime.places.indices {
        let cell = sums.index(week: index, place: place)
        if leavesQuietOut, sums.happened[cell] == 0, sums.recorded[cell] == 0 { continue }
        try body(
          WeekRow(
            strategy: strategy, phase: phase, week: week, starts: starts, place: place,
            happened: sums.happened[cell], recorded: sums.recorded[cell], harm: sums.harm[cell]))
      }
    }
  }
}
