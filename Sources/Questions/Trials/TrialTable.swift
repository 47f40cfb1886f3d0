// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// Trials repeated under presets, one finding and preset a row.
enum TrialTable {
  struct Row {
    let report: TrialReport
    let finding: FindingResult
  }

  static let table = Table<Row>(
    "trials", "One finding and preset a row.", key: ["trial", "finding", "preset"], columns)

  private static var columns: [Column<Row>] {
    let names: [Column<Row>] = [
      Column("trial", "The scenario") { $0.report.name },
      Column("doi", "The publication") { $0.report.doi },
      Column("finding", "The effect measured") { $0.finding.what },
      Column("preset", "The preset of deterrence") { $0.report.preset },
      Column("replications", "Replications finished") { $0.report.replications },
      Column("observed_lowest", "The smallest figure published", unit: "%") { $0.finding.observedLowest },
      Column("observed_highest", "The largest figure published", unit: "%") { $0.finding.observedHighest },
    ]
    let measured = Column<Row>.estimate(
      "measured", "The effect that trials would measure: mean over replications", unit: "%"
    ) { $0.finding.measured }
    let predicted: [Column<Row>] = [
      Column("predicted_lowest", "Lower end of the range of 95% of single trials", unit: "%") {
        $0.finding.predictedLowest
      },
      Column("predicted_highest", "Upper end", unit: "%") { $0.finding.predictedHighest },
    ]
    let truth = Column<Row>.estimate(
      "truth", "The true effect against the same place-days without patrol", unit: "%"
    ) { $0.finding.truth }
    return names + measured + predicted + truth + [
      Column("consistent", "where the range of single trials overlaps the published figure") {
        $0.finding.isConsistent
      },
      Column("visits", "Visits delivered, per replication") { $0.report.visits.value },
      Column("visits_planned", "Visits that the timetable prescribes, per replication") {
        $0.report.visitsPlanned.value
      },
      Column("visits_published", "Visits delivered by the trial itself, as published") {
        $0.report.visitsPublished
      },
    ]
  }

  static func rows(_ reports: [TrialReport]) -> [Row] {
    reports.flatMap { report in report.findings.map { Row(report: report, finding: $0) } }
  }
}
