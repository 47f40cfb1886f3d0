// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// Trials repeated under presets, one finding and preset a row.
public enum TrialTable {
  static let columns = [
    Column("trial", "The scenario"),
    Column("doi", "The publication"),
    Column("finding", "What was measured"),
    Column("preset", "The deterrence in force"),
    Column("replications", "Replications finished"),
    Column("observed_lowest", "The least figure published", unit: "%"),
    Column("observed_highest", "The greatest figure published", unit: "%"),
    Column("measured", "What trials would measure: the mean over replications", unit: "%"),
    Column("measured_lower", "Lower bound of its 95 % interval", unit: "%"),
    Column("measured_upper", "Upper bound", unit: "%"),
    Column("predicted_lowest", "Lower end of what 95 % of single trials would measure", unit: "%"),
    Column("predicted_highest", "Upper end", unit: "%"),
    Column("truth", "The true change against the same place-days without patrol", unit: "%"),
    Column("truth_lower", "Lower bound of its 95 % interval", unit: "%"),
    Column("truth_upper", "Upper bound", unit: "%"),
    Column("consistent", "yes where the range of single trials meets what was published"),
    Column("visits", "Visits delivered, a replication"),
    Column("visits_planned", "Visits that the timetable prescribes, a replication"),
    Column("visits_published", "Visits delivered by the trial itself, as published"),
  ]

  /// Returns the table as comma-separated values.
  public static func csv(_ reports: [TrialReport]) -> [UInt8] {
    var text = CSVText(header: columns)
    for report in reports {
      for finding in report.findings { add(finding, of: report, to: &text) }
    }
    return text.take()
  }

  private static func add(_ finding: FindingResult, of report: TrialReport, to text: inout CSVText) {
    for word in [report.name, report.doi, finding.what, report.preset] { text.add(word) }
    text.add(report.replications)
    let numbers = [
      finding.observedLowest, finding.observedHighest, finding.measured.value, finding.measured.lower,
      finding.measured.upper, finding.predictedLowest, finding.predictedHighest, finding.truth.value,
      finding.truth.lower, finding.truth.upper,
    ]
    for number in numbers { text.add(number) }
    text.add(finding.isConsistent.map { $0 ? "yes" : "no" } ?? "")
    text.add(report.visits.value)
    text.add(report.visitsPlanned.value)
    text.add(report.visitsPublished.map(Double.init))
    text.endRow()
  }

  /// Returns the reports as JSON, a list with an object for each trial and preset.
  public static func json(_ reports: [TrialReport]) throws -> [UInt8] { try JSONText.bytes(reports) }
}
