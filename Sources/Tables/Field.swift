// SPDX-License-Identifier: GPL-3.0-or-later

/// What the cells of a column hold, in the words of the Table Schema.
///
/// Source: Frictionless Data, *Table Schema*, §Types and Formats.
@usableFromInline
package enum FieldType: String, Hashable, Sendable, Encodable {
  case text = "string"
  case integer, number
  case flag = "boolean"
  case date
  /// Numbers and texts.
  case any
}

/// The least and the most that the numbers of a column may be.
@usableFromInline
package struct Bounds: Hashable, Sendable {
  package let least: Double?
  package let most: Double?

  package static func from(_ least: Double) -> Bounds { Bounds(least: least, most: nil) }
  package static func within(_ range: ClosedRange<Double>) -> Bounds {
    Bounds(least: range.lowerBound, most: range.upperBound)
  }
  /// From 0 to 1.
  package static let share = within(0...1)

  package func contains(_ number: Double) -> Bool {
    number >= least ?? -.infinity && number <= most ?? .infinity
  }
}

/// The table whose rows the values of a column name.
@usableFromInline
package struct Reference: Hashable, Sendable {
  /// The table of a database, in which rows have numbers; `nil` where a database holds the names themselves.
  package let table: String?
  /// The table of a data package, empty for the column's own, and its column.
  package let resource: String
  package let field: String

  package init(table: String?, resource: String, field: String) {
    (self.table, self.resource, self.field) = (table, resource, field)
  }
}

/// What a column is: its name, its type, its unit, what it may hold and what it means.
///
/// Everything that files, databases, data packages and dictionaries say of a column follows from its field.
@usableFromInline
package struct Field: Hashable, Sendable {
  package let name: String
  package let type: FieldType
  /// Its unit; empty for texts and plain counts.
  package let unit: String
  /// What it means. Of a flag: the words after "yes", "where …".
  package let meaning: String
  /// The most decimals of its numbers in files.
  package let decimals: Int
  package let bounds: Bounds?
  /// The values that it may have; empty for any.
  package let choices: [String]
  /// Whether every row has a value.
  package let isRequired: Bool
  /// Whether an empty text is a value.
  package let mayBeBlank: Bool
  package let reference: Reference?
  /// What stands where a row names none of the rows referred to, such as `history` for a strategy.
  package let absent: String?

  @usableFromInline
  init(
    name: String, type: FieldType, unit: String, meaning: String, decimals: Int, bounds: Bounds?,
    choices: [String], isRequired: Bool, mayBeBlank: Bool, reference: Reference?, absent: String?
  ) {
    (self.name, self.type, self.unit, self.meaning) = (name, type, unit, meaning)
    (self.decimals, self.bounds, self.choices) = (decimals, bounds, choices)
    (self.isRequired, self.mayBeBlank) = (isRequired, mayBeBlank)
    (self.reference, self.absent) = (reference, absent)
  }
}

extension Field {
  /// The same for another table: with another name or meaning.
  package func with(name: String? = nil, meaning: String? = nil) -> Field {
    Field(
      name: name ?? self.name, type: type, unit: unit, meaning: meaning ?? self.meaning, decimals: decimals,
      bounds: bounds, choices: choices, isRequired: isRequired, mayBeBlank: mayBeBlank, reference: reference,
      absent: absent)
  }

  /// A field of a view of a database, which no row of ours fills.
  package static func field(
    _ name: String, _ meaning: String, unit: String = "", type: FieldType = .number, in bounds: Bounds? = nil
  ) -> Field {
    Field(
      name: name, type: type, unit: unit, meaning: meaning, decimals: 6, bounds: bounds, choices: [],
      isRequired: false, mayBeBlank: false, reference: nil, absent: nil)
  }

  /// What it means, for those who read files.
  package var sentence: String { type == .flag ? "yes \(meaning)" : meaning }
}
