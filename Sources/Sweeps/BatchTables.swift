// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Questions
import ScenarioFiles
import Tables

/// The tables of a study's results, which its files and its database both have.
struct BatchTables {
  let batch: Batch
  /// The names of the numbers of a replication.
  let summary: [String]

  /// What a cell measured on one strategy.
  struct Effect {
    let cell: BatchResult.Cell
    let strategy: String
    let measure: BatchMeasure
    let estimate: Estimate
  }

  /// A replication of a cell under one strategy.
  struct Replication {
    /// From 1.
    let cell: Int
    let replication: Int
    /// The strategy among those of the scenario, from 0.
    let strategy: Int
    let numbers: [Double]
    /// Where each column stands among the numbers; `nil` of those that the cell doesn't have.
    let positions: [Int?]
  }

  /// The names of the columns of parameters, in the order of parameters: their keys, and of keys at the top of a scenario, which
  /// other columns have too, with a word in front.
  var parameterNames: [String] {
    batch.file.parameters.map { parameter in
      let isTold = parameter.key.contains(".") || parameter.key == CellSettings.unitsKey
      return isTold ? parameter.key : "parameter.\(parameter.key)"
    }
  }

  private func parameters<Row>(_ point: @escaping @Sendable (Row) -> Int) -> [Column<Row>] {
    parameterNames.enumerated().map { index, name in
      Column(name, "What the cell sets; empty where the scenario's own value stays") {
        [points = batch.points, parameter = batch.file.parameters[index]] in
        points[point($0)][index].map(parameter.shown)
      }
    }
  }

  private func cell<Row>(_ value: @escaping @Sendable (Row) -> Int) -> Column<Row> {
    Column("cell", "The cell, from 1: a scenario with a point of the sweep", in: .from(1), value)
  }

  private func scenario<Row>(_ base: @escaping @Sendable (Row) -> Int) -> Column<Row> {
    Column("scenario", "The scenario of the study") { [bases = batch.bases] in bases[base($0)].name }
  }

  private func strategy<Row>(_ value: @escaping @Sendable (Row) -> String) -> Column<Row> {
    Column("strategy", "The strategy as the study names it", value)
  }

  private func provenance<Row>(_ cell: @escaping @Sendable (Row) -> BatchResult.Cell) -> [Column<Row>] {
    [
      Column("scenario_digest", "The digest of the scenario as the cell ran it, all its parameters included")
      {
        cell($0).digest
      },
      Column("seed", "The seed of all random numbers of the cell") { cell($0).seed },
      Column("patrolsim", "The version of PatrolSim") { _ in PatrolSimVersion.current },
    ]
  }

  private func status<Row>(_ meaning: String, _ cell: @escaping @Sendable (Row) -> BatchResult.Cell)
    -> [Column<Row>]
  {
    [
      Column("status", meaning, choices: ["done", "failed", "missing"]) { cell($0).status.rawValue },
      Column("replications", "How many replications are there", in: .from(0)) { cell($0).replicationsDone },
    ]
  }

  private func measured<Row>(_ value: @escaping @Sendable (Row) -> BatchMeasure) -> [Column<Row>] {
    [.outcome { value($0).outcome }, .comparedArea { value($0).area }]
  }

  var cells: Table<BatchResult.Cell> {
    Table(
      "cells", "One cell a row: what it sets, and what became of it.", key: ["cell"],
      [cell { $0.number }, scenario { $0.base }] + parameters { $0.point }
        + status("done, failed or missing") { $0 }
        + [Column("error", "Why it can't be run; empty where it can") { $0.error }] + provenance { $0 })
  }

  var effects: Table<Effect> {
    let averted: [Column<Effect>] =
      Column.estimate("averted", "Averted of what happened without patrol", unit: "%") { $0.estimate } + [
        Column(
          "averted_standard_error", "Its Monte Carlo standard error", unit: "percentage points", in: .from(0)
        ) { $0.estimate.standardError },
        .undefined { $0.estimate.undefined },
      ]
    return Table(
      "effects",
      "One cell, strategy, outcome and area a row: what was averted in per cent of what happened without patrol, mean over "
        + "replications.",
      key: ["cell", "strategy", "outcome", "area"],
      [cell { $0.cell.number }, scenario { $0.cell.base }] + parameters { $0.cell.point }
        + [strategy { $0.strategy }] + measured { $0.measure } + averted
        + status("done, failed or missing: an estimate of a cell that is not done has fewer replications") {
          $0.cell
        }
        + provenance { $0.cell })
  }

  var tornado: Table<TornadoBar> {
    let bars: [Column<TornadoBar>] = [
      Column("rank", "The place of its swing among the parameters, the greatest first", in: .from(1)) {
        $0.rank
      },
      Column("parameter", "The key of the parameter") { $0.parameter },
      Column("low_values", "The values that count as low") { $0.lowValues },
      Column("high_values", "The values that count as high") { $0.highValues },
      Column("low", "Averted, mean over the cells with low values", unit: "%") { $0.low },
      Column("high", "The same with high values", unit: "%") { $0.high },
    ]
    return Table(
      "tornado",
      "One scenario, strategy, outcome, area and parameter a row: how far the mean moves from the parameter's low to its high "
        + "values, the greatest swing first.",
      key: ["scenario", "strategy", "outcome", "area", "rank"],
      [scenario { $0.base }, strategy { $0.strategy }] + measured { $0.measure } + bars
        + Column.estimate("swing", "High less low", unit: "percentage points") { $0.swing }
        + [.undefined("Why there is no swing") { $0.swing.undefined }])
  }

  var sobol: Table<SobolShare> {
    let shares =
      Column<SobolShare>.estimate(
        "first", "First-order index: the share due to the parameter alone", unit: "share"
      ) { $0.first }
      + Column.estimate("total", "Total index: the share due to it with all its interactions", unit: "share")
    {
      $0.total
    }
    return Table(
      "sobol",
      "One scenario, strategy, outcome, area and parameter a row: the shares of the variance over the sweep that are due to it.",
      key: ["scenario", "strategy", "outcome", "area", "parameter"],
      [scenario { $0.base }, strategy { $0.strategy }] + measured { $0.measure }
        + [Column("parameter", "The key of the parameter") { $0.parameter }] + shares + [
          Column("base_points", "How many base points have all their cells", in: .from(0)) { $0.basePoints },
          .undefined("Why there is no index") { $0.first.undefined },
        ])
  }

  var replications: Table<Replication> {
    let count = batch.points.count
    let bases = batch.bases
    return Table(
      "replications", "One cell, replication and strategy a row, over the campaign.",
      key: ["cell", "replication", "strategy"], isCompressed: true,
      [cell { $0.cell }, scenario { ($0.cell - 1) / count }] + parameters { ($0.cell - 1) % count }
        + [
          .replication { $0.replication }, strategy { bases[($0.cell - 1) / count].labels[$0.strategy] },
        ] + numbers)
  }

  /// The columns of numbers of a replication.
  var numbers: [Column<Replication>] {
    var known: [String: Field] = [:]
    for base in batch.bases {
      for column in SummaryColumn.all(of: base.template.scenario) where known[column.field.name] == nil {
        known[column.field.name] = column.field
      }
    }
    return summary.enumerated().map { index, name in
      let field = known[name]
      return Column(
        name, field?.meaning ?? "A number of scenarios that have it", unit: field?.unit ?? "", decimals: 3
      ) { row in row.positions[index].map { row.numbers[$0] } }
    }
  }

  /// Where the numbers of a cell stand, by column of ``summary``; `nil` of those that it doesn't have.
  func positions(in names: [String]) -> [Int?] {
    let found = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return summary.map { found[$0] }
  }

  /// The tables that are files, in their order.
  var files: [TableDescription] {
    [cells.description, effects.description, tornado.description]
      + (batch.file.design == .sobol ? [sobol.description] : []) + [replications.description]
  }

  /// Returns the rows of ``effects``.
  func effects(_ result: BatchResult) -> [Effect] {
    result.cells.flatMap { cell in
      zip(batch.bases[cell.base].labels.dropFirst(), cell.effects).flatMap { label, effects in
        zip(BatchMeasure.all, effects).map { Effect(cell: cell, strategy: label, measure: $0, estimate: $1) }
      }
    }
  }
}
