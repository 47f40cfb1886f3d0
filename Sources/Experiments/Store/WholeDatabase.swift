// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB
import Processes

/// A database that is written from its start to its end where no reader looks, and brought to its place when it is whole.
enum WholeDatabase {
  /// Creates it. It keeps no journal and brings nothing to the disk by itself, since nobody sees it before the draft that it is
  /// part of has done so for it; one transaction may span all of it.
  ///
  /// - Parameter path: Where nothing is yet.
  static func create(path: String) throws(ResultsError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
    }
    do { return try DatabaseQueue(path: path, configuration: configuration).kept } catch {
      throw .cannotWrite(path: path, reason: databaseReason(error))
    }
  }
}

extension DatabaseQueue {
  /// The same queue, which is never let go of; whoever opens one closes it.
  ///
  /// When it is let go of, Dispatch starts a thread to clean up, and waits for ever where the system refuses threads. A process opens
  /// few databases, and what stays of one that is closed is small.
  var kept: DatabaseQueue {
    DatabaseQueue.all.withLock { $0.append(self) }
    return self
  }

  private static let all = Locked<[DatabaseQueue]>([])
}
