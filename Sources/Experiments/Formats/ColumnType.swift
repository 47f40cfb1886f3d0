// SPDX-License-Identifier: GPL-3.0-or-later

/// What the cells of a column hold, in the words of the Table Schema.
///
/// Source: Frictionless Data, *Table Schema*, §Types and Formats.
enum ColumnType: String, Hashable, Sendable, Encodable {
  case string, integer, number, date
}

extension Column {
  /// What its cells hold: a number, unless its name is one of those that stand for something else in every table.
  var type: ColumnType {
    if Column.texts.contains(name) { return .string }
    if Column.integers.contains(name) { return .integer }
    return Column.dates.contains(name) ? .date : .number
  }

  /// The values that the cells may have; empty for any.
  var choices: [String] {
    switch name {
    case "phase": ["history", "campaign", "after"]
    case "outcome": ["crime", "harm"]
    case "role": ["target", "buffer", "control", "candidate", "background"]
    case "indistinguishable": ["yes", "no"]
    default: []
    }
  }

  private static let texts: Set = [
    "strategy", "measure", "area", "unit", "undefined", "outcome", "first", "second", "method", "phase",
    "dimension", "key", "place", "name", "role", "kind", "ward", "borough", "corridor", "target", "type",
    "grade", "indistinguishable",
  ]
  private static let integers: Set = ["replication", "rank", "week"]
  private static let dates: Set = ["week_starts"]
}
