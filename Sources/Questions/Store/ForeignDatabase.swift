// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import GRDBSQLite

/// A reason why a database of others can't be used.
package enum ForeignDatabaseProblem: Error, Hashable {
  /// There is no such file, or it is no database.
  case none
  /// What is wrong with it, or too much.
  case refused(reason: String)
}

/// A database that others may have written: it is read and nothing more.
///
/// Nothing beside it is used, such as a journal that a writer left, and nothing in it runs: values come from plain tables alone,
/// whose pages were checked. However it was made, reading it ends, since the work that it may take is bounded.
///
/// Source: SQLite, *Defense Against The Dark Arts*, <https://www.sqlite.org/security.html>.
package final class ForeignDatabase {
  /// The most bytes of a text, and of a file that holds little else.
  static let textLimit = 32 << 20
  /// The most rows of a table.
  static let rowLimit = 1_000
  /// The most steps of SQLite's machine, in thousands.
  private static let workLimit = 2_000

  private let connection: OpaquePointer
  /// How many thousand steps are left.
  private let work: UnsafeMutablePointer<Int>

  /// Opens a database.
  ///
  /// - Throws: ``ForeignDatabaseProblem`` where there is none.
  package init(path: String) throws(ForeignDatabaseProblem) {
    // A pipe or a device would be waited for.
    do { _ = try RegularFile(path) } catch {
      if case .missing = error { throw .none }
      throw .refused(reason: error.reason)
    }
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
    let status = sqlite3_open_v2(ForeignDatabase.address(of: path), &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw .none
    }
    connection = opened
    work = .allocate(capacity: 1)
    work.initialize(to: ForeignDatabase.workLimit)
    limit()
    _ = try rows("PRAGMA trusted_schema = OFF", columns: 0)
    _ = try rows("PRAGMA query_only = ON", columns: 0)
    _ = try rows("PRAGMA cell_size_check = ON", columns: 0)
    _ = try rows("PRAGMA ignore_check_constraints = ON", columns: 0)
  }

  deinit {
    sqlite3_close_v2(connection)
    work.deallocate()
  }

  /// Returns an address by which a file is opened as one that nobody changes: neither it nor what lies beside is locked,
  /// recovered or written.
  private static func address(of path: String) -> String {
    let allowed = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
    let full = URL(fileURLWithPath: path).path
    return "file:\(full.addingPercentEncoding(withAllowedCharacters: allowed) ?? full)?immutable=1"
  }

  private func limit() {
    for (kind, value) in [
      (SQLITE_LIMIT_LENGTH, Int32(ForeignDatabase.textLimit + 1_024)), (SQLITE_LIMIT_SQL_LENGTH, 100_000),
      (SQLITE_LIMIT_COLUMN, 2_000), (SQLITE_LIMIT_EXPR_DEPTH, 50), (SQLITE_LIMIT_COMPOUND_SELECT, 10),
      (SQLITE_LIMIT_VDBE_OP, 100_000), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 1), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ] { sqlite3_limit(connection, kind, value) }
    sqlite3_progress_handler(
      connection, 1_000,
      { left in
        guard let left = left?.assumingMemoryBound(to: Int.self) else { return 1 }
        left.pointee -= 1
        return left.pointee > 0 ? 0 : 1
      }, work)
  }

  /// The version of the layout that the file states.
  package func version() throws(ForeignDatabaseProblem) -> Int {
    let rows = try rows("PRAGMA user_version", columns: 1)
    return rows.first.flatMap { $0[0] }.flatMap { Int($0) } ?? 0
  }

  /// Returns the rows of a plain table whose pages are sound.
  ///
  /// - Parameter columns: The names of its columns that are read, which the caller knows.
  /// - Returns: By row and column a text; `nil` where there is none.
  /// - Throws: ``ForeignDatabaseProblem/none`` where there is no such table; what is wrong with it.
  package func table(_ name: String, _ columns: [String]) throws(ForeignDatabaseProblem) -> [[String?]] {
    let kinds = try rows(
      "SELECT type FROM pragma_table_list WHERE schema = 'main' AND lower(name) = '\(name)'", columns: 1)
    guard let kind = kinds.first?[0] else { throw .none }
    guard kinds.count == 1, kind == "table" else {
      throw .refused(reason: "\(name) is no plain table in it")
    }
    let plain = try rows("SELECT name FROM pragma_table_xinfo('\(name)') WHERE hidden = 0", columns: 1)
    guard Set(plain.map { $0[0] }).isSuperset(of: columns) else { throw .none }
    let verdict = try rows("PRAGMA quick_check('\(name)')", columns: 1).first?[0]
    guard verdict == "ok" else {
      throw .refused(reason: "its table \(name) is damaged (\(shortened(verdict ?? "no verdict")))")
    }
    return try rows(
      "SELECT \(columns.joined(separator: ", ")) FROM \(name) LIMIT \(ForeignDatabase.rowLimit + 1)",
      columns: columns.count)
  }

  private func rows(_ sql: String, columns: Int) throws(ForeignDatabaseProblem) -> [[String?]] {
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    try check(sqlite3_prepare_v2(connection, sql, -1, &prepared, nil))
    var rows: [[String?]] = []
    var size = 0
    while true {
      let status = sqlite3_step(prepared)
      guard status == SQLITE_ROW else {
        try check(status)
        return rows
      }
      guard rows.count < ForeignDatabase.rowLimit else {
        throw .refused(reason: "it has more than \(ForeignDatabase.rowLimit) rows where there are few")
      }
      var row: [String?] = []
      for column in 0..<Int32(columns) {
        let text = try text(prepared, column)
        size += text?.utf8.count ?? 0
        guard size <= ForeignDatabase.textLimit else {
          throw .refused(
            reason: "its texts have more than \(ForeignDatabase.textLimit >> 20) MiB, the most that is read")
        }
        row.append(text)
      }
      rows.append(row)
    }
  }

  /// Returns a text or a whole number as text; `nil` of anything else.
  private func text(_ row: OpaquePointer?, _ column: Int32) throws(ForeignDatabaseProblem) -> String? {
    let type = sqlite3_column_type(row, column)
    guard type == SQLITE_TEXT || type == SQLITE_INTEGER, let bytes = sqlite3_column_text(row, column) else {
      return nil
    }
    let count = Int(sqlite3_column_bytes(row, column))
    let buffer = UnsafeBufferPointer(start: bytes, count: count)
    guard let text = String(validating: buffer, as: UTF8.self) else {
      throw .refused(reason: "a text in it is not UTF-8")
    }
    return text
  }

  private func check(_ status: Int32) throws(ForeignDatabaseProblem) {
    switch status & 0xFF {
    case SQLITE_OK, SQLITE_DONE: return
    case SQLITE_NOTADB: throw .none
    case SQLITE_INTERRUPT: throw .refused(reason: "reading it takes more work than the database of a study")
    case SQLITE_TOOBIG:
      throw .refused(reason: "a value in it is larger than \(ForeignDatabase.textLimit >> 20) MiB")
    default: throw .refused(reason: shortened(String(cString: sqlite3_errmsg(connection))))
    }
  }
}
