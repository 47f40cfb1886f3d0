// SPDX-License-Identifier: GPL-3.0-or-later

/// A report beside an earlier one.
struct ReportComparison {
  let new: Report
  let base: Report
  let basePath: String

  var text: String {
    var table = TextTable(["benchmark", "unit", "new", "base", "new / base"])
    for one in new.measurements {
      guard let before = measurement(one.name, in: base) else { continue }
      table.add([
        one.name, one.unit, one.figures.median.figure, before.figures.median.figure,
        (one.figures.median / before.figures.median).text(2),
      ])
    }
    return (["Against \(basePath)", table.text] + warnings).joined(separator: "\n") + "\n"
  }

  private var warnings: [String] {
    let onlyNew = new.measurements.filter { measurement($0.name, in: base) == nil }.map(\.name)
    let onlyBase = base.measurements.filter { measurement($0.name, in: new) == nil }.map(\.name)
    var lines: [String] = []
    if !onlyNew.isEmpty { lines.append("Missing in the base: \(onlyNew.joined(separator: ", "))") }
    if !onlyBase.isEmpty { lines.append("Not measured now: \(onlyBase.joined(separator: ", "))") }
    if new.isQuick != base.isQuick {
      lines.append("One of the two is a quick run: these ratios mean nothing")
    }
    if new.machine != base.machine {
      lines.append("The base is from another machine or system: \(base.machine.processor)")
    }
    return lines
  }

  private func measurement(_ name: String, in report: Report) -> Measurement? {
    report.measurements.first { $0.name == name }
  }
}
