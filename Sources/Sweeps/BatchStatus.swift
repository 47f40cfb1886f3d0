// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Questions

/// How far the work of a study has come, by part.
public struct BatchStatus: Hashable, Sendable {
  /// A part of the work, as it was divided when it was run.
  public struct Part: Hashable, Sendable {
    public let shard: Shard
    /// Replications that are there.
    public let done: Int
    /// Replications that can't be run.
    public let failed: Int
    /// Replications of the part.
    public let requested: Int
    /// Whether a process is at work on it, as far as this machine can see.
    public let isRunning: Bool

    public var missing: Int { requested - done - failed }
  }

  /// In the order of their numbers; parts of a division of which nothing was begun are among them where another was.
  public let parts: [Part]
  /// Replications of all cells that are there, that can't be run, and that there are to be.
  public let done: Int
  public let failed: Int
  public let requested: Int
  /// Cells that can't be run, from 1, with the reasons.
  public let failures: [Int: String]

  public var missing: Int { requested - done - failed }
}

extension Batch {
  /// Returns how far the work in a folder has come.
  ///
  /// - Parameters:
  ///   - folder: Where the work lies.
  ///   - shards: Into how many parts it was divided; `nil` for what the journals say.
  /// - Throws: ``BatchError`` where the folder holds something else.
  public func status(of folder: BatchFolder, shards: Int? = nil) throws -> BatchStatus {
    let indices = try folder.indices(of: self)
    let paths = Set(indices.map(\.path))
    let collector = try BatchCollector(self, indices)
    var failures: [Int: String] = [:]
    for cell in Set(indices.flatMap { $0.failed.keys.map(\.cell) }) {
      failures[cell] = collector.error(of: cell)
    }
    let divisions = shards.map { [$0] } ?? Set(indices.compactMap { $0.header?.shards }).sorted()
    let states = (0..<itemCount).map { collector.state(of: item($0)) }
    let parts = divisions.flatMap { count in
      (1...count).compactMap { number -> BatchStatus.Part? in
        guard let shard = Shard(number, of: count) else { return nil }
        let own = states[shard.range(of: itemCount)]
        return BatchStatus.Part(
          shard: shard, done: own.count { $0 == .done }, failed: own.count { $0 == .failed },
          requested: own.count, isRunning: isRunning(shard, in: folder, paths))
      }
    }
    return BatchStatus(
      parts: parts, done: states.count { $0 == .done }, failed: states.count { $0 == .failed },
      requested: itemCount,
      failures: failures)
  }

  /// Whether a process is at work on a part; one without a journal is not.
  private func isRunning(_ shard: Shard, in folder: BatchFolder, _ journals: Set<String>) -> Bool {
    let path = folder.journalPath(shard)
    return journals.contains(path) && Journal.isLocked(path)
  }
}

extension Journal {
  /// Whether a process has a journal open to write, as far as this machine can see.
  static func isLocked(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
