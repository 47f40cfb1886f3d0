// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// A report as a person reads it.
struct ReportText {
  let report: Report

  init(_ report: Report) { self.report = report }

  var text: String {
    var blocks = [heading, table]
    if !report.estimates.isEmpty { blocks.append(estimates) }
    if !report.checks.isEmpty { blocks.append(checks) }
    if !report.notes.isEmpty { blocks.append(report.notes.map { "Note: \($0)" }.joined(separator: "\n")) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let machine = report.machine
    let size = report.isQuick ? "; a quick run, whose figures mean little" : ""
    return """
      \(machine.processor), \(machine.cores) cores, \(machine.memoryInGigabytes.text(1)) GB; \(machine.system); \
      Swift \(machine.swift)
      Medians of \(report.rounds) rounds; a ratio is the median of the rounds' own\(size)
      """
  }

  private var table: String {
    var table = TextTable(["benchmark", "unit", "Swift", "min–max", "reference", "", "ratio", "bar", ""])
    for one in report.measurements {
      let range = "\(one.figures.minimum.figure)–\(one.figures.maximum.figure)"
      table.add([
        one.name, one.unit, one.figures.median.figure, range, one.reference?.median.figure ?? "",
        one.referenceName ?? "", one.ratio?.text(2) ?? "", one.bar?.text ?? "",
        one.isMet.map { $0 ? "met" : "NOT MET" } ?? "",
      ])
    }
    return table.text
  }

  private var estimates: String {
    var table = TextTable(["simulated", "model", "figure", "mean", "95 %", "of"])
    for one in report.estimates {
      let halfWidth = normalQuantile(0.975) * one.standardError
      table.add([
        one.benchmark, one.model, one.figure, one.mean.text(4), "± \(halfWidth.text(4))", "\(one.count)",
      ])
    }
    return table.text
  }

  private var checks: String {
    let failed = report.checks.filter { !$0.isPassed }
    let list = report.checks.map { "  \($0.isPassed ? "✓" : "✗ FAILED:") \($0.claim)" }
    return "Checks at level \(Check.level), \(failed.count) of \(report.checks.count) failed\n"
      + list.joined(separator: "\n")
  }
}

extension Bar {
  var text: String {
    switch kind {
    case .atMost: "≤ \(value.text(2))"
    case .atLeast: "≥ \(value.text(2))"
    case .below: "< \(value.text(2))"
    }
  }
}
