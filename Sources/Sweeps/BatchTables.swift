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
  private let places: [BatchPoint]
  private let settings: [[Cell]]
  private let scales: [ParameterScale]

  init(batch: Batch, summary: [String]) {
    (self.batch, self.summary) = (batch, summary)
    (places, settings, scales) = (batch.placesInDesign, batch.settings, batch.file.scales)
  }

  /// The tables that can be files, in their order, and whether this study has them.
  private var all: [(table: TableDescription, isThere: Bool)] {
    let keep = batch.file.keep
    return [
      (cells.description, true), (effects.description, true), (differences.description, true),
      (tornado.description, true), (sobol.description, batch.file.design == .sobol),
      (methods.description, keep.contains(.methods)), (weeks.description, keep.contains(.weeks)),
      (visits.description, keep.contains(.visits)), (replications.description, true),
    ]
  }

  /// The tables that are files, in their order.
  var files: [TableDescription] { all.filter(\.isThere).map(\.table) }

  /// The names of the files of all tables that a study can have.
  var possibleFiles: [String] { all.map(\.table.file) }

  /// The columns that say of a row which cell it is of, where that stands in the design and what it sets.
  ///
  /// - Parameter cell: The cell of a row, from 1.
  func place<Row>(_ cell: @escaping @Sendable (Row) -> Int) -> [Column<Row>] {
    let (count, places, bases) = (batch.points.count, places, batch.bases)
    return [
      Column(
        "cell", "The cell, from 1: a scenario with a point of the sweep", in: .from(1),
        reference: Reference(table: nil, resource: "cells", field: "cell"), cell),
      Column("scenario", "The scenario of the study") { bases[(cell($0) - 1) / count].name },
      Column(
        "base_point", "The point of the design, from 1; of the design sobol the base point", in: .from(1)
      ) { places[(cell($0) - 1) % count].basePoint },
      Column(
        "matrix",
        "Of the design sobol: A, B, or AB_i, which is A with the parameter i of the study from B; empty of others"
      ) { places[(cell($0) - 1) % count].matrix },
    ] + parameters { (cell($0) - 1) % count }
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
      let scale = scales[index]
      return Column(
        name, "What the cell sets; empty where the scenario's own value stays", unit: scale.unit,
        type: scale.isOfNumbers ? .number : .text
      ) { [settings] in settings[point($0)][index] }
    }
  }

  func scenario<Row>(_ base: @escaping @Sendable (Row) -> Int) -> Column<Row> {
    Column("scenario", "The scenario of the study") { [bases = batch.bases] in bases[base($0)].name }
  }

  func strategy<Row>(
    _ name: String = "strategy", _ meaning: String = "The strategy as the study names it",
    _ value: @escaping @Sendable (Row) -> String
  ) -> Column<Row> {
    Column(name, meaning, value)
  }

  func provenance<Row>(_ cell: @escaping @Sendable (Row) -> BatchResult.Cell) -> [Column<Row>] {
    [
      Column(
        "scenario_digest",
        "The digest of the scenario as the cell ran it; parameters of strategies stand in their own columns"
      ) {
        cell($0).digest
      },
      Column("seed", "The seed of all random numbers of the cell") { cell($0).seed },
      Column("patrolsim", "The version of PatrolSim") { _ in PatrolSimVersion.current },
    ]
  }

  func status<Row>(_ meaning: String, _ cell: @escaping @Sendable (Row) -> BatchResult.Cell)
    -> [Column<Row>]
  {
    [
      Column("status", meaning, choices: ["done", "failed", "missing"]) { cell($0).status.rawValue },
      Column("replications", "How many replications are there", in: .from(0)) { cell($0).replicationsDone },
    ]
  }

  /// What ends a row with an estimate of a cell.
  func ending<Row>(_ cell: @escaping @Sendable (Row) -> BatchResult.Cell) -> [Column<Row>] {
    status("done, failed or missing: an estimate of a cell that is not done has fewer replications", cell)
      + provenance(cell)
  }

  func measured<Row>(_ value: @escaping @Sendable (Row) -> BatchMeasure) -> [Column<Row>] {
    [.outcome { value($0).outcome }, .comparedArea { value($0).area }]
  }
}

// MARK: - Cells

extension BatchTables {
  /// What a cell measured on one strategy.
  struct Effect {
    let cell: BatchResult.Cell
    let strategy: String
    let measure: BatchMeasure
    let estimate: Estimate
  }

  /// What two strategies of a cell averted, one less the other.
  struct Difference {
    let cell: BatchResult.Cell
    let difference: StrategyDifference
  }

  var cells: Table<BatchResult.Cell> {
    Table(
      "cells", "One cell a row: what it sets, and what became of it.", key: ["cell"],
      place { $0.number } + status("done, failed or missing") { $0 }
        + [Column("error", "Why it can't be run; empty where it can") { $0.error }] + provenance { $0 })
  }

  var effects: Table<Effect> {
    let averted: [Column<Effect>] =
      Column.estimate("averted", "Averted of what happened without patrol", unit: "%", error: true) {
        $0.estimate
      } + [.undefined { $0.estimate.undefined }]
    return Table(
      "effects",
      "One cell, strategy, outcome and area a row: what was averted in per cent of what happened without patrol, mean over "
        + "replications.",
      key: ["cell", "strategy", "outcome", "area"],
      place { $0.cell.number } + [strategy { $0.strategy }] + measured { $0.measure } + averted
        + ending { $0.cell })
  }

  var differences: Table<Difference> {
    let points = "percentage points"
    let compared: [Column<Difference>] =
      Column.estimate(
        "difference", "What the first averted beyond the second, mean over replications", unit: points,
        error: true
      ) { $0.difference.percentagePoints } + DifferenceTable.tests.map { $0.of(\.difference) } + [
        .undefined { $0.difference.percentagePoints.undefined }
      ]
    return Table(
      "differences",
      "One cell, pair of strategies, outcome and area a row: paired by replication, on the same potential crime.",
      key: ["cell", "outcome", "area", "first", "second"],
      place { $0.cell.number } + [
        .outcome { $0.difference.outcome }, .comparedArea { $0.difference.area },
        strategy("first", "The strategy whose effect comes first") { $0.difference.first },
        strategy("second", "The strategy whose effect is subtracted") { $0.difference.second },
      ] + compared + ending { $0.cell })
  }

  /// Returns the rows of ``effects``.
  func effects(_ result: BatchResult) -> [Effect] {
    result.cells.flatMap { cell in
      zip(batch.bases[cell.base].labels.dropFirst(), cell.effects).flatMap { label, effects in
        zip(BatchMeasure.all, effects).map { Effect(cell: cell, strategy: label, measure: $0, estimate: $1) }
      }
    }
  }

  /// Returns the rows of ``differences``.
  func differences(_ result: BatchResult) -> [Difference] {
    result.cells.flatMap { cell in
      cell.differences.joined().map { Difference(cell: cell, difference: $0) }
    }
  }
}
