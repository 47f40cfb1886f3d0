// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import GRDB
import Processes

/// A view of a database: what it is, its columns and the statement that makes it.
package struct DatabaseView: Sendable {
  package let name: String
  package let rows: String
  package let fields: [Field]
  /// What follows `CREATE VIEW name AS`.
  package let select: String

  package init(_ name: String, _ rows: String, _ fields: [Field], as select: String) {
    (self.name, self.rows, self.fields, self.select) = (name, rows, fields, select)
  }
}

/// A database that is made from tables in one transaction, by one connection, from its start to its end.
///
/// It is written where no reader looks and brought to its place when it is whole, so it keeps no journal and brings nothing to the
/// disk by itself. What every table, view and column is stands in its tables `documentation` and `column_documentation`.
///
/// Columns that refer to a table of the database hold the numbers of its rows; flags are 1 and 0; numbers have all their digits.
package final class TableDatabase {
  private let path: String
  private let queue: DatabaseQueue
  /// The numbers of rows by name, for each table that others refer to.
  private var numbers: [String: [String: Int]] = [:]
  private var insertions: [String: String] = [:]

  /// Creates it.
  ///
  /// - Parameters:
  ///   - path: Where nothing is yet.
  ///   - version: The version of its layout; 0 for none.
  package init(path: String, version: Int = 0) throws(WriteProblem) {
    self.path = path
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
    }
    do { queue = try DatabaseQueue(path: path, configuration: configuration).kept } catch {
      throw .cannotWrite(path: path, reason: TableDatabase.reason(error))
    }
    try write { try $0.execute(sql: "PRAGMA user_version = \(version); BEGIN IMMEDIATE") }
    for table in [TableDatabase.documentation.description, TableDatabase.columnDocumentation.description] {
      try create(table)
    }
  }

  deinit { try? queue.close() }

  /// Makes a table without rows.
  ///
  /// - Parameter name: Its name; `nil` for that of its file.
  package func create(_ table: TableDescription, as name: String? = nil) throws(WriteProblem) {
    let name = name ?? table.name
    let columns = table.fields.map { SQLText.declaration($0) }
    // Rows of a table with a key are kept in its order, and need no other; a part of a key can't be NULL.
    let hasKey =
      !table.key.isEmpty && table.fields.allSatisfy { !table.key.contains($0.name) || SQLText.isRequired($0) }
    let end =
      !hasKey
      ? ")" : ", PRIMARY KEY (\(table.key.map(SQLText.quoted).joined(separator: ", ")))) WITHOUT ROWID"
    try write {
      try $0.execute(sql: "CREATE TABLE \(SQLText.quoted(name)) (\(columns.joined(separator: ", "))\(end)")
    }
    insertions[name] = SQLText.insertion(into: name, table.fields.count)
    try document(name, table.rows, table.fields)
  }

  /// Makes the table that others refer to: the numbers and names of its rows, and what else is told of them.
  ///
  /// - Parameters:
  ///   - first: The number of the first row.
  ///   - names: The column of names.
  package func add<Row>(
    numbered table: Table<Row>, _ rows: some Sequence<Row>, from first: Int = 0, names column: String
  ) throws(WriteProblem) {
    let name = table.description.name
    let declared = table.columns.map { declared in
      SQLText.declaration(declared.field) + (declared.field.name == column ? " UNIQUE" : "")
    }
    try write {
      try $0.execute(
        sql:
          "CREATE TABLE \(SQLText.quoted(name)) (id INTEGER PRIMARY KEY, \(declared.joined(separator: ", ")))"
      )
    }
    let id = Field.field("id", "Its number, from \(first)", type: .integer)
    try document(name, table.description.rows, [id] + table.description.fields)
    let position = table.columns.firstIndex { $0.field.name == column } ?? 0
    let insertion = SQLText.insertion(into: name, table.columns.count + 1)
    var numbers: [String: Int] = [:]
    let references = references(of: table.description)
    try insert(insertion, rows.enumerated()) { index, row in
      let cells = table.cells.map { $0(row) }
      if case .text(let name) = cells[position] { numbers[name] = first + index }
      return [(first + index).databaseValue] + zip(cells, references).map { Self.value($0, $1) }
    }
    self.numbers[name] = numbers
  }

  /// Makes a table and fills it.
  package func add<Row>(_ table: Table<Row>, as name: String? = nil, _ rows: some Sequence<Row>)
    throws(WriteProblem)
  {
    try create(table.description, as: name)
    try insert(rows, into: table, as: name)
  }

  /// Adds rows to a table that was made.
  package func insert<Row>(
    _ rows: some Sequence<Row>, into table: Table<Row>, as name: String? = nil
  ) throws(WriteProblem) {
    guard let insertion = insertions[name ?? table.description.name] else {
      preconditionFailure("A table is made before rows are added")
    }
    let references = references(of: table.description)
    try insert(insertion, rows) { row in
      table.cells.indices.map { Self.value(table.cells[$0](row), references[$0]) }
    }
  }

  /// Makes a view; what it reads must be there.
  package func add(_ view: DatabaseView) throws(WriteProblem) {
    try write { try $0.execute(sql: "CREATE VIEW \(view.name) AS \(view.select)") }
    try document(view.name, "View: " + view.rows.prefix(1).lowercased() + view.rows.dropFirst(), view.fields)
  }

  /// Returns a name as statements have it; it may have dots in it.
  package static func quoted(_ name: String) -> String { SQLText.quoted(name) }

  /// Ends the transaction and closes the database.
  package func finish() throws(WriteProblem) {
    try write { try $0.execute(sql: "COMMIT") }
    do { try queue.close() } catch { throw .cannotWrite(path: path, reason: TableDatabase.reason(error)) }
  }

  /// Adds rows with one statement, for the time of which the database is taken once.
  private func insert<Row>(
    _ insertion: String, _ rows: some Sequence<Row>, _ values: (Row) -> [DatabaseValue]
  ) throws(WriteProblem) {
    try write { database in
      let statement = try database.cachedStatement(sql: insertion)
      for row in rows {
        statement.setUncheckedArguments(StatementArguments(values(row)))
        try statement.execute()
      }
    }
  }

  /// The numbers of the rows that each column refers to, by their names; `nil` of columns that refer to none.
  private func references(of table: TableDescription) -> [[String: Int]?] {
    table.fields.map { $0.reference?.table.map { numbers[$0] ?? [:] } }
  }

  private static func value(_ cell: Cell, _ numbers: [String: Int]?) -> DatabaseValue {
    switch cell {
    case .none: .null
    case .text(let name): numbers.map { $0[name]?.databaseValue ?? .null } ?? name.databaseValue
    case .integer(let number): number.databaseValue
    case .number(let number), .exact(let number): number.isFinite ? number.databaseValue : .null
    case .flag(let flag): flag.databaseValue
    }
  }

  private func write(_ body: (Database) throws -> Void) throws(WriteProblem) {
    do { try queue.writeWithoutTransaction(body) } catch {
      throw .cannotWrite(path: path, reason: TableDatabase.reason(error))
    }
  }

  /// Returns why a database can't be written, in the system's words where it is the disk's doing.
  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DatabaseError else { return "\(error)" }
    return error.resultCode == .SQLITE_FULL ? String(cString: strerror(ENOSPC)) : error.message ?? "\(error)"
  }
}

// MARK: - Documentation

extension TableDatabase {
  private static let documentation = Table<(name: String, meaning: String)>(
    "documentation", "The content of each table and view.", key: ["name"],
    [Column("name", "The table or view") { $0.name }, Column("meaning", "Its content") { $0.meaning }])

  private static let columnDocumentation = Table<(table: String, field: Field)>(
    "column_documentation", "The unit and meaning of every column of every table and view.",
    key: ["table_name", "name"],
    [
      Column("table_name", "The table or view") { $0.table }, Column("name", "The column") { $0.field.name },
      Column("unit", "Its unit; empty for texts and plain counts") { $0.field.unit },
      Column("meaning", "Its meaning") { SQLText.meaning($0.field) },
    ])

  private func document(_ name: String, _ rows: String, _ fields: [Field]) throws(WriteProblem) {
    // Those of the documentation itself come when both are there.
    guard insertions[Self.columnDocumentation.description.name] != nil else { return }
    if name == Self.columnDocumentation.description.name {
      let own = Self.documentation.description
      try document(own.name, own.rows, own.fields)
    }
    try insert([(name, rows)], into: Self.documentation)
    try insert(fields.map { (name, $0) }, into: Self.columnDocumentation)
  }
}

// MARK: - SQL

/// Columns in the words of SQLite.
enum SQLText {
  /// Returns a name, which may have dots in it.
  static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  static func insertion(into table: String, _ count: Int) -> String {
    "INSERT INTO \(quoted(table)) VALUES (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
  }

  /// Returns a column of `CREATE TABLE`.
  static func declaration(_ field: Field) -> String {
    quoted(field.name) + type(of: field) + (isRequired(field) ? " NOT NULL" : "")
      + (field.reference?.table.map { " REFERENCES \(quoted($0))" } ?? "")
  }

  static func isRequired(_ field: Field) -> Bool { field.isRequired && field.absent == nil }

  private static func type(of field: Field) -> String {
    if field.reference?.table != nil { return " INTEGER" }
    return switch field.type {
    case .integer, .flag: " INTEGER"
    case .number: " REAL"
    case .text, .date: " TEXT"
    case .any: ""
    }
  }

  /// Returns what a column means in a database.
  static func meaning(_ field: Field) -> String {
    if let table = field.reference?.table {
      return "The number of the \(table)" + (field.absent.map { "; NULL where files have \($0)" } ?? "")
    }
    return field.type == .flag ? "1 \(field.meaning), else 0" : field.meaning
  }
}

extension DatabaseQueue {
  /// The same queue, which is never let go of; whoever opens one closes it.
  ///
  /// When it is let go of, Dispatch starts a thread to clean up, and waits for ever where the system refuses threads. A process opens
  /// few databases, and what stays of one that is closed is small.
  fileprivate var kept: DatabaseQueue {
    DatabaseQueue.all.withLock { $0.append(self) }
    return self
  }

  private static let all = Locked<[DatabaseQueue]>([])
}
