// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB

/// The tables and views of `batch.sqlite`.
enum BatchSchema {
  static func insert(into table: String, _ count: Int) -> String {
    "INSERT INTO \(table) VALUES (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
  }

  /// A name of a column, which may have dots in it.
  private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private static func create(_ table: BatchColumns.Table) -> String {
    let columns = table.columns.map { column in
      let type =
        switch column.type {
        case .integer: "INTEGER"
        case .number: "REAL"
        default: "TEXT"
        }
      return "\(quoted(column.name)) \(type)"
    }
    return "CREATE TABLE \(table.name) (\(columns.joined(separator: ", ")))"
  }

  static func tables(_ columns: BatchColumns) -> [String] {
    let numbers = columns.summary.map { "\(quoted($0)) REAL" }
    return [
      """
      CREATE TABLE study (name TEXT NOT NULL, description TEXT NOT NULL, digest TEXT NOT NULL, patrolsim TEXT NOT NULL,
        replications INTEGER NOT NULL, cells INTEGER NOT NULL, design TEXT NOT NULL, points INTEGER, text TEXT NOT NULL)
      """,
      "CREATE TABLE scenario (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, text TEXT NOT NULL)",
      """
      CREATE TABLE strategy (scenario INTEGER NOT NULL REFERENCES scenario, id INTEGER NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (scenario, id)) WITHOUT ROWID
      """,
      "CREATE TABLE parameter (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",
      """
      CREATE TABLE cell_parameter (cell INTEGER NOT NULL, parameter INTEGER NOT NULL REFERENCES parameter,
        value TEXT NOT NULL, number REAL, PRIMARY KEY (cell, parameter)) WITHOUT ROWID
      """,
      """
      CREATE TABLE replication (cell INTEGER NOT NULL, replication INTEGER NOT NULL, strategy INTEGER NOT NULL,
        \(numbers.joined(separator: ", ")), PRIMARY KEY (cell, replication, strategy)) WITHOUT ROWID
      """,
      create(columns.cells), create(columns.effects), create(columns.tornado), create(columns.sobol),
      "CREATE TABLE documentation (name TEXT PRIMARY KEY, meaning TEXT NOT NULL)",
      """
      CREATE TABLE column_documentation (table_name TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
        meaning TEXT NOT NULL, PRIMARY KEY (table_name, name)) WITHOUT ROWID
      """,
    ]
  }

  /// A row of `replications` says where each of its numbers comes from.
  static func views(_ columns: BatchColumns) -> [String] {
    let settings = columns.parameterNames.map { ", c.\(quoted($0))" }.joined()
    let numbers = columns.summary.map { ", r.\(quoted($0))" }.joined()
    return [
      """
      CREATE VIEW replications AS SELECT r.cell, c.scenario\(settings), r.replication, s.name AS strategy\(numbers),
        c.scenario_digest, c.seed, c.patrolsim
        FROM replication r JOIN cells c ON c.cell = r.cell JOIN scenario b ON b.name = c.scenario
        JOIN strategy s ON s.scenario = b.id AND s.id = r.strategy
      """
    ]
  }

  static func addDocumentation(_ columns: BatchColumns, to database: Database) throws {
    let tables = [columns.cells, columns.effects, columns.tornado, columns.sobol, columns.replicationsView]
    let others = [
      ("study", "The study, with its text: with `scenario` all that it takes to run it again."),
      ("scenario", "The scenarios before anything is varied, with their texts and digests."),
      ("strategy", "The strategies of each scenario; the first is without patrol."),
      ("parameter", "What is varied."),
      ("cell_parameter", "What each cell sets; number is the value without its unit, and absent of words."),
      ("replication", "The numbers of `replications`, with strategies by id."),
    ]
    for (name, meaning) in others + tables.map({ ($0.name, $0.rows) }) {
      try database.execute(sql: insert(into: "documentation", 2), arguments: [name, meaning])
    }
    for table in tables {
      for column in table.columns {
        try database.execute(
          sql: insert(into: "column_documentation", 4),
          arguments: [table.name, column.name, column.unit, column.meaning])
      }
    }
  }
}
