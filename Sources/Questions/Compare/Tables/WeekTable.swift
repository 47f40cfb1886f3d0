// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// Crime by week and place, summed over replications.
package enum WeekTable {
  struct Row {
    /// `nil` for the weeks before the campaign, which all strategies share.
    let strategy: String?
    let phase: Phase
    /// Weeks since the campaign started; below 0 before it.
    let week: Int
    /// The first day of the week.
    let starts: String
    let place: String
    let happened: Int
    let recorded: Int
    /// In days.
    let harm: Double
  }

  /// The most places of a scenario of which quiet weeks have rows too: a country would have millions of them.
  static let mostPlacesWithQuietWeeks = 2_000

  static let table = Table<Row>(
    "weekly",
    "One week, strategy and place a row. With more than 2,000 places, weeks without offences are left out.",
    key: ["strategy", "week", "place"],
    [
      .strategyOrHistory { $0.strategy },
      .phase(Phase.allCases) { $0.phase },
      week { $0.week },
      start { $0.starts },
      .place { $0.place },
      Column("happened", "Offences that happened, summed over replications", unit: "offences", in: .from(0)) {
        $0.happened
      },
      Column(
        "recorded", "Offences that became known, summed over replications", unit: "offences", in: .from(0)
      ) { $0.recorded },
      Column(
        "harm", "Harm that happened, summed over replications", unit: "days", in: .from(0), decimals: 2
      ) { DecimalText.rounded($0.harm, decimals: 2) },
    ])

  package static func start<Other>(_ value: @escaping @Sendable (Other) -> String) -> Column<Other> {
    Column("week_starts", "The first day of the week, a date", type: .date, value)
  }

  package static func week<Other>(_ value: @escaping @Sendable (Other) -> Int) -> Column<Other> {
    Column("week", "Weeks since the campaign started; below 0 before it", value)
  }

  /// Returns the rows: the history, then by strategy, week and place, one after the other as they are asked for.
  ///
  /// In a scenario of more than ``mostPlacesWithQuietWeeks`` places those in which nothing happened or became known in
  /// any replication are left out.
  static func rows(_ result: ExperimentResult, of experiment: Experiment) -> some Sequence<Row> {
    let scenario = experiment.scenario
    let parts =
      [(strategy: String?.none, weeks: result.history, first: -scenario.phases.historyWeeks)]
      + zip(experiment.labels, result.weeks).map { (strategy: $0, weeks: $1, first: 0) }
    return parts.lazy.flatMap { part in
      rows(of: part.weeks, strategy: part.strategy, firstWeek: part.first, scenario)
    }
  }

  private static func rows(
    of sums: WeeklySums, strategy: String?, firstWeek: Int, _ scenario: Scenario
  ) -> some Sequence<Row> {
    let (phases, places) = (scenario.phases, scenario.crime.places)
    let leavesQuietOut = places.count > mostPlacesWithQuietWeeks
    return (0..<sums.weekCount).lazy.flatMap { index in
      let week = firstWeek + index
      let phase: Phase = week < 0 ? .history : week < phases.campaignWeeks ? .campaign : .after
      let starts = phases.campaignStart.adding(days: 7 * week).description
      return places.indices.lazy.compactMap { place -> Row? in
        let cell = sums.index(week: index, place: place)
        if leavesQuietOut, sums.happened[cell] == 0, sums.recorded[cell] == 0 { return nil }
        return Row(
          strategy: strategy, phase: phase, week: week, starts: starts, place: places[place].id,
          happened: sums.happened[cell], recorded: sums.recorded[cell], harm: sums.harm[cell])
      }
    }
  }
}
