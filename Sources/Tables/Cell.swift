// SPDX-License-Identifier: GPL-3.0-or-later

/// What one row has in one column.
@usableFromInline
package enum Cell: Hashable, Sendable {
  /// There is no such value.
  case none
  case text(String)
  case integer(Int)
  /// A number, which is written with as many decimals as its column says; there is none where it isn't finite.
  case number(Double)
  case flag(Bool)
  /// A number that is written with all its digits.
  case exact(Double)
}

/// A Swift type whose values fill cells.
///
/// What follows may be inlined, as a column of a million rows asks each of them for its cell.
@usableFromInline
package protocol CellValue: SendableMetatype {
  /// What a column of such values holds.
  static var fieldType: FieldType { get }
  /// Whether there may be none.
  static var isOptional: Bool { get }
  var cell: Cell { get }
}

extension CellValue {
  @inlinable package static var isOptional: Bool { false }
}

extension String: CellValue {
  @inlinable package static var fieldType: FieldType { .text }
  @inlinable package var cell: Cell { .text(self) }
}

extension Int: CellValue {
  @inlinable package static var fieldType: FieldType { .integer }
  @inlinable package var cell: Cell { .integer(self) }
}

extension Double: CellValue {
  @inlinable package static var fieldType: FieldType { .number }
  @inlinable package var cell: Cell { .number(self) }
}

extension Bool: CellValue {
  @inlinable package static var fieldType: FieldType { .flag }
  @inlinable package var cell: Cell { .flag(self) }
}

extension Cell: CellValue {
  @inlinable package static var fieldType: FieldType { .any }
  @inlinable package static var isOptional: Bool { true }
  @inlinable package var cell: Cell { self }
}

extension Cell {
  /// The number that it is; `nil` of what is none.
  package var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number), .exact(let number): number
    case .flag(let flag): flag ? 1 : 0
    case .none, .text: nil
    }
  }
}

extension Optional: CellValue where Wrapped: CellValue {
  @inlinable package static var fieldType: FieldType { Wrapped.fieldType }
  @inlinable package static var isOptional: Bool { true }
  @inlinable package var cell: Cell { self?.cell ?? .none }
}
