// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import ScenarioFiles
import Tables

/// Writes `batch.sqlite`: all of a study, from which it can be run again.
///
/// It is written from the journals each time, in one order and by one connection, so that the same work gives the same bytes however
/// it was divided or interrupted.
struct BatchDatabase {
  /// The version of the layout.
  static let format = 3

  private let batch: Batch
  private let tables: BatchTables
  private let database: TableDatabase
  private let replications: Table<BatchTables.Replication>
  private let visits = BatchDatabase.visits

  init(path: String, batch: Batch, tables: BatchTables) throws(ResultsError) {
    (self.batch, self.tables) = (batch, tables)
    let replications = BatchDatabase.replications(tables)
    self.replications = replications
    database = try ResultsError.from { () throws(WriteProblem) in
      let database = try TableDatabase(path: path, version: BatchDatabase.format)
      try database.add(BatchDatabase.study, [batch])
      try database.add(
        numbered: BatchDatabase.scenarios, batch.bases, from: 1, names: "name")
      try database.add(BatchDatabase.strategies, Numbered.all(batch, \.labels))
      try database.add(
        numbered: BatchDatabase.parameters,
        zip(batch.file.parameters, batch.file.scales).map { Parameter(key: $0.key, unit: $1.unit) },
        from: 1, names: "key")
      try database.add(BatchDatabase.programs, batch.programs)
      try database.create(replications.description)
      let keep = batch.file.keep
      if keep.contains(.methods) { try database.create(tables.methods.description) }
      if keep.contains(.weeks) { try database.create(tables.weeks.description) }
      if keep.contains(.visits) {
        try database.add(
          BatchDatabase.places, Numbered.all(batch) { $0.template.scenario.crime.places.map(\.id) })
        try database.create(BatchDatabase.visits.description)
      }
      return database
    }
  }

  /// Adds a replication of a cell, all its strategies.
  func add(
    _ rows: [BatchTables.Replication], visits: [BatchTables.Visit]
  ) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in
      try database.insert(rows, into: replications)
      if !visits.isEmpty { try database.insert(visits, into: self.visits) }
    }
  }

  /// Adds rows of a cell to one of the tables that are the same as files.
  func add<Row>(_ rows: some Sequence<Row>, to table: Table<Row>) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in try database.insert(rows, into: table) }
  }

  /// Adds what the replications came to, and closes the database.
  func finish(_ result: BatchResult) throws(ResultsError) {
    let scales = batch.file.scales
    let settings = result.cells.flatMap { cell in
      batch.file.parameters.enumerated().compactMap { index, parameter in
        batch.points[cell.point][index].map {
          Setting(
            cell: cell.number, parameter: parameter.key, value: parameter.shown($0),
            number: scales[index].number(in: $0))
        }
      }
    }
    try ResultsError.from { () throws(WriteProblem) in
      try database.add(BatchDatabase.settings, settings)
      try database.add(tables.cells, result.cells)
      try database.add(tables.effects, tables.effects(result))
      try database.add(tables.differences, tables.differences(result))
      try database.add(tables.tornado, result.tornado)
      try database.add(tables.sobol, result.sobol)
      try database.add(BatchDatabase.replicationView(tables))
      if batch.file.keep.contains(.visits) { try database.add(BatchDatabase.visitView(tables)) }
      try database.finish()
    }
  }
}
