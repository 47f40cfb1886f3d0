// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import Questions
import ScenarioFiles
import Tables

/// What a journal of a study may say.
struct JournalRules {
  /// The first line, but for the shard.
  let header: JournalHeader
  private let cellCount: Int
  private let pointCount: Int
  private let bases: [Base]

  private struct Base {
    let strategyCount: Int
    /// The seed of all cells; `nil` where each may set its own.
    let seed: String?
    /// The columns that there can be.
    let columns: Set<String>
  }

  init(_ batch: Batch) {
    header = JournalHeader(digest: batch.digest, shard: 1, shards: 1)
    cellCount = batch.cellCount
    pointCount = batch.points.count
    let setsSeed = batch.file.parameters.contains { $0.key == "seed" }
    bases = batch.bases.map { base in
      let scenario = base.template.scenario
      return Base(
        strategyCount: base.labels.count,
        seed: batch.file.seed.map { String($0) } ?? (setsSeed ? nil : String(scenario.seed)),
        columns: Set(SummaryColumn.possible(in: scenario).map(\.field.name)))
    }
  }

  private func base(of cell: Int) -> Base { bases[(cell - 1) / pointCount] }

  /// The numbers that every replication has.
  private static let leastColumns = SummaryColumn.always.count
  /// Where all numbers of a replication lie: they count something, or are hours, days or shares. A sum may be a hair below 0.
  private static let numbers = -1e-6...1e15

  /// Checks which line it is.
  ///
  /// - Parameter length: Its bytes.
  func check(_ head: JournalLine.Head, length: Int) throws(JSONProblem) {
    guard head.kind != .study else { return }
    guard head.cell <= cellCount else {
      throw JSONProblem("the cell", "is \(head.cell); the study has \(cellCount)")
    }
    // Each number takes a digit and what parts it from the next.
    let least = 2 * base(of: head.cell).strategyCount * JournalRules.leastColumns
    guard head.kind != .done || length >= least else {
      throw JSONProblem("", "has too few numbers for a replication of the study")
    }
  }

  /// Checks what a cell is.
  func check(_ content: JournalCell, of cell: Int) throws(JSONProblem) {
    let base = base(of: cell)
    if let seed = base.seed, content.seed != seed {
      throw JSONProblem("seed", "is \(content.seed); that of the study is \(seed)")
    }
    for (index, name) in content.columns.enumerated()
    // Those of tactics have the names that the scenario gives them.
    where !base.columns.contains(name) && !name.hasPrefix("visits_by_") {
      throw JSONProblem("columns[\(index)]", "is \"\(name)\", which the study can't give")
    }
  }

  /// Checks the numbers of a replication.
  func check(_ values: [[Double]], of cell: Int, _ content: JournalCell) throws(JSONProblem) {
    let count = base(of: cell).strategyCount
    guard values.count == count else {
      throw JSONProblem("", "has \(values.count) strategies; the study has \(count)")
    }
    for (strategy, row) in values.enumerated() {
      guard row.count == content.columns.count else {
        throw JSONProblem(
          "[\(strategy)]", "has \(row.count) numbers; cell \(cell) has \(content.columns.count) columns")
      }
      for (column, number) in row.enumerated() where !JournalRules.numbers.contains(number) {
        throw JSONProblem(
          "[\(strategy)][\(column)]",
          "is \(number); \(content.columns[column]) must be from 0 to \(JournalRules.numbers.upperBound)")
      }
    }
  }
}

extension JournalCell {
  /// Works out what a cell of a study is.
  ///
  /// - Parameter cell: From 1.
  /// - Throws: Why it can't be run.
  /// - Complexity: O(length of the scenario's text).
  init(_ cell: Int, of batch: Batch) throws(CellFailure) {
    self.init(try batch.experiment(of: cell))
  }

  init(_ experiment: Experiment) {
    self.init(
      digest: ScenarioFile.digest(of: experiment.scenario), seed: String(experiment.seed),
      columns: SummaryColumn.all(of: experiment.scenario).map(\.field.name))
  }
}

extension Batch {
  /// Returns the experiment of a cell.
  ///
  /// - Parameter cell: From 1.
  /// - Throws: Why it can't be run.
  func experiment(of cell: Int) throws(CellFailure) -> Experiment {
    let (base, point) = (cell - 1).quotientAndRemainder(dividingBy: points.count)
    let settings = CellSettings(file.parameters.map(\.key), points[point])
    return try settings.experiment(
      bases[base], replications: file.replications, seed: file.seed, allowsCommands: allowsCommands)
  }
}
