// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import ScenarioFiles
import Tables

/// Writes `batch.sqlite`: all of a study, from which it can be run again.
///
/// It is written anew from the journals, in one order and by one connection, so that the same work gives the same bytes however
/// it was divided or interrupted.
struct BatchDatabase {
  /// The version of the layout.
  static let format = 2

  private let batch: Batch
  private let tables: BatchTables
  private let database: TableDatabase
  private let replications: Table<BatchTables.Replication>

  init(path: String, batch: Batch, tables: BatchTables) throws(ResultsError) {
    (self.batch, self.tables) = (batch, tables)
    let replications = BatchDatabase.replications(tables)
    self.replications = replications
    database = try ResultsError.from { () throws(WriteProblem) in
      let database = try TableDatabase(path: path, version: BatchDatabase.format)
      try database.add(BatchDatabase.study, [batch])
      try database.add(
        numbered: BatchDatabase.scenarios, batch.bases, from: 1, names: "name")
      try database.add(
        BatchDatabase.strategies,
        batch.bases.flatMap { base in
          base.labels.enumerated().map { Strategy(scenario: base.name, id: $0.offset + 1, name: $0.element) }
        })
      try database.add(
        numbered: BatchDatabase.parameters,
        zip(batch.file.parameters, batch.file.scales).map { Parameter(key: $0.key, unit: $1.unit) },
        from: 1, names: "key")
      try database.add(BatchDatabase.programs, batch.programs)
      try database.create(replications.description)
      return database
    }
  }

  /// Adds a replication of a cell, all its strategies.
  func add(_ rows: [BatchTables.Replication]) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in try database.insert(rows, into: replications) }
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
      try database.add(tables.tornado, result.tornado)
      try database.add(tables.sobol, result.sobol)
      try database.add(BatchDatabase.view(tables))
      try database.finish()
    }
  }
}

// MARK: - Its own tables

extension BatchDatabase {
  private static let study = Table<Batch>(
    "study", "The study, with its text: with `scenario` all that it takes to run it again.", key: [],
    [
      Column("name", "Its name") { $0.file.name },
      Column("description", "What it is about", mayBeBlank: true) { $0.file.description },
      Column("digest", "The SHA-256 of all that it runs") { $0.digest },
      Column("patrolsim", "The version of PatrolSim") { _ in PatrolSimVersion.current },
      Column("replications", "Replications of each cell") { $0.file.replications },
      Column("cells", "How many cells it has") { $0.cellCount },
      Column("design", "How the points of the sweep are chosen") { $0.file.design.rawValue },
      Column("points", "How many points it asks for; NULL where the values say") { $0.file.points },
      Column("text", "Its text") { $0.text },
    ])

  private static let scenarios = Table<Batch.Base>(
    "scenario", "The scenarios before anything is varied, with their texts and digests.", key: [],
    [
      Column("name", "The name of its file without folder and ending") { $0.name },
      Column("digest", "The SHA-256 of its text") { $0.digest },
      Column("text", "Its text") { $0.template.text },
    ])

  /// A strategy of a scenario.
  private struct Strategy {
    let scenario: String
    let id: Int
    let name: String
  }

  private static let strategies = Table<Strategy>(
    "strategy", "The strategies of each scenario; the first is without patrol.", key: ["scenario", "id"],
    [
      Column(
        "scenario", "The scenario", reference: Reference(table: "scenario", resource: "", field: "name")
      ) { $0.scenario },
      Column("id", "Its number among them, from 1") { $0.id },
      Column("name", "The strategy as the study names it") { $0.name },
    ])

  private static let programs = Table<BatchProgram>(
    "program", "The programs that decide for strategies.", key: ["scenario", "strategy"],
    [
      Column("scenario", "The scenario") { $0.scenario },
      Column("strategy", "The strategy as the study names it") { $0.program.strategy },
      Column("command", "The words of the command, a list in JSON") { json($0.program.command) },
      Column("files", "The SHA-256 of each word that names a file, by word, in JSON") {
        json($0.program.files)
      },
    ])

  private static func json(_ value: some Encodable) -> String {
    ((try? JSONText.line(value)).map { String(decoding: $0.dropLast(), as: UTF8.self) }) ?? ""
  }

  /// A parameter with the unit of its numbers.
  private struct Parameter {
    let key: String
    let unit: String
  }

  private static let parameters = Table<Parameter>(
    "parameter", "What is varied.", key: [],
    [
      Column("key", "Its key in a scenario file") { $0.key },
      Column(
        "unit", "The unit of its numbers in `cell_parameter`; empty of bare numbers and of words",
        mayBeBlank: true
      ) { $0.unit },
    ])

  /// What a cell sets.
  private struct Setting {
    let cell: Int
    let parameter: String
    let value: String
    let number: Double?
  }

  private static let settings = Table<Setting>(
    "cell_parameter",
    "What each cell sets; the numbers of a parameter are all in one unit, which `parameter` names.",
    key: ["cell", "parameter"],
    [
      Column("cell", "The cell, from 1") { $0.cell },
      Column(
        "parameter", "The parameter", reference: Reference(table: "parameter", resource: "", field: "key")
      ) { $0.parameter },
      Column("value", "What it sets, as the study says it") { $0.value },
      Column("number", "The same as a number in the unit of the parameter; NULL of words") { $0.number },
    ])

  /// The numbers of replications, with strategies by number.
  private static func replications(_ tables: BatchTables) -> Table<BatchTables.Replication> {
    Table(
      "replication", "The numbers of `replications`, with strategies by id.",
      key: ["cell", "replication", "strategy"],
      [
        Column("cell", "The cell, from 1") { $0.cell }, .replication { $0.replication },
        Column("strategy", "The number of the strategy among those of the scenario") { $0.strategy + 1 },
      ] + tables.numbers)
  }

  /// The view in which a row says where each of its numbers comes from.
  private static func view(_ tables: BatchTables) -> DatabaseView {
    let settings = tables.parameterNames.map { ", c.\(TableDatabase.quoted($0))" }.joined()
    let numbers = tables.summary.map { ", r.\(TableDatabase.quoted($0))" }.joined()
    let cells = tables.cells.description.fields
    let provenance = cells.filter { ["scenario_digest", "seed", "patrolsim"].contains($0.name) }
    return DatabaseView(
      "replications", tables.replications.description.rows,
      tables.replications.description.fields + provenance,
      as: """
        SELECT r.cell, c.scenario\(settings), r.replication, s.name AS strategy\(numbers),
        c.scenario_digest, c.seed, c.patrolsim
        FROM replication r JOIN cells c ON c.cell = r.cell JOIN scenario b ON b.name = c.scenario
        JOIN strategy s ON s.scenario = b.id AND s.id = r.strategy
        """)
  }
}
