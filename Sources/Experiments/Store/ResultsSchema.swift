// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB
import PatrolModel

/// The tables and views of `results.sqlite`.
enum ResultsSchema {
  static func insertSummary(_ columns: [SummaryColumn]) -> String {
    insert(into: "replication_summary", 2 + columns.count)
  }
  static var insertMethodEstimate: String { insert(into: "method_estimate", 8) }
  static var insertPlaceOutcome: String { insert(into: "place_outcome", 3 + PlaceFigures.all.count) }

  private static func insert(into table: String, _ count: Int) -> String {
    "INSERT INTO \(table) VALUES (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
  }

  /// - Parameters:
  ///   - columns: Those of the summary of a replication.
  ///   - wardFigures: The names of the columns of numbers by ward.
  static func create(in database: Database, _ columns: [SummaryColumn], wardFigures: [Column]) throws {
    for statement in statements(columns, wardFigures: wardFigures.map(\.name)) + views {
      try database.execute(sql: statement)
    }
    for (table, columns) in DatabaseColumns(summary: columns.map(\.column), wards: wardFigures).all {
      for column in columns {
        try database.execute(
          sql: "INSERT INTO column_documentation VALUES (?, ?, ?, ?)",
          arguments: [table, column.name, column.unit, column.meaning])
      }
    }
    for (name, meaning) in documentation {
      try database.execute(sql: "INSERT INTO documentation VALUES (?, ?)", arguments: [name, meaning])
    }
  }

  private static func statements(_ columns: [SummaryColumn], wardFigures: [String]) -> [String] {
    let summaries = columns.map { "\($0.column.name) REAL NOT NULL" }
    let figures = PlaceFigures.all.map { "\($0.column.name) REAL NOT NULL" }
    return [
      """
      CREATE TABLE run (patrolsim TEXT NOT NULL, scenario TEXT NOT NULL, scenario_digest TEXT NOT NULL,
        seed TEXT NOT NULL, preset TEXT NOT NULL, replications_asked INTEGER NOT NULL,
        replications_done INTEGER NOT NULL, complete INTEGER NOT NULL)
      """,
      "CREATE TABLE strategy (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
      "CREATE TABLE type (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, harm_days REAL NOT NULL)",
      """
      CREATE TABLE place (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
        kind TEXT NOT NULL, ward TEXT NOT NULL, borough TEXT NOT NULL, corridor TEXT, target TEXT,
        longitude REAL NOT NULL, latitude REAL NOT NULL)
      """,
      """
      CREATE TABLE replication_summary (replication INTEGER NOT NULL,
        strategy INTEGER NOT NULL REFERENCES strategy, \(summaries.joined(separator: ", ")),
        PRIMARY KEY (replication, strategy)) WITHOUT ROWID
      """,
      """
      CREATE TABLE place_outcome (replication INTEGER NOT NULL, strategy INTEGER NOT NULL REFERENCES strategy,
        place INTEGER NOT NULL REFERENCES place, \(figures.joined(separator: ", ")),
        PRIMARY KEY (replication, strategy, place)) WITHOUT ROWID
      """,
      """
      CREATE TABLE ranking (outcome TEXT NOT NULL, area TEXT NOT NULL, rank INTEGER NOT NULL,
        strategy INTEGER NOT NULL REFERENCES strategy, averted REAL, averted_lower REAL, averted_upper REAL,
        beyond_best REAL, beyond_best_lower REAL, beyond_best_upper REAL, p_value_holm REAL,
        probability_of_being_best REAL, indistinguishable INTEGER NOT NULL,
        PRIMARY KEY (outcome, area, strategy)) WITHOUT ROWID
      """,
      """
      CREATE TABLE truth (strategy INTEGER NOT NULL REFERENCES strategy, phase TEXT NOT NULL, area TEXT NOT NULL,
        dimension TEXT NOT NULL, key TEXT NOT NULL, outcome TEXT NOT NULL, without REAL, averted REAL, averted_lower REAL,
        averted_upper REAL, averted_percent REAL, averted_percent_lower REAL, averted_percent_upper REAL,
        PRIMARY KEY (strategy, phase, area, dimension, key, outcome)) WITHOUT ROWID
      """,
      """
      CREATE TABLE method_estimate (replication INTEGER NOT NULL, strategy INTEGER NOT NULL REFERENCES strategy,
        method TEXT NOT NULL, fall_percent REAL, lower REAL, upper REAL, p_value REAL, undefined TEXT,
        PRIMARY KEY (replication, strategy, method)) WITHOUT ROWID
      """,
      """
      CREATE TABLE cost (strategy INTEGER NOT NULL REFERENCES strategy, measure TEXT NOT NULL, area TEXT NOT NULL,
        grade TEXT NOT NULL, unit TEXT NOT NULL, estimate REAL, lower REAL, upper REAL, standard_error REAL,
        undefined TEXT, PRIMARY KEY (strategy, measure, area, grade)) WITHOUT ROWID
      """,
      """
      CREATE TABLE ward_effect (strategy INTEGER NOT NULL REFERENCES strategy, ward TEXT NOT NULL,
        borough TEXT NOT NULL, \(wardFigures.map { "\($0) REAL" }.joined(separator: ", ")),
        PRIMARY KEY (strategy, ward, borough)) WITHOUT ROWID
      """,
      """
      CREATE TABLE fairness (strategy INTEGER NOT NULL REFERENCES strategy, measure TEXT NOT NULL, estimate REAL,
        lower REAL, upper REAL, standard_error REAL, undefined TEXT, PRIMARY KEY (strategy, measure)) WITHOUT ROWID
      """,
      """
      CREATE TABLE weekly (strategy INTEGER REFERENCES strategy, phase TEXT NOT NULL, week INTEGER NOT NULL,
        week_starts TEXT NOT NULL, place INTEGER NOT NULL REFERENCES place, happened INTEGER NOT NULL,
        recorded INTEGER NOT NULL, harm REAL NOT NULL)
      """,
      "CREATE TABLE documentation (name TEXT PRIMARY KEY, meaning TEXT NOT NULL)",
      """
      CREATE TABLE column_documentation (table_name TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
        meaning TEXT NOT NULL, PRIMARY KEY (table_name, name)) WITHOUT ROWID
      """,
    ]
  }
}
