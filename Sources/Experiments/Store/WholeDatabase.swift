// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB

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
    do { return try DatabaseQueue(path: path, configuration: configuration) } catch {
      throw .cannotWrite(path: path, reason: databaseReason(error))
    }
  }
}
