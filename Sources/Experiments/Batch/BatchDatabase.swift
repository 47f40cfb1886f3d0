// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import GRDB
import ScenarioFiles

/// Writes `batch.sqlite`: all of a study, from which it can be run again.
///
/// It is written anew from the journals, in one order and by one connection, so that the same work gives the same bytes however
/// it was divided or interrupted.
final class BatchDatabase {
  /// The version of the layout.
  static let format = 1

  private let path: String
  private let batch: Batch
  private let columns: BatchColumns
  private let queue: DatabaseQueue
  private let insertReplication: String

  init(path: String, batch: Batch, columns: BatchColumns) throws(ResultsError) {
    (self.path, self.batch, self.columns) = (path, batch, columns)
    insertReplication = BatchSchema.insert(into: "replication", 3 + columns.summary.count)
    queue = try WholeDatabase.create(path: path)
    try write { database in
      try database.execute(sql: "PRAGMA user_version = \(BatchDatabase.format); BEGIN IMMEDIATE")
      for statement in BatchSchema.tables(columns) { try database.execute(sql: statement) }
      try BatchSchema.addDocumentation(columns, to: database)
      try addStudy(to: database)
    }
  }

  deinit { try? queue.close() }

  /// Adds a replication of a cell, all its strategies.
  ///
  /// - Parameter positions: Where each column stands among the numbers of a strategy.
  func add(_ item: JournalIndex.Item, values: [[Double]], positions: [Int?]) throws(ResultsError) {
    try write { database in
      let statement = try database.cachedStatement(sql: insertReplication)
      for (strategy, row) in values.enumerated() {
        let numbers = positions.map { position -> (any DatabaseValueConvertible)? in position.map { row[$0] }
        }
        try statement.execute(
          arguments: StatementArguments([item.cell, item.replication, strategy + 1] + numbers))
      }
    }
  }

  /// Adds what the replications came to, and closes the database.
  func finish(_ result: BatchResult) throws(ResultsError) {
    let tables = BatchTables(batch: batch, result: result)
    try write { database in
      func insert(into table: String, _ values: [BatchValue]) throws {
        let numbers = values.map { value -> (any DatabaseValueConvertible)? in
          switch value {
          case .text(let text): text.isEmpty ? nil : text
          case .number(let number): number
          case .count(let count): count
          }
        }
        try database.cachedStatement(sql: BatchSchema.insert(into: table, values.count))
          .execute(arguments: StatementArguments(numbers))
      }
      for cell in result.cells {
        for (parameter, text) in batch.points[cell.point].enumerated() {
          guard let text else { continue }
          try database.cachedStatement(sql: BatchSchema.insert(into: "cell_parameter", 4)).execute(
            arguments: [cell.number, parameter + 1, text, SweptParameter.number(in: text)])
        }
      }
      try tables.forEachCell { try insert(into: "cells", $0) }
      try tables.forEachEffect { try insert(into: "effects", $0) }
      try tables.forEachBar { try insert(into: "tornado", $0) }
      try tables.forEachShare { try insert(into: "sobol", $0) }
      for statement in BatchSchema.views(columns) { try database.execute(sql: statement) }
      try database.execute(sql: "COMMIT")
    }
    do { try queue.close() } catch { throw .cannotWrite(path: path, reason: databaseReason(error)) }
  }

  private func addStudy(to database: Database) throws {
    let file = batch.file
    try database.execute(
      sql: BatchSchema.insert(into: "study", 9),
      arguments: [
        file.name, file.description, batch.digest, PatrolSimVersion.current, file.replications,
        batch.cellCount,
        file.design.rawValue, file.points, batch.text,
      ])
    for (index, base) in batch.bases.enumerated() {
      try database.execute(
        sql: BatchSchema.insert(into: "scenario", 4),
        arguments: [index + 1, base.name, base.digest, base.template.text])
      for (strategy, label) in base.labels.enumerated() {
        try database.execute(
          sql: BatchSchema.insert(into: "strategy", 3), arguments: [index + 1, strategy + 1, label])
      }
    }
    for (index, parameter) in file.parameters.enumerated() {
      try database.execute(
        sql: BatchSchema.insert(into: "parameter", 2), arguments: [index + 1, parameter.key])
    }
  }

  private func write(_ body: (Database) throws -> Void) throws(ResultsError) {
    do { try queue.writeWithoutTransaction(body) } catch {
      throw .cannotWrite(path: path, reason: databaseReason(error))
    }
  }
}

extension Batch {
  /// Reads a study from a database of results, with all that its numbers rest on.
  ///
  /// - Parameters:
  ///   - path: A `batch.sqlite`.
  ///   - allowsCommands: Whether commands that the study or a scenario names may run.
  /// - Throws: ``BatchError`` where it is none, or newer than this program; ``InvalidBatch`` and what is wrong with its texts,
  ///   where somebody has changed them.
  public static func read(database path: String, allowsCommands: Bool = false) throws -> Batch {
    let (text, scenarios, digest) = try BatchDatabase.content(path)
    let file = try BatchFile.read(text: text, path: path)
    guard scenarios.count == file.scenarios.count else { throw BatchError.notDatabase(path: path) }
    let read = try scenarios.map { try ScenarioFile.read(text: $0, path: path) }
    let batch = try Batch(file, scenarios: read, allowsCommands: allowsCommands)
    guard batch.digest == digest else { throw BatchError.notDatabase(path: path) }
    return batch
  }
}

extension BatchDatabase {
  /// Returns the text of the study in a database, those of its scenarios, and its digest.
  fileprivate static func content(_ path: String) throws(BatchError) -> (String, [String], String) {
    func reading<Value>(_ body: () throws(ForeignDatabaseProblem) -> Value) throws(BatchError) -> Value {
      do { return try body() } catch {
        switch error {
        case .none: throw .notDatabase(path: path)
        case .refused(let reason): throw .badDatabase(path: path, reason: reason)
        }
      }
    }
    let database = try reading { () throws(ForeignDatabaseProblem) in try ForeignDatabase(path: path) }
    let version = try reading { () throws(ForeignDatabaseProblem) in try database.version() }
    guard version <= format else { throw .newerFormat(path: path, format: version) }
    let studies = try reading { () throws(ForeignDatabaseProblem) in
      try database.table("study", ["text", "digest"])
    }
    let rows = try reading { () throws(ForeignDatabaseProblem) in
      try database.table("scenario", ["id", "text"])
    }
    guard studies.count == 1, let text = studies[0][0], let digest = studies[0][1], isDigest(digest) else {
      throw .notDatabase(path: path)
    }
    let scenarios = rows.compactMap { row in
      row[0].flatMap { Int($0) }.flatMap { id in row[1].map { (id, $0) } }
    }
    guard scenarios.count == rows.count else { throw .notDatabase(path: path) }
    return (text, scenarios.sorted { $0.0 < $1.0 }.map(\.1), digest)
  }
}
