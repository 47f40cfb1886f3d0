// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Tables

/// What trials found beside what repeating them gives, for a terminal of 80 columns.
public struct TrialsReport {
  let reports: [TrialReport]
  let style: TextStyle

  /// - Parameters:
  ///   - reports: By trial, then preset.
  ///   - style: How headings and alarms look.
  public init(_ reports: [TrialReport], style: TextStyle = .plain) {
    self.reports = reports
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameter durationInSeconds: How long it took, if known.
  public func text(durationInSeconds: Double? = nil) -> String {
    let trials = names.map { name in reports.filter { $0.name == name } }
    let sections = [introduction(durationInSeconds)] + trials.map(section) + [summary(trials)]
    return style.text(sections)
  }

  /// The trials in their order, each once.
  private var names: [String] {
    var names: [String] = []
    for report in reports where !names.contains(report.name) { names.append(report.name) }
    return names
  }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    var lines = [style.heading("Published trials, repeated under each preset")]
    lines += wrapped(
      "\(NumberText.count(names.count, "trial"))\(time). Changes in %; ± is the 95% interval of the mean. "
        + "\"Against no patrol\" is the true effect at the same places on the same days. \"As measured\" is the result of the "
        + "trial's own comparison. A preset is consistent with a trial if the range of 95% of simulated trials "
        + "overlaps the published figure.")
    if reports.contains(where: { !$0.isComplete }) {
      lines += wrapped("INCOMPLETE: interrupted before all replications had finished.").map(style.alarm)
    }
    return lines
  }

  /// Returns one trial: its dose, and a table for each finding.
  private func section(_ reports: [TrialReport]) -> [String] {
    guard let first = reports.first else { return [] }
    var lines = wrapped(oneLine(first.name)).map(style.heading)
    let doi = first.doi.isEmpty ? "" : ", doi:\(oneLine(first.doi))"
    lines += wrapped(oneLine(first.citation) + doi, first: "  ", rest: "  ")
    lines += wrapped("Dose: \(oneLine(first.dose)). \(visits(first))", first: "  ", rest: "  ")
    for index in first.findings.indices { lines += table(reports, finding: index) }
    return lines
  }

  private func visits(_ report: TrialReport) -> String {
    let numbers = [report.visits.value, report.visitsPlanned.value].map { NumberText.number($0 ?? 0) }
    let published =
      report.visitsPublished.map { "; the trial delivered \(NumberText.number(Double($0)))" } ?? ""
    return "Visits delivered: \(numbers[0]) of \(numbers[1]) prescribed\(published)."
  }

  private func table(_ reports: [TrialReport], finding index: Int) -> [String] {
    let finding = reports[0].findings[index]
    var table = TextTable(header: [
      ["Preset", "Against no patrol", "As measured", "95% of trials", "Consistent"]
    ])
    for report in reports {
      let result = report.findings[index]
      table.add([
        report.preset, result.truth.value == nil ? "–" : estimate(result.truth, result),
        estimate(result.measured, result), range(result), word(result.isConsistent),
      ])
    }
    return wrapped(
      "Observed, \(oneLine(finding.what)): \(observed(finding))", first: "  ", rest: "  ")
      + table.lines(style: style)
  }

  private func estimate(_ estimate: Estimate, _ finding: FindingResult) -> String {
    NumberText.estimate(estimate, isSigned: finding.isChange)
  }

  /// Returns a figure of a finding; a change has its sign.
  private func figure(_ value: Double, _ finding: FindingResult, decimals: Int = 0) -> String {
    (finding.isChange && value > 0 ? "+" : "") + NumberText.number(value, decimals: decimals)
  }

  private func range(_ finding: FindingResult) -> String {
    guard let lowest = finding.predictedLowest, let highest = finding.predictedHighest else { return "–" }
    return "\(figure(lowest, finding)) to \(figure(highest, finding))"
  }

  private func observed(_ finding: FindingResult) -> String {
    let (low, high) = (finding.observedLowest, finding.observedHighest)
    let decimals = low == low.rounded() && high == high.rounded() ? 0 : 1
    let lowText = figure(low, finding, decimals: decimals)
    return low == high ? "\(lowText)%" : "\(lowText) to \(figure(high, finding, decimals: decimals))%"
  }

  private func word(_ isConsistent: Bool?) -> String { isConsistent.map { $0 ? "yes" : "no" } ?? "–" }

  /// Returns which presets are consistent with which finding, and those that none is consistent with.
  private func summary(_ trials: [[TrialReport]]) -> [String] {
    guard let presets = trials.first?.map(\.preset) else { return [] }
    var table = TextTable(header: [["Trial"] + presets])
    var unexplained: [String] = []
    for reports in trials {
      guard let first = reports.first else { continue }
      for index in first.findings.indices {
        let several = first.findings.count > 1
        let label = oneLine(first.name) + (several ? " (\(index + 1))" : "")
        // An interrupted study has fewer presets of its last trial.
        let words = presets.indices.map { preset in
          preset < reports.count ? word(reports[preset].findings[index].isConsistent) : "–"
        }
        table.add([label] + words)
        if words.allSatisfy({ $0 == "no" }) { unexplained.append(label) }
      }
    }
    let none =
      unexplained.isEmpty
      ? []
      : wrapped(
        "No preset is consistent with: \(unexplained.joined(separator: "; ")).", first: "  ", rest: "  ")
    return [style.heading("Consistency of presets with trials")] + table.lines(style: style) + none
  }
}
