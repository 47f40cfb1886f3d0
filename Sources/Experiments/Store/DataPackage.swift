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
  }

  struct Field: Encodable {
    let name: String
    let type: ColumnType
    let description: String
    /// The unit of its numbers; absent of texts and plain counts.
    let unit: String?
    let constraints: Constraints?
  }

  struct Constraints: Encodable {
    let required: Bool?
    let `enum`: [String]?
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
      fields: table.columns.map { DataPackage.Field($0, isKey: key.contains($0.name)) },
      primaryKey: key.isEmpty ? nil : key)
  }
}

extension DataPackage.Field {
  init(_ column: Column, isKey: Bool) {
    name = column.name
    type = column.type
    description = column.meaning
    unit = column.unit.isEmpty ? nil : column.unit
    let choices = column.choices.isEmpty ? nil : column.choices
    // A part of a key may be empty where it doesn't apply, which is a value too.
    constraints = choices == nil ? nil : DataPackage.Constraints(required: isKey ? true : nil, enum: choices)
  }
}
