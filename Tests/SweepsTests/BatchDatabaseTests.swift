// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import GRDB
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps

@Suite("The database of a study")
struct BatchDatabaseTests {
  @Test("runs again from its database alone, to the same bytes, and each row says what it rests on")
  func fromDatabase() throws {
    try withTemporaryFolder { folder in
      let files = try Studies.run(Studies.batch(), in: folder + "/a")
      let again = try Batch.read(database: folder + "/a/batch.sqlite")
      #expect(try Studies.run(again, in: folder + "/b") == files)
      let queue = try DatabaseQueue(path: folder + "/a/batch.sqlite")
      try queue.read { database in
        let rows = try Row.fetchAll(
          database, sql: "SELECT * FROM replications ORDER BY cell, replication, strategy")
        #expect(rows.count == 6 * 3 * 3)
        for row in rows {
          let settings = ["deterrence.fast_gain", "strategies.data-led.refresh"].map { row[$0] as Double? }
          #expect(
            !settings.contains(nil) && row["seed"] == "5" && row["patrolsim"] == PatrolSimVersion.current)
          #expect((row["scenario_digest"] as String?)?.count == 64)
        }
        // Every column of every table and view is described.
        let described = try Set(
          Row.fetchAll(database, sql: "SELECT table_name, name FROM column_documentation").map {
            "\($0[0]!).\($0[1]!)" as String
          })
        for table in ["cells", "effects", "differences", "tornado", "sobol", "replications"] {
          for column in try database.columns(in: table).map(\.name) {
            #expect(described.contains("\(table).\(column)"), "\(table).\(column)")
          }
        }
      }
    }
  }

  @Test("refuses a database that is newer or older, of something else, or changed")
  func otherDatabases() throws {
    try withTemporaryFolder { folder in
      _ = try Studies.run(Studies.batch(), in: folder)
      let path = folder + "/batch.sqlite"
      func change(_ sql: String) throws { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }
      try change("PRAGMA user_version = 99")
      #expect(throws: BatchError.newerFormat(path: path, format: 99, known: 3)) {
        try Batch.read(database: path)
      }
      for older in [1, 2] {
        try change("PRAGMA user_version = \(older)")
        #expect(throws: BatchError.olderFormat(path: path, format: older, known: 3)) {
          try Batch.read(database: path)
        }
      }
      try change("PRAGMA user_version = 3; UPDATE scenario SET text = replace(text, '60', '61')")
      #expect(throws: BatchError.notDatabase(path: path)) { try Batch.read(database: path) }
      try Data("no database".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: BatchError.notDatabase(path: path)) { try Batch.read(database: path) }
      #expect(throws: BatchError.notDatabase(path: folder + "/none.sqlite")) {
        try Batch.read(database: folder + "/none.sqlite")
      }
    }
  }

  @Test(
    "refuses a database that works without end, holds other kinds of tables or too much, with a word",
    arguments: [
      (
        "ALTER TABLE study RENAME TO s; CREATE VIEW study AS \(endless) sum(i) AS text, 'x' AS digest FROM n",
        "no plain table"
      ),
      (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE VIEW study AS \(endless) i AS text, i AS digest FROM n' "
          + "WHERE name = 'study'", "batch.sqlite"
      ),
      (
        "ALTER TABLE study RENAME TO s; CREATE TABLE study (digest TEXT, text TEXT AS (hex(zeroblob(9)))); "
          + "INSERT INTO study (digest) SELECT digest FROM s", "batch.sqlite"
      ),
      ("UPDATE study SET text = hex(zeroblob(20000000))", "larger than 32 MiB"),
      (
        "INSERT INTO scenario SELECT 100 + i, 'n' || i, 'd', 't' FROM (\(endless) i FROM n LIMIT 5000)",
        "more than 1000 rows"
      ),
      ("UPDATE study SET text = x'00ff'", "batch.sqlite"), ("UPDATE study SET text = 5", "batch.sqlite"),
      ("DELETE FROM study", "batch.sqlite"),
      ("INSERT INTO study SELECT * FROM study", "batch.sqlite"),
      ("UPDATE study SET digest = 'x'", "batch.sqlite"),
    ])
  func hostileDatabases(sql: String, reason: String) throws {
    try withTemporaryFolder { folder in
      _ = try Studies.run(Studies.batch(Studies.file([], replications: 1)), in: folder)
      let path = folder + "/batch.sqlite"
      try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
      let error = #expect(throws: (any Error).self) { try Batch.read(database: path) }
      #expect("\(error.map { "\($0)" } ?? "")".contains(reason), "\(String(describing: error))")
    }
  }

  private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"

  @Test("reads a database alone: no journal beside it is played back, and what is no file is not waited for")
  func databaseAlone() throws {
    try withTemporaryFolder { folder in
      _ = try Studies.run(Studies.batch(Studies.file([], replications: 1)), in: folder)
      let path = folder + "/batch.sqlite"
      let bytes = try #require(FileManager.default.contents(atPath: path))
      for name in ["-journal", "-wal"] {
        try bytes.write(to: URL(fileURLWithPath: path + name))
      }
      _ = try Batch.read(database: path)
      #expect(FileManager.default.contents(atPath: path) == bytes)
      #expect(FileManager.default.contents(atPath: path + "-wal") == bytes)
      let pipe = folder + "/a ?%.sqlite"
      #expect(mkfifo(pipe, 0o600) == 0)
      let error = #expect(throws: BatchError.self) { try Batch.read(database: pipe) }
      #expect(error?.description.contains("it is a pipe") == true)
      try FileManager.default.removeItem(atPath: pipe)
      try bytes.write(to: URL(fileURLWithPath: pipe))
      _ = try Batch.read(database: pipe)
    }
  }
}
