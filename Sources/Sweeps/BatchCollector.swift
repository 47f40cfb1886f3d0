// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import Questions
import Tables

/// Joins the journals of a study and goes through its replications in order, however the work was divided.
struct BatchCollector {
  let batch: Batch
  private let rules: JournalRules
  /// In the order of their names.
  private let indices: [JournalIndex]
  private let readers: [JournalReader]
  /// What each cell is of which a replication is there.
  private let contents: [Int: JournalCell]

  /// - Parameter indices: Journals that were read as those of the study.
  /// - Throws: ``BatchError`` where they don't agree on what a cell is, or none says it.
  init(_ batch: Batch, _ indices: [JournalIndex]) throws {
    self.batch = batch
    rules = JournalRules(batch)
    self.indices = indices.filter { $0.header != nil }
    readers = try self.indices.map { index throws(ResultsError) in try JournalReader(index) }
    contents = try BatchCollector.contents(self.indices)
  }

  private static func contents(_ indices: [JournalIndex]) throws(BatchError) -> [Int: JournalCell] {
    var contents: [Int: JournalCell] = [:]
    for index in indices {
      for (cell, content) in index.cells
      where contents.updateValue(content, forKey: cell) ?? content != content {
        throw .invalidLine(
          path: index.path, line: index.cellLines[cell] ?? 0,
          reason: "cell \(cell) is another one than in a journal beside")
      }
    }
    for index in indices {
      guard let cell = index.firstDoneLines.keys.filter({ contents[$0] == nil }).min() else { continue }
      throw .invalidLine(
        path: index.path, line: index.firstDoneLines[cell] ?? 0,
        reason: "it is of cell \(cell), and no line of any journal says what that is")
    }
    return contents
  }

  /// Works out anew what cells are, and compares it with what journals say of them: of all cells of most studies, and else
  /// of as many, evenly spread, as take no more than some seconds.
  ///
  /// - Throws: ``BatchError`` with the first that was another one.
  func checkCells() throws(BatchError) {
    let size = batch.bases.reduce(0) { $0 + $1.template.text.utf8.count } * batch.points.count
    let step = max(1, (size + BatchCollector.textLimit - 1) / BatchCollector.textLimit)
    for cell in stride(from: 1, through: batch.cellCount, by: step) { try check(cell) }
  }

  /// Works out anew what a cell is, and compares it with what journals say of it, if they say anything.
  ///
  /// - Throws: ``BatchError`` where it was another one.
  func check(_ cell: Int) throws(BatchError) {
    guard let content = contents[cell] else { return }
    let expected = try? JournalCell(cell, of: batch)
    guard content != expected, let index = indices.first(where: { $0.cells[cell] != nil }) else { return }
    throw .invalidLine(
      path: index.path, line: index.cellLines[cell] ?? 0,
      reason:
        "cell \(cell) is not what the study makes of it: \(BatchCollector.difference(content, expected))")
  }

  /// The bytes of scenarios that are worked out anew.
  private static let textLimit = 32 << 20

  private static func difference(_ found: JournalCell, _ expected: JournalCell?) -> String {
    guard let expected else { return "it can't be run" }
    if found.seed != expected.seed { return "the seed is \(found.seed), not \(expected.seed)" }
    if found.digest != expected.digest {
      return "the digest of its scenario is \(found.digest), not \(expected.digest)"
    }
    return found.columns != expected.columns ? "its columns are others" : "its weeks are others"
  }

  /// The names of all columns: those of the scenarios as they stand, then those that only some cells have, in the order in
  /// which they come first.
  var columns: [String] {
    var seen: Set<String> = []
    let own = batch.bases.flatMap { SummaryColumn.all(of: $0.template.scenario).map(\.field.name) }
    let more = (1...batch.cellCount).lazy.flatMap { content(of: $0)?.columns ?? [] }
    return (own + more).filter { seen.insert($0).inserted }
  }

  /// What a cell is; `nil` where no replication of it is there.
  func content(of cell: Int) -> JournalCell? { contents[cell] }

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

  /// Returns what is kept of an item; `nil` where it is not there.
  ///
  /// - Throws: ``BatchError`` where two journals have different numbers for it, or one such that can't be.
  func record(of item: JournalIndex.Item) throws -> JournalRecord? {
    guard let content = contents[item.cell] else { return nil }
    var found: (record: JournalRecord, path: String)?
    for (index, reader) in zip(indices, readers) {
      guard let record = try reader.record(of: item, content, rules) else { continue }
      if let found, found.record != record {
        throw BatchError.disagreement(
          cell: item.cell, replication: item.replication, first: found.path, second: index.path)
      }
      found = found ?? (record, index.path)
    }
    return found?.record
  }

  /// Returns what is missing: how many items, and in which parts; a part that can't be told apart is left out.
  ///
  /// - Returns: `nil` where nothing is.
  func missing() -> BatchError? {
    // How many are missing before each item; the last is of all.
    var before = [0]
    before.reserveCapacity(batch.itemCount + 1)
    for position in 0..<batch.itemCount {
      before.append(before[position] + (state(of: batch.item(position)) == .missing ? 1 : 0))
    }
    guard let count = before.last, count > 0 else { return nil }
    let divisions = Set(indices.compactMap { $0.header?.shards }).filter { $0 > 1 }.sorted()
    let shards = divisions.flatMap { division in
      (1...division).compactMap { number -> String? in
        guard let range = Shard(number, of: division)?.range(of: batch.itemCount) else { return nil }
        let left = before[range.upperBound] - before[range.lowerBound]
        return left == 0
          ? nil : "Shard \(number)/\(division) lacks \(left) of its \(range.count) replications."
      }
    }
    return .missing(count: count, of: batch.itemCount, shards: shards)
  }

  /// Adds what a folder lacks of the work to its journal, so that it can be gone on with there.
  func bringWork(to folder: BatchFolder) throws {
    let journal = try folder.openJournal(.whole, of: batch)
    let there = try folder.indices(of: batch)
    for cell in 1...batch.cellCount {
      if let content = content(of: cell), !there.contains(where: { $0.cells[cell] != nil }) {
        try journal.append(.cell(cell, content))
      }
      for replication in 0...batch.file.replications {
        let item = JournalIndex.Item(cell: cell, replication: replication)
        if there.contains(where: { $0.done[item] != nil }) { continue }
        if let record = try record(of: item) {
          try journal.append(.done(cell: cell, replication: replication, record: record))
        } else if let error = failure(of: item) {
          try journal.append(.failed(cell: cell, replication: replication, error: error))
        }
      }
    }
    try journal.sync()
  }

  /// Goes through all cells and their replications in order, and sums each cell up.
  ///
  /// - Parameters:
  ///   - each: Called with each replication and what is kept of it.
  ///   - end: Called with each cell of which a replication is there, and what its replications came to.
  /// - Complexity: O(replications); memory for what each averted.
  func cells(
    each: (JournalIndex.Item, JournalCell, JournalRecord) throws -> Void,
    end: (BatchResult.Cell, JournalCell, CellTally) throws -> Void
  ) throws -> [BatchResult.Cell] {
    try (1...batch.cellCount).map { cell in
      let content = content(of: cell)
      var tally = CellTally(columns: content?.columns ?? [])
      var failed = 0
      for replication in 1...batch.file.replications {
        let item = JournalIndex.Item(cell: cell, replication: replication)
        guard let content, let record = try record(of: item) else {
          failed += state(of: item) == .failed ? 1 : 0
          continue
        }
        try each(item, content, record)
        tally.add(record)
      }
      let result = result(cell, content, failed: failed, tally)
      if let content, tally.count > 0 { try end(result, content, tally) }
      return result
    }
  }

  private func result(
    _ cell: Int, _ content: JournalCell?, failed: Int, _ tally: CellTally
  ) -> BatchResult.Cell {
    let (base, point) = (cell - 1).quotientAndRemainder(dividingBy: batch.points.count)
    let error = error(of: cell)
    return BatchResult.Cell(
      number: cell, base: base, point: point,
      status: error != nil ? .failed : tally.count == batch.file.replications ? .done : .missing,
      replicationsDone: tally.count, replicationsFailed: failed, digest: content?.digest,
      seed: content?.seed, error: error, effects: tally.effects, averted: tally.averted,
      differences: tally.differences(batch.bases[base].labels.dropFirst()))
  }
}
