// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Questions

/// What became of a part of the work.
public struct BatchWork: Hashable, Sendable {
  /// Replications of the part that were there before.
  public let alreadyDone: Int
  /// Replications that were finished now.
  public internal(set) var finished = 0
  /// Replications that could not be run.
  public internal(set) var failed = 0
  /// Replications of the part.
  public let requested: Int

  /// Whether every replication of the part was tried.
  public var isTried: Bool { alreadyDone + finished + failed == requested }
  /// Whether every replication of the part is there.
  public var isComplete: Bool { alreadyDone + finished == requested }
}

extension Batch {
  /// Does what is left of a part of the work.
  ///
  /// Every replication is written to the part's journal as soon as it is finished; what the journals of the folder hold is not
  /// run again. What can't be run is noted with its reason, and the rest goes on.
  ///
  /// - Parameters:
  ///   - folder: Where the work is kept.
  ///   - shard: The part.
  ///   - jobs: How many replications to run at the same time; at least 1. It changes no result.
  ///   - plan: The plan of it, if there is one, with what was run for it.
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second, of what was left.
  /// - Throws: ``BatchError`` where the folder holds another study or another process is at work on the part; `ResultsError`
  ///   where it can't be written, as on a full disk: what was finished before is kept.
  public func work(
    in folder: BatchFolder, shard: Shard = .whole, jobs: Int = Experiment.processorCount,
    plan: BatchPlan? = nil,
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> BatchWork {
    try checkPrograms()
    let journal = try folder.openJournal(shard, of: self)
    var indices = try folder.indices(of: self)
    let own = indices.firstIndex { $0.path == journal.path }.map { indices[$0] }
    let range = shard.range(of: itemCount)
    let pending = range.lazy.map(item).filter { item in !indices.contains { $0.done[item] != nil } }
    let left = Array(pending)
    indices = []
    var work = BatchWork(alreadyDone: range.count - left.count, requested: range.count)
    var writer = CellWriter(journal, known: Set(own?.cells.keys.map { $0 } ?? []))
    let missing = Set(left)
    let tried = (plan?.tried ?? []).filter { missing.contains($0.item) }
    for outcome in tried { try writer.write(outcome) }
    work.finished = tried.count { if case .done = $0.result { true } else { false } }
    work.failed = tried.count - work.finished
    let items = left.filter { item in !tried.contains { $0.item == item } }
    guard !items.isEmpty else {
      try journal.sync()
      return work
    }
    try replications(items, jobs: max(1, jobs)).run(interruption: interruption) { finished in
      try? journal.sync()
      progress(ExperimentProgress(finished: tried.count + finished, requested: left.count))
    } each: { outcome in
      try writer.write(outcome)
      if case .done = outcome.result { work.finished += 1 } else { work.failed += 1 }
      progress(ExperimentProgress(finished: work.finished + work.failed, requested: left.count))
      return true
    }
    try journal.sync()
    // A program that was changed while the study ran is another one from then on.
    try checkPrograms()
    return work
  }

  /// Returns an item by its position in the order of cells and replications.
  func item(_ position: Int) -> JournalIndex.Item {
    let (cell, replication) = position.quotientAndRemainder(dividingBy: file.replications)
    return JournalIndex.Item(cell: cell + 1, replication: replication + 1)
  }

  /// Returns what runs items in any order; a thread that goes on in the same cell keeps what it has prepared.
  private func replications(_ items: [JournalIndex.Item], jobs: Int) -> OrderedReplications<ItemOutcome> {
    let chunk = max(1, min(file.replications, items.count / (4 * jobs)))
    return OrderedReplications(numbers: 1...items.count, jobs: jobs, chunkSize: chunk, keepsOrder: false) {
      var current: CellInHand?
      return { number in
        let item = items[number - 1]
        if current?.cell != item.cell {
          // The one before goes first, so that memory holds one at a time.
          current = nil
          current = (item.cell, Result { () throws(CellFailure) in try CellRunner(item.cell, of: self) })
        }
        return ItemOutcome(item, running: &current)
      }
    }
  }
}

/// The cell that a thread is at work on, prepared, or why it can't be.
typealias CellInHand = (cell: Int, runner: Result<CellRunner, CellFailure>)

/// What came of an item.
struct ItemOutcome: Sendable {
  enum Result: Sendable {
    case done(JournalCell, JournalRecord)
    /// Why it can't be run, and whether that is true of the whole cell.
    case failed(String, isWholeCell: Bool)
  }
  let item: JournalIndex.Item
  let result: Result

  init(
    _ item: JournalIndex.Item, running current: inout CellInHand?
  ) {
    self.item = item
    switch current?.runner {
    case .success(var runner):
      do {
        let record = try runner.record(item.replication)
        result =
          record.excess.map { .failed($0, isWholeCell: false) } ?? .done(runner.content, record)
      } catch { result = .failed("\(error)", isWholeCell: false) }
      current?.runner = .success(runner)
    case .failure(let failure): result = .failed(failure.sentences.joined(separator: "; "), isWholeCell: true)
    case nil: result = .failed("It was not prepared.", isWholeCell: true)
    }
  }
}

/// Writes outcomes to a journal, what a cell is before its first.
private struct CellWriter {
  private let journal: Journal
  private var known: Set<Int>
  private var failed: Set<Int> = []

  init(_ journal: Journal, known: Set<Int>) { (self.journal, self.known) = (journal, known) }

  mutating func write(_ outcome: ItemOutcome) throws {
    let (cell, replication) = (outcome.item.cell, outcome.item.replication)
    switch outcome.result {
    case .done(let content, let record):
      if known.insert(cell).inserted { try journal.append(.cell(cell, content)) }
      try journal.append(.done(cell: cell, replication: replication, record: record))
    case .failed(let error, isWholeCell: true):
      if failed.insert(cell).inserted {
        try journal.append(.failed(cell: cell, replication: 0, error: error))
      }
    case .failed(let error, isWholeCell: false):
      try journal.append(.failed(cell: cell, replication: replication, error: error))
    }
  }
}
