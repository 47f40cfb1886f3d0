// SPDX-License-Identifier: GPL-3.0-or-later

import Questions
/// What a study will take.
public struct BatchPlan: Sendable {
  /// Replications of the part that is planned.
  public let requested: Int
  /// Of those, not there yet.
  public let pending: Int
  /// The time that what is left takes, in seconds; `nil` where no cell could be tried.
  public let seconds: Double?
  /// The disk that all of the study takes, results included, in bytes; `nil` where no cell could be tried.
  public let bytes: Double?
  /// The replications that were tried to tell: they are as good as any, and are not run again.
  let tried: [ItemOutcome]

  /// The size of the results for each byte of the journals, as measured on studies of two to five strategies.
  static let resultsPerJournal = 1.7
}

extension Batch {
  /// Returns what a part of the work will take, from one replication of each scenario, which is tried now.
  ///
  /// - Parameters:
  ///   - folder: Where work that is done already lies.
  ///   - shard: The part.
  ///   - jobs: How many replications run at the same time.
  /// - Throws: ``BatchError`` where the folder holds something else.
  public func plan(in folder: BatchFolder, shard: Shard = .whole, jobs: Int) throws -> BatchPlan {
    let range = shard.range(of: itemCount)
    let indices = try folder.indices(of: self)
    try checkPrograms()
    var pendingByBase = bases.map { _ in (count: 0, first: [JournalIndex.Item]()) }
    for position in range {
      let item = item(position)
      if indices.contains(where: { $0.done[item] != nil }) { continue }
      let base = (item.cell - 1) / points.count
      pendingByBase[base].count += 1
      // Of some cells the first item: where one can't be run, another may tell.
      let first = pendingByBase[base].first
      if first.count < 5, first.last?.cell != item.cell { pendingByBase[base].first.append(item) }
    }
    var (seconds, bytes): (Double?, Double?) = (0, 0)
    var tried: [ItemOutcome] = []
    for (count, first) in pendingByBase where count > 0 {
      guard let trial = first.lazy.compactMap(trial).first else {
        (seconds, bytes) = (nil, nil)
        break
      }
      tried.append(trial.outcome)
      let cells = Double(count) / Double(file.replications)
      // What was tried is done.
      let time = cells * trial.preparation + Double(count - 1) * trial.replication
      seconds = seconds.map { $0 + time / Double(jobs) }
      let journal = Double(points.count) * (trial.cellBytes + Double(file.replications) * trial.bytes)
      bytes = bytes.map { $0 + journal * (1 + BatchPlan.resultsPerJournal) }
    }
    return BatchPlan(
      requested: range.count, pending: pendingByBase.reduce(0) { $0 + $1.count }, seconds: seconds,
      bytes: bytes,
      tried: tried)
  }

  /// What it takes to prepare a cell and to run one of its replications, in seconds, and the bytes of their lines.
  private struct Trial {
    let outcome: ItemOutcome
    let preparation: Double
    let replication: Double
    let bytes: Double
    let cellBytes: Double
  }

  /// Runs an item; `nil` where it can't be run.
  private func trial(_ item: JournalIndex.Item) -> Trial? {
    let clock = ContinuousClock()
    let start = clock.now
    guard let runner = try? CellRunner(item.cell, of: self) else { return nil }
    let prepared = clock.now
    var current: CellInHand? = (item.cell, .success(runner))
    let outcome = ItemOutcome(item, running: &current)
    let end = clock.now
    guard case .done(let content, let record) = outcome.result,
      let line = try? JournalLine.done(cell: item.cell, replication: item.replication, record: record)
        .bytes(),
      let cellLine = try? JournalLine.cell(item.cell, content).bytes()
    else { return nil }
    return Trial(
      outcome: outcome, preparation: (prepared - start) / .seconds(1),
      replication: (end - prepared) / .seconds(1),
      bytes: Double(line.count), cellBytes: Double(cellLine.count))
  }
}
