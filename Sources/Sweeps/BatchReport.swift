// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Questions
import Tables

/// What a study came to, for a terminal of 80 columns.
public struct BatchReport {
  let batch: Batch
  let result: BatchResult
  let style: TextStyle
  /// How many cells and parameters are shown of each; the tables have all.
  private static let most = 12

  public init(_ batch: Batch, result: BatchResult, style: TextStyle = .plain) {
    (self.batch, self.result, self.style) = (batch, result, style)
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameter folder: Where the results are.
  public func text(folder: String) -> String {
    let sections =
      [introduction, alarms, overview]
      + batch.bases.indices.flatMap { base in [tornado(base), leads(base), sobol(base)] }
      + [["Results: \(folder)", "Tables, columns and rules: \(folder)/README.md"]]
    return style.text(sections)
  }

  private var introduction: [String] {
    let file = batch.file
    return [style.heading(oneLine(file.name))]
      + wrapped(
        "\(NumberText.count(batch.cellCount, "cell")) (\(NumberText.count(batch.bases.count, "scenario")) × "
          + "\(NumberText.count(batch.points.count, "point")), design \(file.design.rawValue)), "
          + "\(NumberText.count(file.replications, "replication")) each. Averted: harm in the targets, in per cent of what "
          + "happened without patrol.")
  }

  private var alarms: [String] {
    var lines: [String] = []
    if !result.isComplete {
      let missing = batch.itemCount - result.replicationsDone - result.replicationsFailed
      lines += wrapped(
        "INCOMPLETE: of \(NumberText.count(batch.itemCount, "replication")), \(NumberText.number(Double(result.replicationsFailed))) "
          + "failed and \(NumberText.number(Double(missing))) are missing.")
    }
    let failed = result.failedCells
    if !failed.isEmpty {
      lines += wrapped(
        "\(NumberText.count(failed.count, "cell")) could not be run; the rest is not touched by it:")
      lines += failed.prefix(5).flatMap { cell in
        wrapped("cell \(cell.number)\(setting(cell)): \(cell.error ?? "")", first: "  ", rest: "    ")
      }
      if failed.count > 5 { lines.append("  … and \(failed.count - 5) more: see cells.csv") }
    }
    return lines.map(style.alarm)
  }

  /// ` (deterrence.fast_gain 3)`, or nothing.
  private func setting(_ cell: BatchResult.Cell) -> String {
    let texts = zip(batch.file.parameters, batch.points[cell.point]).compactMap { parameter, text in
      text.map { "\(parameter.key) \(parameter.shown($0))" }
    }
    return texts.isEmpty ? "" : " (\(texts.prefix(4).joined(separator: ", "))\(texts.count > 4 ? ", …" : ""))"
  }

  /// By scenario and strategy: the least, the middle and the greatest effect over cells.
  private var overview: [String] {
    var table = TextTable(header: [
      ["Harm averted in the targets, %", "least", "median", "greatest", "cells"],
      ["", "cell", "", "cell", ""],
    ])
    for (base, content) in batch.bases.enumerated() {
      if batch.bases.count > 1 { table.add([content.name, "", "", "", ""]) }
      for (strategy, label) in content.labels.dropFirst().enumerated() {
        let cells = result.cells.filter { $0.base == base && $0.status == .done }
        let values = cells.compactMap {
          $0.effects.indices.contains(strategy) ? $0.effects[strategy][0].value : nil
        }.sorted()
        guard let least = values.first, let greatest = values.last else {
          table.add([label, "–", "–", "–", "0"])
          continue
        }
        let middle = (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
        table.add([label, number(least), number(middle), number(greatest), "\(values.count)"])
      }
    }
    return table.lines(style: style)
  }

  private func tornado(_ base: Int) -> [String] {
    guard !batch.file.parameters.isEmpty else { return [] }
    var table = TextTable(header: [
      ["What moves harm averted in the targets", "low", "high", "swing", "95%"],
      ["", "%", "%", "points", ""],
    ])
    for subject in BatchSubject.effects(batch.bases[base].labels.dropFirst()) {
      add(subject, base, to: &table)
    }
    return table.lines(style: style)
  }

  /// What moves the difference between strategies: of few pairs, since the table has all.
  private func leads(_ base: Int) -> [String] {
    let pairs = BatchSubject.leads(batch.bases[base].labels.dropFirst())
    guard !batch.file.parameters.isEmpty, !pairs.isEmpty else { return [] }
    var table = TextTable(header: [
      ["What moves the lead in harm averted", "low", "high", "swing", "95%"],
      ["", "points", "points", "points", ""],
    ])
    for pair in pairs.prefix(BatchReport.mostPairs) { add(pair, base, to: &table) }
    let left = pairs.count - BatchReport.mostPairs
    return table.lines(style: style)
      + (left > 0 ? ["  … and \(NumberText.count(left, "more pair")): see tornado.csv"] : [])
  }

  /// How many pairs of strategies are shown.
  private static let mostPairs = 3

  /// Adds what moves the effect of a strategy, or its lead, in harm averted in the targets.
  private func add(_ subject: BatchSubject, _ base: Int, to table: inout TextTable) {
    let name = subject.label + (subject.secondLabel.map { " over \($0)" } ?? "")
    table.add([title(base, name), "", "", "", ""])
    let bars = result.tornado.filter {
      $0.base == base && $0.strategy == subject.label && $0.second == subject.secondLabel
        && $0.measure == BatchMeasure.all[0]
    }
    for bar in bars.prefix(BatchReport.most) {
      table.add([
        "  \(bar.parameter)", number(bar.low), number(bar.high), number(bar.swing.value),
        interval(bar.swing),
      ])
    }
  }

  private func sobol(_ base: Int) -> [String] {
    let shares = result.sobol.filter { $0.base == base && $0.measure == BatchMeasure.all[0] }
    guard !shares.isEmpty else { return [] }
    let reasons = shares.compactMap(\.first.undefined).reduce(into: [String]()) { reasons, reason in
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    let notes = reasons.flatMap { wrapped("No index (–): \($0).", first: "  ", rest: "  ") }
    var table = TextTable(header: [["Share of the variance due to it", "alone", "95%", "in all", "95%"]])
    for label in batch.bases[base].labels.dropFirst() {
      table.add([title(base, label), "", "", "", ""])
      for share in shares where share.strategy == label && share.second == nil {
        table.add([
          "  \(share.parameter)", number(share.first.value, 2), interval(share.first, 2),
          number(share.total.value, 2),
          interval(share.total, 2),
        ])
      }
    }
    return table.lines(style: style) + notes
  }

  private func title(_ base: Int, _ label: String) -> String {
    batch.bases.count > 1 ? "\(batch.bases[base].name): \(label)" : label
  }

  private func number(_ value: Double?, _ decimals: Int = 1) -> String {
    value.map { DecimalText.fixed($0, decimals: decimals) } ?? "–"
  }

  private func interval(_ estimate: Estimate, _ decimals: Int = 1) -> String {
    guard let lower = estimate.lower, let upper = estimate.upper else { return "–" }
    return "\(number(lower, decimals)) to \(number(upper, decimals))"
  }
}
