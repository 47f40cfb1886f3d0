// SPDX-License-Identifier: GPL-3.0-or-later

import ScenarioFiles

/// The tables of a study's results, with what their columns mean: of the files, and of the database where it has the same.
struct BatchColumns {
  let batch: Batch
  /// The names of the numbers of a replication.
  let summary: [String]

  /// A table.
  struct Table {
    let name: String
    /// What a row is, in a sentence.
    let rows: String
    let columns: [Column]
  }

  /// The names of the columns of parameters, in the order of parameters: their keys, and of keys at the top of a scenario, which
  /// other columns have too, with a word in front.
  var parameterNames: [String] {
    batch.file.parameters.map { parameter in
      let isTold = parameter.key.contains(".") || parameter.key == CellSettings.unitsKey
      return isTold ? parameter.key : "parameter.\(parameter.key)"
    }
  }

  private var parameters: [Column] {
    parameterNames.map {
      Column($0, "What the cell sets; empty where the scenario's own value stays", type: .string)
    }
  }

  private static let scenario = Column("scenario", "The scenario of the study", type: .string)
  private static let cell = Column(
    "cell", "The cell, from 1: a scenario with a point of the sweep", type: .integer)
  private static let strategy = Column("strategy", "The strategy as the study names it")
  private static let provenance = [
    Column(
      "scenario_digest", "The digest of the scenario as the cell ran it, all its parameters included",
      type: .string),
    Column("seed", "The seed of all random numbers of the cell", type: .string),
    Column("patrolsim", "The version of PatrolSim", type: .string),
  ]
  private static let outcome = [
    Column("outcome", "crime or harm"),
    Column("area", "targets or everywhere"),
  ]

  private static func estimate(_ name: String, _ meaning: String, unit: String) -> [Column] {
    [
      Column(name, meaning, unit: unit, type: .number),
      Column("\(name)_lower", "The lower bound of its 95 % interval", unit: unit, type: .number),
      Column("\(name)_upper", "The upper bound", unit: unit, type: .number),
    ]
  }

  var cells: Table {
    Table(
      name: "cells", rows: "One cell a row: what it sets, and what became of it.",
      columns: [Self.cell, Self.scenario] + parameters + [
        Column("status", "done, failed or missing", type: .string),
        Column("replications", "How many replications are there", type: .integer),
        Column("error", "Why it can't be run; empty where it can", type: .string),
      ] + Self.provenance)
  }

  var effects: Table {
    Table(
      name: "effects",
      rows:
        "One cell, strategy, outcome and area a row: what was averted in per cent of what happened without patrol, mean over "
        + "replications.",
      columns: [Self.cell, Self.scenario] + parameters + [Self.strategy] + Self.outcome
        + Self.estimate("averted", "Averted of what happened without patrol", unit: "%") + [
          Column(
            "averted_standard_error", "Its Monte Carlo standard error", unit: "percentage points",
            type: .number),
          Column("undefined", "Why there is no estimate", type: .string),
          Column(
            "status",
            "done, failed or missing: an estimate of a cell that is not done has fewer replications",
            type: .string),
          Column("replications", "How many replications are there", type: .integer),
        ] + Self.provenance)
  }

  var tornado: Table {
    Table(
      name: "tornado",
      rows:
        "One scenario, strategy, outcome, area and parameter a row: how far the mean moves from the parameter's low to its high "
        + "values, the greatest swing first.",
      columns: [Self.scenario, Self.strategy] + Self.outcome + [
        Column("rank", "The place of its swing among the parameters, the greatest first", type: .integer),
        Column("parameter", "The key of the parameter", type: .string),
        Column("low_values", "The values that count as low", type: .string),
        Column("high_values", "The values that count as high", type: .string),
        Column("low", "Averted, mean over the cells with low values", unit: "%", type: .number),
        Column("high", "The same with high values", unit: "%", type: .number),
      ] + Self.estimate("swing", "High less low", unit: "percentage points")
        + [Column("undefined", "Why there is no swing", type: .string)])
  }

  var sobol: Table {
    Table(
      name: "sobol",
      rows:
        "One scenario, strategy, outcome, area and parameter a row: the shares of the variance over the sweep that are due to it.",
      columns: [Self.scenario, Self.strategy] + Self.outcome + [
        Column("parameter", "The key of the parameter", type: .string)
      ] + Self.estimate("first", "First-order index: the share due to the parameter alone", unit: "share")
        + Self.estimate("total", "Total index: the share due to it with all its interactions", unit: "share")
        + [
          Column("base_points", "How many base points have all their cells", type: .integer),
          Column("undefined", "Why there is no index", type: .string),
        ])
  }

  var replications: Table {
    Table(
      name: "replications", rows: "One cell, replication and strategy a row, over the campaign.",
      columns: [
        Self.cell, Self.scenario,
      ] + parameters + [Column("replication", "The replication, from 1"), Self.strategy] + summaryColumns)
  }

  /// The same as a view of the database, with what each row rests on.
  var replicationsView: Table {
    Table(name: replications.name, rows: replications.rows, columns: replications.columns + Self.provenance)
  }

  /// The columns of numbers of a replication.
  var summaryColumns: [Column] {
    var known: [String: Column] = [:]
    for base in batch.bases {
      for column in SummaryColumn.all(of: base.template.scenario) where known[column.column.name] == nil {
        known[column.column.name] = column.column
      }
    }
    return summary.map { known[$0] ?? Column($0, "A number of scenarios that have it", type: .number) }
  }

  /// Where the numbers of a cell stand, by column of ``summary``; `nil` of those that it doesn't have.
  func positions(in names: [String]) -> [Int?] {
    let found = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return summary.map { found[$0] }
  }

  /// The tables that are files, in their order.
  var files: [Table] {
    [cells, effects, tornado] + (batch.file.design == .sobol ? [sobol] : []) + [replications]
  }

  /// The name of the file of a table.
  static func file(_ table: Table) -> String {
    table.name == "replications" ? "replications.csv.gz" : "\(table.name).csv"
  }
}
