// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Experiments

/// Returns what one replication under one strategy came to, in a few lines for a terminal of 80 columns.
///
/// - Parameters:
///   - summary: What it came to.
///   - experiment: The experiment that it belongs to.
///   - style: How the text looks.
public func replicationReport(
  _ summary: ReplicationSummary, of experiment: Experiment, style: TextStyle = .plain
) -> String {
  let title =
    "\(oneLine(experiment.scenario.name)): \(summary.strategy), replication \(summary.replication), "
    + "seed \(experiment.seed)"
  let (fates, dosage) = (summary.fates, summary.dosage)
  let days = Double(experiment.frame.campaignDays)
  func hours(_ value: Double) -> String { NumberText.number(value) + " h" }
  let facts =
    [Area.targets, .everywhere].flatMap { area in
      [
        ("Crime, \(area.rawValue)", effect(summary, .crime, area)),
        ("Harm, \(area.rawValue)", effect(summary, .harm, area)),
      ]
    } + [
      (
        "Deterred",
        "\(fates.deterred) offences: \(fates.prevented) prevented, \(fates.landed) displaced and happened, "
          + "\(fates.stoppedThere) displaced and stopped"
      ),
      (
        "Recorded, targets",
        "\(NumberText.number(summary.recordedDuring.targets)) offences; \(NumberText.number(summary.recordedBefore.targets)) in "
          + experiment.frame.baseline.description
      ),
      (
        "Visits",
        "\(NumberText.number(Double(dosage.visitsDelivered))) "
          + "(\(NumberText.number(Double(dosage.visitsDelivered) / days, decimals: 1))/day); "
          + "\(dosage.visitsCut) cut short, \(NumberText.count(dosage.redirections, "redirection"))"
      ),
      (
        "Hours",
        "units \(hours(dosage.visitHours)) at places and \(hours(dosage.travelHours)) travelling; officers "
          + "\(hours(dosage.officerHours)) on duty"
      ),
    ]
  let lines = facts.flatMap { name, text in
    wrapped(
      text, first: "  " + (name + String(repeating: " ", count: 20)).prefix(20),
      rest: "                      ")
  }
  return ([style.heading(title)] + lines).joined(separator: "\n") + "\n"
}

private func effect(_ summary: ReplicationSummary, _ outcome: Outcome, _ area: Area) -> String {
  let unit = outcome == .crime ? "offences" : "days"
  let percent = summary.avertedPercent(outcome, in: area).map {
    "; \(NumberText.number($0, decimals: 1)) % averted"
  }
  return "\(NumberText.number(summary.happened(outcome, in: area))) of "
    + "\(NumberText.number(summary.without(outcome, in: area))) \(unit) without patrol" + (percent ?? "")
}
