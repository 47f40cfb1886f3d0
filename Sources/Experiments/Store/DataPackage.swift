// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import ScenarioFiles

/// What `datapackage.json` holds: every table with the type, unit and meaning of its columns, for programs.
///
/// Source: Frictionless Data, *Data Package* and *Tabular Data Package*, version 1.
struct DataPackage: Encodable {
  let profile = "tabular-data-package"
  let name: String
  let title: String
  let description: String
  /// The version of PatrolSim.
  let version: String
  let keywords = ["hot-spots policing", "simulation", "crime"]
  let sources: [Source]
  let resources: [Resource]
  /// As a text, since it has 64 bits.
  let seed: String
  let scenarioDigest: String

  struct Source: Encodable {
    let title: String
  }

  struct Resource: Encodable {
    let profile = "tabular-data-resource"
    let name: String
    let path: String
    let title: String
    let format = "csv"
    let mediatype: String
    let encoding = "utf-8"
    /// The compression; absent of plain files.
    let compression: String?
    /// The size and the SHA-256 of the file; absent of those that are written bit by bit.
    let bytes: Int?
    let hash: String?
    let schema: Schema
  }

  struct Schema: Encodable {
    let fields: [Field]
    let missingValues = [""]
    /// The columns whose values tell rows apart; absent where there are none.
    let primaryKey: [String]?
    /// Columns whose values are those of another table; absent where there are none.
    let foreignKeys: [ForeignKey]?
  }

  struct ForeignKey: Encodable {
    let fields: [String]
    let reference: Reference

    struct Reference: Encodable {
      /// The name of the table; empty for the same table.
      let resource: String
      let fields: [String]
    }
  }

  struct Field: Encodable {
    let name: String
    let type: ColumnType
    let description: String
    /// The unit of its numbers; absent of texts and plain counts.
    let unit: String?
    /// How true and false are written; absent of all but these.
    let trueValues: [String]?
    let falseValues: [String]?
    let constraints: Constraints?
  }

  struct Constraints: Encodable {
    let required: Bool?
    let `enum`: [String]?
    let minimum: Double?
    let maximum: Double?
  }
}

extension DataPackage {
  /// - Parameters:
  ///   - study: Whose results they are.
  ///   - files: The names and contents of tables that are at hand.
  init(_ study: Study, files: [(String, [UInt8])]) {
    let scenario = study.experiment.scenario
    name = Study.slug(scenario.name)
    title = scenario.name
    description = scenario.description
    version = PatrolSimVersion.current
    sources = scenario.sources.map(Source.init)
    seed = String(study.experiment.seed)
    scenarioDigest = study.digest
    let contents = Dictionary(files, uniquingKeysWith: { first, _ in first })
    resources = DataDictionary.tables(of: scenario)
      .filter { $0.file != "weekly-detail.csv.gz" || study.keepsWeeks }
      .map { Resource($0, content: contents[$0.file]) }
  }
}

extension DataPackage.Resource {
  init(_ table: DataDictionary.Table, content: [UInt8]?) {
    let isCompressed = table.file.hasSuffix(".gz")
    name = String(table.file.prefix { $0 != "." })
    path = table.file
    title = table.rows
    mediatype = isCompressed ? "application/gzip" : "text/csv"
    compression = isCompressed ? "gz" : nil
    bytes = content?.count
    hash = content.map { "sha256:" + ScenarioFile.digest(of: $0) }
    let key = table.key
    schema = DataPackage.Schema(
      fields: table.columns.map(DataPackage.Field.init), primaryKey: key.isEmpty ? nil : key,
      foreignKeys: DataPackage.ForeignKey.all(of: table))
  }
}

extension DataPackage.ForeignKey {
  /// Returns the keys of a table: its places are those of `places.csv`, its strategies those of `replications.csv`.
  ///
  /// Tables that go back before the campaign also have rows of the history, which is no strategy.
  fileprivate static func all(of table: DataDictionary.Table) -> [Self]? {
    let names = Set(table.columns.map(\.name))
    func keys(_ fields: [String], of resource: String, _ field: String) -> [Self] {
      fields.filter(names.contains).map {
        Self(fields: [$0], reference: Reference(resource: resource, fields: [field]))
      }
    }
    let isPlaces = table.file == "places.csv"
    let keys =
      (isPlaces ? keys(["target"], of: "", "place") : keys(["place"], of: "places", "place"))
      + (table.hasHistory || table.file == "replications.csv"
        ? [] : keys(["strategy", "first", "second"], of: "replications", "strategy"))
    return keys.isEmpty ? nil : keys
  }
}

extension DataPackage.Field {
  init(_ column: Column) {
    name = column.name
    type = column.type
    description = column.meaning
    unit = column.unit.isEmpty ? nil : column.unit
    trueValues = type == .boolean ? ["yes"] : nil
    falseValues = type == .boolean ? ["no"] : nil
    constraints = DataPackage.Constraints(of: column)
  }
}

extension DataPackage.Constraints {
  /// `nil` where every value is allowed.
  init?(of column: Column) {
    let choices = column.choices
    guard
      column.isAlwaysThere || !choices.isEmpty || column.minimum != nil || column.maximum != nil
    else { return nil }
    required = column.isAlwaysThere ? true : nil
    `enum` = choices.isEmpty ? nil : choices
    (minimum, maximum) = (column.minimum, column.maximum)
  }
}
