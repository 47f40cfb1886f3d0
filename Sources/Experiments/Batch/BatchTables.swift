// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// A cell of a table of a study's results.
enum BatchValue {
  case text(String)
  case number(Double?)
  case count(Int)
}

/// The rows of a study's tables, for files and the database alike.
struct BatchTables {
  let batch: Batch
  let result: BatchResult

  private func name(_ base: Int) -> BatchValue { .text(batch.bases[base].name) }

  private func settings(_ cell: BatchResult.Cell) -> [BatchValue] {
    batch.points[cell.point].map { .text($0 ?? "") }
  }

  private func provenance(_ cell: BatchResult.Cell) -> [BatchValue] {
    [.text(cell.digest ?? ""), .text(cell.seed ?? ""), .text(PatrolSimVersion.current)]
  }

  private func bounds(_ estimate: Estimate) -> [BatchValue] {
    [.number(estimate.value), .number(estimate.lower), .number(estimate.upper)]
  }

  /// Calls a function with each row of `cells`.
  func forEachCell(_ body: ([BatchValue]) throws -> Void) rethrows {
    for cell in result.cells {
      try body(
        [.count(cell.number), name(cell.base)] + settings(cell)
          + [.text(cell.status.rawValue), .count(cell.replicationsDone), .text(cell.error ?? "")]
          + provenance(cell))
    }
  }

  /// Calls a function with each row of `effects`.
  func forEachEffect(_ body: ([BatchValue]) throws -> Void) rethrows {
    for cell in result.cells {
      for (label, effects) in zip(batch.bases[cell.base].labels.dropFirst(), cell.effects) {
        for (measure, effect) in zip(BatchMeasure.all, effects) {
          try body(
            [.count(cell.number), name(cell.base)] + settings(cell)
              + [.text(label), .text(measure.outcome.rawValue), .text(measure.area.rawValue)] + bounds(effect)
              + [
                .number(effect.standardError), .text(effect.undefined ?? ""), .text(cell.status.rawValue),
                .count(cell.replicationsDone),
              ] + provenance(cell))
        }
      }
    }
  }

  /// Calls a function with each row of `tornado`.
  func forEachBar(_ body: ([BatchValue]) throws -> Void) rethrows {
    for bar in result.tornado {
      try body(
        [
          name(bar.base), .text(bar.strategy), .text(bar.measure.outcome.rawValue),
          .text(bar.measure.area.rawValue),
          .count(bar.rank), .text(bar.parameter), .text(bar.lowValues), .text(bar.highValues),
          .number(bar.low),
          .number(bar.high),
        ] + bounds(bar.swing) + [.text(bar.swing.undefined ?? "")])
    }
  }

  /// Calls a function with each row of `sobol`.
  func forEachShare(_ body: ([BatchValue]) throws -> Void) rethrows {
    for share in result.sobol {
      try body(
        [
          name(share.base), .text(share.strategy), .text(share.measure.outcome.rawValue),
          .text(share.measure.area.rawValue), .text(share.parameter),
        ] + bounds(share.first) + bounds(share.total)
          + [.count(share.basePoints), .text(share.first.undefined ?? "")])
    }
  }

  /// Returns a table as comma-separated values.
  static func csv(
    _ table: BatchColumns.Table, _ rows: (([BatchValue]) -> Void) -> Void
  ) -> [UInt8] {
    var text = CSVText(header: table.columns)
    rows { row in
      for value in row {
        switch value {
        case .text(let words): text.add(words)
        case .number(let number): text.add(number)
        case .count(let count): text.add(count)
        }
      }
      text.endRow()
    }
    return text.take()
  }
}
