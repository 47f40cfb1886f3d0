// SPDX-License-Identifier: GPL-3.0-or-later

/// A column of a table: what it is, and the value that each row has in it.
///
/// ```swift
/// Column("probability_of_being_best", "Share of resamples of the replications that it won", unit: "share", in: .share) {
///   $0.probabilityOfBeingBest
/// }
/// ```
@usableFromInline
package struct Column<Row>: Sendable {
  package let field: Field
  package let cell: @Sendable (Row) -> Cell

  @usableFromInline
  package init(_ field: Field, cell: @escaping @Sendable (Row) -> Cell) {
    (self.field, self.cell) = (field, cell)
  }

  /// - Parameters:
  ///   - name: The name that heads it.
  ///   - meaning: What it means; of a flag the words after "yes", "where …".
  ///   - unit: The unit of its numbers.
  ///   - bounds: The least and the most that they may be.
  ///   - decimals: The most decimals of them in files; databases hold them in full.
  ///   - type: What its cells hold; `nil` for what the type of the value says.
  ///   - choices: The values that it may have.
  ///   - mayBeBlank: Whether an empty text is a value.
  ///   - reference: The table whose rows it names.
  ///   - absent: What it holds where it names none.
  ///   - value: What a row has in it.
  @inlinable
  package init<Value: CellValue>(
    _ name: String, _ meaning: String, unit: String = "", in bounds: Bounds? = nil, decimals: Int = 6,
    type: FieldType? = nil, choices: [String] = [], mayBeBlank: Bool = false, reference: Reference? = nil,
    absent: String? = nil, _ value: @escaping @Sendable (Row) -> Value
  ) {
    let field = Field(
      name: name, type: type ?? Value.fieldType, unit: unit, meaning: meaning, decimals: decimals,
      bounds: bounds, choices: choices, isRequired: !Value.isOptional, mayBeBlank: mayBeBlank,
      reference: reference, absent: absent)
    self.init(field) { value($0).cell }
  }

  /// The same column of a table whose rows hold the rows of this one.
  package func of<Other>(_ path: @escaping @Sendable (Other) -> Row) -> Column<Other> {
    Column<Other>(field) { [cell] in cell(path($0)) }
  }

  /// The same values with another name or meaning.
  package func with(name: String? = nil, meaning: String? = nil) -> Column {
    Column(field.with(name: name, meaning: meaning), cell: cell)
  }
}
