// SPDX-License-Identifier: GPL-3.0-or-later

/// What a study will take.
public struct BatchPlan: Hashable, Sendable {
  /// Replications of the part that is planned.
  public let requested: Int
  /// Of those, not there yet.
  public let pending: Int
  /// The time that what is left takes, in seconds; `nil` where no cell could be tried.
  public let seconds: Double?
  /// The disk that all of the study takes, results included, in bytes; `nil` where no cell could be tried.
  public let bytes: Double?

  /// The size of the results for each byte of the journals, as measured on studies of two to five strategies.
  static let resultsPerJournal = 1.7
}

extension Batch {
  /// Returns what a part of the work will take, from one replication of each scenario, which is tried now.
  ///
  /// - Parameters:
  ///   - jobs: How many replications run at the same time.
  ///   - folder: Where work that is done already lies.
  /// - Throws: ``BatchError`` where the folder holds something else.
  public func plan(in folder: BatchFolder, shard: Shard = .whole, jobs: Int) throws -> BatchPlan {
    let range = shard.range(of: itemCount)
    let indices = try folder.indices()
    let header = JournalHeader(digest: digest, shard: shard.number, shards: shard.count)
    for index in indices { try index.header?.check(against: header, path: index.path) }
    var pendingByBase = bases.map { _ in 0 }
    for position in range {
      let item = item(position)
      if indices.contains(where: { $0.done[item] != nil }) { continue }
      pendingByBase[(item.cell - 1) / points.count] += 1
    }
    let pending = pendingByBase.reduce(0, +)
    var (seconds, bytes): (Double?, Double?) = (0, 0)
    for base in bases.indices {
      guard pending > 0, let probe = probe(base) else {
        (seconds, bytes) = (nil, nil)
        break
      }
      let cells = Double(pendingByBase[base]) / Double(file.replications)
      seconds = seconds.map {
        $0 + (cells * probe.preparation + Double(pendingByBase[base]) * probe.replication) / Double(jobs)
      }
      let journal = Double(points.count) * (probe.cellBytes + Double(file.replications) * probe.bytes)
      bytes = bytes.map { $0 + journal * (1 + BatchPlan.resultsPerJournal) }
    }
    return BatchPlan(requested: range.count, pending: pending, seconds: seconds, bytes: bytes)
  }

  /// Returns the seconds that a cell of a scenario takes to prepare and a replication to run, and the bytes of their lines; `nil`
  /// where none of its first cells can be run.
  private func probe(
    _ base: Int
  ) -> (preparation: Double, replication: Double, bytes: Double, cellBytes: Double)? {
    let clock = ContinuousClock()
    for cell in (base * points.count + 1)...(base * points.count + min(5, points.count)) {
      let start = clock.now
      guard var runner = try? CellRunner(cell, of: self) else { continue }
      let prepared = clock.now
      guard let values = try? runner.values(1),
        let line = try? JournalLine.done(cell: cell, replication: 1, values: values).bytes(),
        let cellLine = try? JournalLine.cell(cell, runner.content).bytes()
      else { continue }
      return (
        (prepared - start) / .seconds(1), (clock.now - prepared) / .seconds(1), Double(line.count),
        Double(cellLine.count)
      )
    }
    return nil
  }
}
