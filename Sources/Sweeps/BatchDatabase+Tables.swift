// SPDX-License-Identifier: GPL-3.0-or-later

import Questions
import ScenarioFiles
import Tables

/// Tables that only the database has.
extension BatchDatabase {
  static let study = Table<Batch>(
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

  static let scenarios = Table<Batch.Base>(
    "scenario", "The scenarios before anything is varied, with their texts and digests.", key: [],
    [
      Column("name", "The name of its file without folder and ending") { $0.name },
      Column("digest", "The SHA-256 of its text") { $0.digest },
      Column("text", "Its text") { $0.template.text },
    ])

  /// A strategy or a place, by its number in its scenario.
  struct Numbered {
    let scenario: String
    /// From 1.
    let id: Int
    let name: String

    /// Numbers what each scenario has.
    static func all(_ batch: Batch, _ names: (Batch.Base) -> [String]) -> [Numbered] {
      batch.bases.flatMap { base in
        names(base).enumerated().map { Numbered(scenario: base.name, id: $0 + 1, name: $1) }
      }
    }

    static func table(_ name: String, _ rows: String, named meaning: String) -> Table<Numbered> {
      Table(
        name, rows, key: ["scenario", "id"],
        [
          Column(
            "scenario", "The scenario", reference: Reference(table: "scenario", resource: "", field: "name")
          ) { $0.scenario },
          Column("id", "Its number among them, from 1") { $0.id },
          Column("name", meaning) { $0.name },
        ])
    }
  }

  static let strategies = Numbered.table(
    "strategy", "The strategies of each scenario; the first is without patrol.",
    named: "The strategy as the study names it")

  static let places = Numbered.table(
    "place", "The places of each scenario.", named: "Its id in the scenario")

  static let programs = Table<BatchProgram>(
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
  struct Parameter {
    let key: String
    let unit: String
  }

  static let parameters = Table<Parameter>(
    "parameter", "What is varied.", key: [],
    [
      Column("key", "Its key in a scenario file") { $0.key },
      Column(
        "unit", "The unit of its numbers in `cell_parameter`; empty of bare numbers and of words",
        mayBeBlank: true
      ) { $0.unit },
    ])

  /// What a cell sets.
  struct Setting {
    let cell: Int
    let parameter: String
    let value: String
    let number: Double?
  }

  static let settings = Table<Setting>(
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
}

// MARK: - Replications

extension BatchDatabase {
  /// The columns that tell the rows of a replication apart, with strategies by number.
  private static func item<Row>(
    _ cell: @escaping @Sendable (Row) -> Int, _ replication: @escaping @Sendable (Row) -> Int,
    _ strategy: @escaping @Sendable (Row) -> Int
  ) -> [Column<Row>] {
    [
      Column("cell", "The cell, from 1", cell), .replication(replication),
      Column("strategy", "The number of the strategy among those of the scenario") { strategy($0) + 1 },
    ]
  }

  /// The numbers of replications.
  static func replications(_ tables: BatchTables) -> Table<BatchTables.Replication> {
    Table(
      "replication", "The numbers of `replications`, with strategies by id.",
      key: ["cell", "replication", "strategy"],
      item({ $0.cell }, { $0.replication }, { $0.strategy }) + tables.numbers)
  }

  /// Where units were.
  static let visits = Table<BatchTables.Visit>(
    "visit", "The rows of `visits`, with strategies and places by id.",
    key: ["cell", "replication", "strategy", "place"],
    item({ $0.cell }, { $0.replication }, { $0.strategy }) + [
      Column("place", "The number of the place among those of the scenario") { $0.place + 1 }
    ] + BatchTables.presence)

  static func replicationView(_ tables: BatchTables) -> DatabaseView {
    let numbers = tables.summary.map { ", r.\(TableDatabase.quoted($0))" }.joined()
    return view(tables, tables.replications.description, of: "replication", numbers, join: "")
  }

  static func visitView(_ tables: BatchTables) -> DatabaseView {
    view(
      tables, tables.visits.description, of: "visit", ", p.name AS place, r.visits, r.present_minutes",
      join: "JOIN place p ON p.scenario = b.id AND p.id = r.place")
  }

  /// A view with the columns of a file, in which a row says where each of its numbers comes from.
  private static func view(
    _ tables: BatchTables, _ file: TableDescription, of table: String, _ columns: String, join: String
  ) -> DatabaseView {
    let settings = tables.parameterNames.map { ", c.\(TableDatabase.quoted($0))" }.joined()
    let provenance = tables.cells.description.fields.filter {
      ["scenario_digest", "seed", "patrolsim"].contains($0.name)
    }
    return DatabaseView(
      file.name, file.rows, file.fields + provenance,
      as: """
        SELECT r.cell, c.scenario, c.base_point, c.matrix\(settings), r.replication, s.name AS strategy\(columns),
        c.scenario_digest, c.seed, c.patrolsim
        FROM \(table) r JOIN cells c ON c.cell = r.cell JOIN scenario b ON b.name = c.scenario
        JOIN strategy s ON s.scenario = b.id AND s.id = r.strategy \(join)
        """)
  }
}
