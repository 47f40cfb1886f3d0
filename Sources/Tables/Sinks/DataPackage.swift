// SPDX-License-Identifier: GPL-3.0-or-later

/// What `datapackage.json` holds: every table with the type, unit and meaning of its columns, for programs.
///
/// Source: Frictionless Data, *Data Package* and *Tabular Data Package*, version 1.
package struct DataPackage: Encodable {
  let profile = "tabular-data-package"
  let name: String
  let title: String
  let description: String
  /// The version of PatrolSim.
  let version: String
  let keywords = ["hot-spots policing", "simulation", "crime"]
  let sources: [Source]
  let resources: [Resource]
  /// As a text, since it has 64 bits; absent where it stands in the tables.
  let seed: String?
  /// The digest of the scenario, or of the study; the other is absent.
  let scenarioDigest: String?
  let studyDigest: String?

  struct Source: Encodable {
    let title: String
  }

  /// - Parameters:
  ///   - name: Lower-case letters, digits and hyphens.
  ///   - seed: The seed of all random numbers, where there is one.
  ///   - scenarioDigest: The digest of the scenario, where there is one.
  ///   - studyDigest: The digest of the study of many cells that it is.
  ///   - resources: The tables that are files of the package.
  package init(
    name: String, title: String, description: String, version: String, sources: [String],
    seed: UInt64? = nil, scenarioDigest: String? = nil, studyDigest: String? = nil, resources: [Resource]
  ) {
    (self.name, self.title, self.description, self.version) = (name, title, description, version)
    self.sources = sources.map(Source.init)
    self.seed = seed.map { String($0) }
    (self.scenarioDigest, self.studyDigest) = (scenarioDigest, studyDigest)
    self.resources = resources
  }

  package struct Resource: Encodable {
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
    let fields: [FieldDescriptor]
    let missingValues = [""]
    /// The columns whose values tell rows apart; absent where there are none.
    let primaryKey: [String]?
    /// Columns whose values are those of another table; absent where there are none.
    let foreignKeys: [ForeignKey]?
  }

  struct ForeignKey: Encodable {
    let fields: [String]
    let reference: Target

    struct Target: Encodable {
      /// The name of the table; empty for the same table.
      let resource: String
      let fields: [String]
    }
  }

  struct FieldDescriptor: Encodable {
    let name: String
    let type: FieldType
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

extension DataPackage.Resource {
  /// - Parameters:
  ///   - table: What the file holds.
  ///   - bytes: Its size; `nil` where it isn't known yet.
  ///   - digest: Its SHA-256.
  package init(_ table: TableDescription, bytes: Int? = nil, digest: String? = nil) {
    name = table.name
    path = table.file
    title = table.rows
    mediatype = table.isCompressed ? "application/gzip" : "text/csv"
    compression = table.isCompressed ? "gz" : nil
    self.bytes = bytes
    hash = digest.map { "sha256:" + $0 }
    let foreign = table.fields.compactMap { DataPackage.ForeignKey($0, of: table) }
    schema = DataPackage.Schema(
      fields: table.fields.map(DataPackage.FieldDescriptor.init),
      primaryKey: table.key.isEmpty ? nil : table.key,
      foreignKeys: foreign.isEmpty ? nil : foreign)
  }
}

extension DataPackage.ForeignKey {
  /// `nil` of a column that names no row of a table, or is what others refer to, or in some rows holds something else.
  fileprivate init?(_ field: Field, of table: TableDescription) {
    guard let reference = field.reference, field.absent == nil else { return nil }
    let isOwn = reference.resource == table.name
    guard !isOwn || field.name != reference.field else { return nil }
    fields = [field.name]
    self.reference = Target(resource: isOwn ? "" : reference.resource, fields: [reference.field])
  }
}

extension DataPackage.FieldDescriptor {
  init(_ field: Field) {
    name = field.name
    type = field.type
    description = field.sentence
    unit = field.unit.isEmpty ? nil : field.unit
    trueValues = type == .flag ? ["yes"] : nil
    falseValues = type == .flag ? ["no"] : nil
    constraints = DataPackage.Constraints(field)
  }
}

extension DataPackage.Constraints {
  /// `nil` where every value is allowed.
  init?(_ field: Field) {
    let isAlwaysThere = field.isRequired && !field.mayBeBlank
    guard isAlwaysThere || !field.choices.isEmpty || field.bounds != nil else { return nil }
    required = isAlwaysThere ? true : nil
    `enum` = field.choices.isEmpty ? nil : field.choices
    (minimum, maximum) = (field.bounds?.least, field.bounds?.most)
  }
}
