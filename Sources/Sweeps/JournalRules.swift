// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
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
  private let keep: Set<KeptTable>

  private struct Base {
    let strategyCount: Int
    /// The seed of all cells; `nil` where each may set its own.
    let seed: String?
    /// The columns that there can be.
    let columns: Set<String>
    let placeCount: Int
  }

  init(_ batch: Batch) {
    header = JournalHeader(digest: batch.digest, shard: 1, shards: 1)
    cellCount = batch.cellCount
    pointCount = batch.points.count
    keep = batch.file.keep
    let setsSeed = batch.file.parameters.contains { $0.key == "seed" }
    bases = batch.bases.map { base in
      let scenario = base.template.scenario
      return Base(
        strategyCount: base.labels.count,
        seed: batch.file.seed.map { String($0) } ?? (setsSeed ? nil : String(scenario.seed)),
        columns: Set(SummaryColumn.possible(in: scenario).map(\.field.name)),
        placeCount: scenario.crime.places.count)
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
    try check("weeks", content.weeks != nil, .weeks)
    for (index, name) in content.columns.enumerated()
    // Those of tactics have the names that the scenario gives them.
    where !base.columns.contains(name) && !name.hasPrefix("visits_by_") {
      throw JSONProblem("columns[\(index)]", "is \"\(name)\", which the study can't give")
    }
  }

  /// Checks what is kept of a replication.
  func check(_ record: JournalRecord, of cell: Int, _ content: JournalCell) throws(JSONProblem) {
    try check(record.numbers, of: cell, content)
    try check("methods", record.methods != nil, .methods)
    try check("weeks", record.weeks != nil, .weeks)
    try check("visits", record.visits != nil, .visits)
    if let methods = record.methods { try check(methods, of: cell) }
    if let weeks = record.weeks, let kept = content.weeks { try check(weeks, of: cell, kept) }
    if let visits = record.visits { try check(visits: visits, of: cell) }
  }

  /// Checks that something is there where it is kept, and nowhere else.
  private func check(_ name: String, _ isThere: Bool, _ table: KeptTable) throws(JSONProblem) {
    guard isThere != keep.contains(table) else { return }
    throw JSONProblem(
      name, isThere ? "is there, and the study keeps none" : "is missing, and the study keeps it")
  }

  /// Checks the numbers of a replication.
  private func check(_ values: [[Double]], of cell: Int, _ content: JournalCell) throws(JSONProblem) {
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

  private func check(_ methods: [[JournalMethod]], of cell: Int) throws(JSONProblem) {
    try check(count: methods.count, base(of: cell).strategyCount, "strategies", "methods")
    for (strategy, row) in methods.enumerated() {
      let name = "methods[\(strategy)]"
      try check(count: row.count, EvaluationMethod.allCases.count, "methods", name)
      for (method, estimate) in row.enumerated() {
        if let problem = estimate.problem { throw JSONProblem("\(name)[\(method)]", problem) }
      }
    }
  }

  private func check(_ weeks: [[Double]], of cell: Int, _ kept: JournalWeeks) throws(JSONProblem) {
    try check(count: weeks.count, 1 + base(of: cell).strategyCount, "series", "weeks")
    for (series, row) in weeks.enumerated() {
      let count = series == 0 ? kept.history : kept.campaign + kept.after
      try check(count: row.count, count * JournalRecord.figuresOfWeek, "numbers", "weeks[\(series)]")
      for (index, number) in row.enumerated() where !JournalRules.numbers.contains(number) {
        throw JSONProblem("weeks[\(series)][\(index)]", "is \(number); \(JournalRules.range)")
      }
    }
  }

  private func check(visits: [[Double]], of cell: Int) throws(JSONProblem) {
    let base = base(of: cell)
    try check(count: visits.count, base.strategyCount, "strategies", "visits")
    for (strategy, row) in visits.enumerated() {
      let name = "visits[\(strategy)]"
      guard row.count.isMultiple(of: 3) else {
        throw JSONProblem(name, "has \(row.count) numbers; each place has three")
      }
      var next = 0
      for start in stride(from: 0, to: row.count, by: 3) {
        guard let place = Int(exactly: row[start]), (next..<base.placeCount).contains(place) else {
          throw JSONProblem(
            "\(name)[\(start)]",
            "is \(row[start]); it must be a place from \(next) to \(base.placeCount - 1), in order")
        }
        next = place + 1
        for index in [start + 1, start + 2] where !JournalRules.numbers.contains(row[index]) {
          throw JSONProblem("\(name)[\(index)]", "is \(row[index]); \(JournalRules.range)")
        }
        guard Int(exactly: row[start + 1]) != nil else {
          throw JSONProblem("\(name)[\(start + 1)]", "is \(row[start + 1]); visits are whole numbers")
        }
      }
    }
  }

  private func check(count: Int, _ expected: Int, _ what: String, _ name: String) throws(JSONProblem) {
    guard count != expected else { return }
    throw JSONProblem(name, "has \(count) \(what); there must be \(expected)")
  }

  private static let range = "it must be from 0 to \(numbers.upperBound)"
}

extension JournalCell {
  /// Works out what a cell of a study is.
  ///
  /// - Parameter cell: From 1.
  /// - Throws: Why it can't be run.
  /// - Complexity: O(length of the scenario's text).
  init(_ cell: Int, of batch: Batch) throws(CellFailure) {
    self.init(try batch.experiment(of: cell), batch.file.keep)
  }

  init(_ experiment: Experiment, _ keep: Set<KeptTable>) {
    self.init(
      digest: ScenarioFile.digest(of: experiment.scenario), seed: String(experiment.seed),
      columns: SummaryColumn.all(of: experiment.scenario).map(\.field.name),
      weeks: keep.contains(.weeks) ? JournalWeeks(experiment.scenario.phases) : nil)
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
