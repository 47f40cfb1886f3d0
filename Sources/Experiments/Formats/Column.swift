// SPDX-License-Identifier: GPL-3.0-or-later

/// A column of a table in the results: its name, its unit and what it means.
///
/// The header of a file and its entry in the data dictionary are made from the same columns.
public struct Column: Hashable, Sendable {
  public let name: String
  /// Its unit; empty for texts and plain counts.
  public let unit: String
  public let meaning: String
  /// What its cells hold.
  let type: ColumnType

  /// - Parameter type: What its cells hold; `nil` for what its name stands for in every table, else a number.
  init(_ name: String, _ meaning: String, unit: String = "", type: ColumnType? = nil) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.type = type ?? ColumnType(of: name)
  }
}
