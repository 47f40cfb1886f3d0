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
    for statement in statements(columns, wardFigures: wardFigures.map(\.name)) {
      try database.execute(sql: statement)
    }
    let documented = [
      ("replication_summary", columns.map(\.column)), ("place_outcome", PlaceFigures.all.map(\.column)),
      ("ward_effect", wardFigures),
    ]
    for (table, columns) in documented {
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
      CREATE VIEW averted AS SELECT r.replication, s.name AS strategy,
        crime_without_targets - crime_targets AS crime_averted_targets,
        harm_without_targets - harm_targets AS harm_averted_targets,
        crime_without_everywhere - crime_everywhere AS crime_averted_everywhere,
        harm_without_everywhere - harm_everywhere AS harm_averted_everywhere
        FROM replication_summary r JOIN strategy s ON s.id = r.strategy
      """,
      """
      CREATE VIEW place_effect AS SELECT s.name AS strategy, p.key AS place, p.name, p.role, p.ward, p.borough,
        avg(o.crime_without) AS crime_without, avg(o.crime_without - o.crime) AS crime_averted,
        avg(o.harm_without) AS harm_without, avg(o.harm_without - o.harm) AS harm_averted,
        avg(o.visits) AS visits FROM place_outcome o JOIN strategy s ON s.id = o.strategy
        JOIN place p ON p.id = o.place GROUP BY o.strategy, o.place
      """,
      """
      CREATE VIEW effect_by_replication AS SELECT r.replication, s.name AS strategy,
        100.0 * (crime_without_targets - crime_targets) / nullif(crime_without_targets, 0) AS crime_percent_targets,
        100.0 * (harm_without_targets - harm_targets) / nullif(harm_without_targets, 0) AS harm_percent_targets,
        100.0 * (crime_without_everywhere - crime_everywhere) / nullif(crime_without_everywhere, 0)
          AS crime_percent_everywhere,
        100.0 * (harm_without_everywhere - harm_everywhere) / nullif(harm_without_everywhere, 0)
          AS harm_percent_everywhere
        FROM replication_summary r JOIN strategy s ON s.id = r.strategy
      """,
      """
      CREATE VIEW ranking_named AS SELECT r.outcome, r.area, r.rank, s.name AS strategy, r.averted, r.averted_lower,
        r.averted_upper, r.beyond_best, r.p_value_holm, r.probability_of_being_best, r.indistinguishable
        FROM ranking r JOIN strategy s ON s.id = r.strategy ORDER BY r.outcome, r.area, r.rank
      """,
      """
      CREATE VIEW method_summary AS SELECT s.name AS strategy, m.method, count(m.fall_percent) AS campaigns,
        avg(m.fall_percent) AS mean_fall_percent, avg(e.crime_percent_targets) AS mean_true_percent,
        avg(m.p_value < 0.05 AND m.fall_percent > 0) AS falls_found
        FROM method_estimate m JOIN strategy s ON s.id = m.strategy
        JOIN effect_by_replication e ON e.replication = m.replication AND e.strategy = s.name
        GROUP BY m.strategy, m.method
      """,
      "CREATE TABLE documentation (name TEXT PRIMARY KEY, meaning TEXT NOT NULL)",
      """
      CREATE TABLE column_documentation (table_name TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
        meaning TEXT NOT NULL, PRIMARY KEY (table_name, name)) WITHOUT ROWID
      """,
    ]
  }

  private static var documentation: [(String, String)] {
    [
      ("run", "What was run: one row. The seed is a text because it has 64 bits."),
      ("strategy", "The strategies, in the order of results."),
      ("type", "The types of crime, with the harm of one offence in days."),
      ("place", "The places of the scenario."),
      ("replication_summary", "One replication and strategy a row; columns as in replications.csv."),
      ("place_outcome", "One replication, strategy and place a row; columns as in places.csv."),
      ("ranking", "One outcome, area and strategy a row, over all replications; columns as in ranking.csv."),
      (
        "truth",
        "What patrol averted: one strategy, slice and outcome (crime or harm) a row; slices as in truth.csv, all of them."
      ),
      (
        "method_estimate",
        "One replication, strategy and evaluation method a row: the fall of recorded crime in the targets that it sees, in "
          + "%, with its 95 % interval and two-sided p value; or why it has no result."
      ),
      ("cost", "What strategies cost and saved, one estimate a row; columns as in costs.csv."),
      ("ward_effect", "One strategy and ward a row, over all replications; columns as in wards.csv."),
      ("fairness", "How gains and burdens are distributed over wards; columns as in fairness.csv."),
      ("averted", "View: offences and days of harm averted, by replication and strategy."),
      ("place_effect", "View: means over replications, by strategy and place."),
      (
        "effect_by_replication",
        "View: what was averted in % of what happened without patrol, by replication and strategy."
      ),
      ("ranking_named", "View: the ranking with the names of strategies, the best first."),
      (
        "method_summary",
        "View: what each evaluation method claims over campaigns, beside the truth, and how often it finds a fall."
      ),
      (
        "column_documentation",
        "The unit and meaning of the numbers in replication_summary, place_outcome and ward_effect."
      ),
    ]
  }
}
