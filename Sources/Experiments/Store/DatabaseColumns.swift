// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What the columns of `results.sqlite` are, by table and view; those that files have too are the files' own.
struct DatabaseColumns {
  /// Those of the summary of a replication.
  let summary: [Column]
  /// The numbers by ward.
  let wards: [Column]

  /// The columns of every table and view, in the order of both.
  var all: [(name: String, columns: [Column])] {
    tables + views + [
      ("documentation", [Column("name", "The table or view", type: .string), Self.meaning]),
      (
        "column_documentation",
        [
          Column("table_name", "The table or view", type: .string), Column("name", "The column"),
          Column("unit", "Its unit; empty for texts and plain counts"), Self.meaning,
        ]
      ),
    ]
  }

  private var tables: [(name: String, columns: [Column])] {
    let figures = PlaceFigures.all.map(\.column)
    let described = [
      "name", "role", "kind", "ward", "borough", "corridor", "target", "longitude", "latitude",
    ]
    let place = ResultTables.placeColumns.filter { described.contains($0.name) }
    return [
      ("run", Self.run),
      ("strategy", [Self.id, Column("name", "Its name in all tables of results")]),
      (
        "type",
        [
          Self.id, Column("key", "Its id in the scenario"), Column("name", "Its name"),
          Column("harm_days", "The harm of one offence", unit: "days"),
        ]
      ),
      ("place", [Self.id, Column("key", "Its id in the scenario and in tables of results")] + place),
      ("replication_summary", [Self.replication, Self.strategy] + summary),
      ("place_outcome", [Self.replication, Self.strategy, Self.place] + figures),
      ("weekly", [Self.strategyOrHistory] + Self.numbered(ResultTables.weeklyColumns.dropFirst())),
      ("ranking", Self.numbered(ComparisonTables.rankingColumns)),
      ("truth", Self.numbered(TruthTable.columns.prefix(5)) + Self.truth),
      ("method_estimate", [Self.replication, Self.strategy] + Self.estimate),
      ("cost", Self.numbered(CostTable.columns)),
      ("ward_effect", Self.numbered(WardTable.keyColumns + wards)),
      ("fairness", Self.numbered(FairnessTable.columns)),
    ]
  }

  /// Columns of a file as the database has them: strategies and places by number, yes and no as 1 and 0.
  private static func numbered(_ columns: some Sequence<Column>) -> [Column] {
    columns.map { column in
      switch column.name {
      case "strategy": strategy
      case "place": place
      case "indistinguishable":
        Column(column.name, "1 where the difference to the best can't be told from 0 at 5 %, else 0")
      default: column
      }
    }
  }

  private static let id = Column("id", "Its number, from 0", type: .integer)
  private static let meaning = Column("meaning", "What it is", type: .string)
  private static let replication = Column("replication", "The replication, from 1")
  private static let strategy = Column("strategy", "The number of the strategy", type: .integer)
  private static let strategyOrHistory = Column(
    "strategy", "The number of the strategy; NULL for the weeks before the campaign, which all share",
    type: .integer)
  private static let place = Column("place", "The number of the place", type: .integer)

  private static let run = [
    Column("patrolsim", "The version of PatrolSim", type: .string),
    Column("scenario", "The name of the scenario", type: .string),
    Column("scenario_digest", "The SHA-256 of scenario.yaml", type: .string),
    Column("seed", "The seed, as a text", type: .string),
    Column("preset", "The preset of deterrence", type: .string),
    Column("replications_asked", "Replications asked for", type: .integer),
    Column("replications_done", "Replications that the results hold", type: .integer),
    Column("complete", "1 where all that was asked for is there, else 0", type: .integer),
  ]

  private static let truth = [
    Column("outcome", "crime or harm"),
    Column("without", "What happened without patrol, mean; offences, or days of harm"),
    Column("averted", "What was averted, mean; offences, or days of harm"),
    Column("averted_lower", "The lower bound of its 95 % interval"),
    Column("averted_upper", "The upper bound"),
    Column("averted_percent", "What was averted of what happened without patrol, pooled", unit: "%"),
    Column("averted_percent_lower", "The lower bound of its 95 % interval", unit: "%"),
    Column("averted_percent_upper", "The upper bound", unit: "%"),
  ]

  private static let estimate = [
    Column("method", "The evaluation method"),
    Column("fall_percent", "The fall of recorded crime in the targets that it sees", unit: "%"),
    Column("lower", "The lower bound of its 95 % interval", unit: "%"),
    Column("upper", "The upper bound", unit: "%"),
    Column("p_value", "Two-sided p value of no fall"),
    Column("undefined", "Why it has no result"),
  ]
}
