// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// A number of a replication under one strategy: a column of `replications.csv`, of the database's table and of studies.
package typealias SummaryColumn = Column<ReplicationSummary>

extension SummaryColumn {
  init<Value: CellValue>(
    _ name: String, _ meaning: String, unit: String,
    _ value: @escaping @Sendable (ReplicationSummary) -> Value
  ) {
    self.init(name, meaning, unit: unit, decimals: 3, value)
  }

  /// What a replication has in it.
  package func value(_ summary: ReplicationSummary) -> Double { cell(summary).number ?? 0 }

  /// The numbers of a scenario's summaries, in the order of their columns.
  package static func all(of scenario: Scenario) -> [SummaryColumn] {
    always + dosageByTactic(of: scenario) + dosageAfter(of: scenario)
      + (scenario.operation.delivered == nil ? [] : delivered)
      + (scenario.calls == nil ? [] : calls) + contact(of: scenario)
  }

  /// The numbers of every scenario.
  package static var always: [SummaryColumn] { areas + fates + dosage + redirections }

  /// The numbers that a scenario can have when parts of it are put on or off, in no order.
  package static func possible(in scenario: Scenario) -> [SummaryColumn] {
    always + dosageByTactic(of: scenario) + dosageAfter + delivered + calls + contact
  }

  private static var areas: [SummaryColumn] {
    Area.allCases.flatMap { area in
      let place = area.rawValue
      return [
        SummaryColumn("crime_\(place)", "Offences that happened, \(place)", unit: "offences") {
          $0.crime[area]
        },
        SummaryColumn("crime_without_\(place)", "The same without patrol", unit: "offences") {
          $0.crimeWithout[area]
        },
        SummaryColumn("harm_\(place)", "Harm that happened, \(place)", unit: "days") { $0.harm[area] },
        SummaryColumn("harm_without_\(place)", "The same without patrol", unit: "days") {
          $0.harmWithout[area]
        },
        SummaryColumn("crime_after_\(place)", "Offences after the campaign, \(place)", unit: "offences") {
          $0.crimeAfter[area]
        },
        SummaryColumn("crime_after_without_\(place)", "The same without patrol", unit: "offences") {
          $0.crimeAfterWithout[area]
        },
        SummaryColumn(
          "recorded_before_\(place)", "Offences recorded in the baseline weeks, \(place)", unit: "offences"
        ) { $0.recordedBefore[area] },
        SummaryColumn(
          "recorded_during_\(place)", "Offences recorded in the campaign, \(place)", unit: "offences"
        ) { $0.recordedDuring[area] },
      ]
    }
  }

  private static var fates: [SummaryColumn] {
    func count(_ name: String, _ meaning: String, _ path: any KeyPath<CampaignFates, Int> & Sendable)
      -> SummaryColumn
    {
      SummaryColumn(name, meaning, unit: "offences") { $0.fates[keyPath: path] }
    }
    return [
      count("potential", "Potential offences of the campaign", \.potential),
      count("deterred", "Of those, deterred: displaced or prevented", \.deterred),
      count("prevented", "Of those, prevented", \.prevented),
      count("landed", "Of those, displaced, and happened elsewhere or later", \.landed),
      count("stopped_there", "Of those, displaced, and deterred again at their destination", \.stoppedThere),
      count("displaced_beyond_end", "Of those, displaced to after the end of the run", \.displacedBeyondEnd),
      count("died_with_parent", "Near repeats of an offence that did not happen", \.diedWithParent),
      count(
        "died_with_series", "Offences of an offender of a series who had been arrested", \.diedWithSeries),
      count(
        "prevented_by_presence", "Of those prevented, prevented by presence alone",
        \.preventedByPresence),
      count(
        "stopped_by_presence", "Of those stopped at their destination, stopped by presence alone",
        \.stoppedByPresence),
      count(
        "died_with_ended_series",
        "Of those that died with their series, due after its last offender's arrest",
        \.diedWithEndedSeries),
      count("deterred_outside_targets", "Deterred outside the targets: diffusion of benefit", \.diffused),
      count("landed_in_buffers", "Displaced offences that happened in a buffer", \.landedInBuffers),
      count("discovered", "Offences discovered by patrol only", \.discovered),
      count("arrests", "Arrests at the scene by units of the operation", \.arrests),
    ]
  }

  /// The columns of a scenario with a force's own visits.
  private static var delivered: [SummaryColumn] {
    [
      SummaryColumn("visits_late", "Visits of the force's record with a late arrival", unit: "visits") {
        $0.dosage.visitsLate
      },
      SummaryColumn("visits_missed", "Visits of the force's record that no unit made", unit: "visits") {
        $0.dosage.visitsMissed
      },
    ]
  }

  private static var dosage: [SummaryColumn] {
    [
      SummaryColumn("officer_hours", "Officer hours on duty", unit: "h") { $0.dosage.officerHours },
      SummaryColumn("visits", "Arrivals at a place", unit: "visits") { $0.dosage.visitsDelivered },
      SummaryColumn("visits_started", "Visits that a unit set out for", unit: "visits") {
        $0.dosage.visitsStarted
      },
      SummaryColumn("visits_completed", "Visits that lasted as planned", unit: "visits") {
        $0.dosage.visitsCompleted
      },
      SummaryColumn("visits_cut", "Visits cut short or never reached", unit: "visits") {
        $0.dosage.visitsCut
      },
      SummaryColumn("redirections", "Redirections of a unit before its task was done", unit: "") {
        $0.dosage.redirections
      },
      SummaryColumn("travel_hours", "Unit hours of travel", unit: "h") { $0.dosage.travelHours },
      SummaryColumn("visit_hours", "Unit hours at places", unit: "h") { $0.dosage.visitHours },
    ]
  }
}
