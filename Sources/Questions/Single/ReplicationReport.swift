// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Tables

/// The report of one replication under one strategy, for a terminal of 80 columns.
public struct ReplicationReport {
  let summary: ReplicationSummary
  let experiment: Experiment
  let style: TextStyle

  public init(_ summary: ReplicationSummary, of experiment: Experiment, style: TextStyle = .plain) {
    self.summary = summary
    self.experiment = experiment
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  public var text: String {
    var lines = wrapped(
      "\(oneLine(experiment.scenario.name)): \(summary.strategy), replication \(summary.replication), "
        + "seed \(experiment.seed)"
    ).map(style.heading)
    for area in [Area.targets, .everywhere] {
      lines += fact("Crime, \(area.rawValue)", effect(.crime, area))
      lines += fact("Harm, \(area.rawValue)", effect(.harm, area))
    }
    lines += fact("Deterred", deterred)
    lines += fact("Recorded, targets", recorded)
    lines += fact("Visits", visits)
    lines += fact("Hours", hours(summary.dosage))
    let usesTactics = summary.dosage.visitsByTactic.dropFirst().contains { $0 > 0 }
    if usesTactics { lines += fact("Visits by tactic", tactics(summary.dosage)) }
    let after = summary.dosageAfter
    if after.officerHours > 0 {
      let visits = NumberText.number(Double(after.visitsDelivered))
      lines += fact("After the campaign", "\(visits) visits; \(hours(after))")
    }
    if let calls = summary.calls { lines += fact("Calls for service", text(of: calls)) }
    return style.text([lines])
  }

  private func fact(_ name: String, _ text: String) -> [String] {
    let label = name + String(repeating: " ", count: max(0, 20 - name.count))
    return wrapped(text, first: "  " + label, rest: String(repeating: " ", count: 22))
  }

  private func effect(_ outcome: Outcome, _ area: Area) -> String {
    let unit = outcome == .crime ? "offences" : "days"
    let happened = NumberText.number(summary.happened(outcome, in: area))
    let without = NumberText.number(summary.without(outcome, in: area))
    let text = "\(happened) \(unit); \(without) without patrol"
    guard let percent = summary.avertedPercent(outcome, in: area) else { return text }
    return "\(text); \(NumberText.number(percent, decimals: 1))% averted"
  }

  private var deterred: String {
    let fates = summary.fates
    let displaced = "\(fates.landed) displaced and happened, \(fates.stoppedThere) displaced and stopped"
    return "\(fates.deterred) offences: \(fates.prevented) prevented, \(displaced)"
  }

  private var recorded: String {
    let during = NumberText.number(summary.recordedDuring.targets)
    let before = NumberText.number(summary.recordedBefore.targets)
    return "\(during) offences; \(before) in \(experiment.frame.baseline.description)"
  }

  private var visits: String {
    let dosage = summary.dosage
    let perDay = Double(dosage.visitsDelivered) / Double(experiment.frame.campaignDays)
    let redirections = NumberText.count(dosage.redirections, "redirection")
    let delivered = NumberText.number(Double(dosage.visitsDelivered))
    let rate = NumberText.number(perDay, decimals: 1)
    return "\(delivered) (\(rate)/day); \(dosage.visitsCut) cut short, \(redirections)"
  }

  private func text(of calls: AnsweredCalls) -> String {
    func count(_ number: Int) -> String { NumberText.number(Double(number)) }
    let total = calls.total
    let mean =
      total.meanResponseInMinutes.map { " in \(NumberText.number($0, decimals: 1)) min on average" } ?? ""
    return
      "\(count(total.received)): \(count(total.answered)) answered\(mean), \(count(total.overTarget)) late, "
      + "\(count(total.lost)) lost, \(count(total.waitingAtEnd)) waiting at the end; "
      + "\(count(calls.preemptions)) visits cut for them"
  }

  private func hours(_ dosage: DeliveredDosage) -> String {
    let visiting = NumberText.number(dosage.visitHours)
    let travelling = NumberText.number(dosage.travelHours)
    let duty = NumberText.number(dosage.officerHours)
    let arrests =
      dosage.processingHours > 0
      ? ", \(NumberText.number(dosage.processingHours)) h processing arrests" : ""
    return
      "units \(visiting) h at places and \(travelling) h travelling\(arrests); officers \(duty) h on duty"
  }

  /// How many visits were made with each tactic that was used.
  private func tactics(_ dosage: DeliveredDosage) -> String {
    zip(experiment.scenario.tactics, dosage.visitsByTactic).filter { $1 > 0 }
      .map { "\($0.id) \(NumberText.number(Double($1)))" }.joined(separator: ", ")
  }
}
