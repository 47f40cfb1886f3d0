// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation

/// Joins the journals of a study and goes through its replications in order, however the work was divided.
struct BatchCollector {
  let batch: Batch
  /// In the order of their names.
  private let indices: [JournalIndex]
  private let readers: [JournalReader]

  /// - Throws: ``BatchError`` where a journal belongs to something else.
  init(_ batch: Batch, _ indices: [JournalIndex]) throws {
    self.batch = batch
    let expected = JournalHeader(digest: batch.digest, shard: 1, shards: 1)
    self.indices = indices.filter { $0.header != nil }
    for index in self.indices { try index.header?.check(against: expected, path: index.path) }
    readers = try self.indices.map { index throws(ResultsError) in try JournalReader(index) }
  }

  /// The names of all columns: those of the scenarios as they stand, then those that only some cells have, in the order in
  /// which they come first.
  var columns: [String] {
    var seen: Set<String> = []
    let own = batch.bases.flatMap { SummaryColumn.all(of: $0.template.scenario).map(\.column.name) }
    let more = (1...batch.cellCount).lazy.flatMap { content(of: $0)?.columns ?? [] }
    return (own + more).filter { seen.insert($0).inserted }
  }

  /// What a cell is; `nil` where no replication of it is there.
  func content(of cell: Int) -> JournalCell? { indices.lazy.compactMap { $0.cells[cell] }.first }

  /// Whether an item is there.
  func has(_ item: JournalIndex.Item) -> Bool { indices.contains { $0.done[item] != nil } }

  /// What became of an item.
  func state(of item: JournalIndex.Item) -> BatchResult.Status {
    if has(item) { return .done }
    return failure(of: item) != nil || wholeFailure(of: item.cell) != nil ? .failed : .missing
  }

  /// Why a cell can't be run, or the first of its replications that can't; `nil` where none is known.
  func error(of cell: Int) -> String? {
    if let error = wholeFailure(of: cell) { return error }
    for replication in 1...batch.file.replications {
      let item = JournalIndex.Item(cell: cell, replication: replication)
      if let error = failure(of: item), !has(item) { return "replication \(replication): \(error)" }
    }
    return nil
  }

  /// Why a cell can't be prepared; `nil` where it could, at least at a later attempt.
  private func wholeFailure(of cell: Int) -> String? {
    content(of: cell) == nil ? failure(of: JournalIndex.Item(cell: cell, replication: 0)) : nil
  }

  private func failure(of item: JournalIndex.Item) -> String? {
    indices.lazy.compactMap { $0.failed[item] }.first
  }

  /// Returns the numbers of an item by strategy and column; `nil` where it is not there.
  ///
  /// - Throws: ``BatchError`` where two journals have different numbers for it.
  func values(of item: JournalIndex.Item) throws -> [[Double]]? {
    var found: (values: [[Double]], path: String)?
    for (index, reader) in zip(indices, readers) {
      guard let values = try reader.values(of: item) else { continue }
      if let found, found.values != values {
        throw BatchError.disagreement(
          cell: item.cell, replication: item.replication, first: found.path, second: index.path)
      }
      found = found ?? (values, index.path)
    }
    return found?.values
  }

  /// Returns what is missing: how many items, and in which parts; a part that can't be told apart is left out.
  ///
  /// - Returns: `nil` where nothing is.
  func missing() -> BatchError? {
    let missing = (0..<batch.itemCount).filter { state(of: batch.item($0)) == .missing }
    guard !missing.isEmpty else { return nil }
    let counts = Set(indices.compactMap { $0.header?.shards }).sorted()
    let shards = counts.filter { $0 > 1 }.flatMap { count in
      (1...count).compactMap { number -> String? in
        guard let range = Shard(number, of: count)?.range(of: batch.itemCount) else { return nil }
        let left = missing.count { range.contains($0) }
        return left == 0 ? nil : "Shard \(number)/\(count) lacks \(left) of its \(range.count) replications."
      }
    }
    return .missing(count: missing.count, of: batch.itemCount, shards: shards)
  }

  /// Adds what a folder lacks of the work to its journal, so that it can be gone on with there.
  func bringWork(to folder: BatchFolder) throws {
    let journal = try folder.openJournal(.whole, of: batch)
    let there = try folder.indices()
    for cell in 1...batch.cellCount {
      if let content = content(of: cell), !there.contains(where: { $0.cells[cell] != nil }) {
        try journal.append(.cell(cell, content))
      }
      for replication in 0...batch.file.replications {
        let item = JournalIndex.Item(cell: cell, replication: replication)
        if there.contains(where: { $0.done[item] != nil }) { continue }
        if let values = try values(of: item) {
          try journal.append(.done(cell: cell, replication: replication, values: values))
        } else if let error = failure(of: item) {
          try journal.append(.failed(cell: cell, replication: replication, error: error))
        }
      }
    }
    try journal.sync()
  }

  /// Goes through all cells and their replications in order, and sums each cell up.
  ///
  /// - Parameter each: Called with each replication and its numbers.
  /// - Complexity: O(replications); memory for what each averted.
  func cells(
    each: (JournalIndex.Item, JournalCell, [[Double]]) throws -> Void
  ) throws -> [BatchResult.Cell] {
    try (1...batch.cellCount).map { cell in
      let content = content(of: cell)
      var averted: [[[Double?]]] = []
      var count = 0
      for replication in 1...batch.file.replications {
        let item = JournalIndex.Item(cell: cell, replication: replication)
        guard let content, let values = try values(of: item) else { continue }
        try each(item, content, values)
        add(values, columns: content.columns, to: &averted)
        count += 1
      }
      return result(cell, content, count: count, averted: averted)
    }
  }

  private func result(
    _ cell: Int, _ content: JournalCell?, count: Int, averted: [[[Double?]]]
  ) -> BatchResult.Cell {
    let (base, point) = (cell - 1).quotientAndRemainder(dividingBy: batch.points.count)
    let error = error(of: cell)
    let effects = averted.map { measures in
      zip(BatchMeasure.all, measures).map { measure, values in
        Estimate(meanOf: values, otherwise: "no \(measure.outcome.rawValue) happened without patrol")
      }
    }
    return BatchResult.Cell(
      number: cell, base: base, point: point,
      status: error != nil ? .failed : count == batch.file.replications ? .done : .missing,
      replicationsDone: count, digest: content?.digest, seed: content?.seed, error: error, effects: effects,
      averted: averted)
  }

  /// Adds what each strategy averted in a replication, in per cent; `nil` where there was nothing to avert.
  private func add(_ values: [[Double]], columns: [String], to averted: inout [[[Double?]]]) {
    let measures = BatchMeasure.all.map { $0.columns(in: columns) }
    if averted.isEmpty {
      averted = values.dropFirst().map { _ in measures.map { _ in [] } }
    }
    for (strategy, row) in values.dropFirst().enumerated() {
      for (index, columns) in measures.enumerated() {
        guard let columns, row[columns.without] > 0 else {
          averted[strategy][index].append(nil)
          continue
        }
        averted[strategy][index].append(
          100 * (row[columns.without] - row[columns.happened]) / row[columns.without])
      }
    }
  }
}
