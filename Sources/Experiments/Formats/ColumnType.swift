// SPDX-License-Identifier: GPL-3.0-or-later

/// What the cells of a column hold, in the words of the Table Schema.
///
/// Source: Frictionless Data, *Table Schema*, §Types and Formats.
enum ColumnType: String, Hashable, Sendable, Encodable {
  case string, integer, number, boolean, date

  /// What a name stands for in every table: a number, unless it is one of those of something else.
  init(of name: String) {
    self =
      switch name {
      case _ where ColumnType.texts.contains(name): .string
      case "replication", "rank", "week": .integer
      case "week_starts": .date
      case "indistinguishable": .boolean
      default: .number
      }
  }

  private static let texts: Set = [
    "strategy", "measure", "area", "unit", "undefined", "outcome", "first", "second", "method", "phase",
    "dimension", "key", "place", "name", "role", "kind", "ward", "borough", "corridor", "target", "type",
    "grade",
  ]
}

extension Column {
  /// The values that the cells may have; empty for any.
  var choices: [String] {
    switch name {
    case "phase": ["history", "campaign", "after"]
    case "outcome": ["crime", "harm"]
    case "role": ["target", "buffer", "control", "candidate", "background"]
    default: []
    }
  }

  /// The least that the cells may hold, by what the column means; `nil` where there is no such bound.
  var minimum: Double? {
    switch name {
    case "replication", "rank": 1
    case "longitude": -180
    case "latitude": -90
    case "week": nil
    case _ where isProbability || name.hasSuffix("standard_error") || type == .integer: 0
    default: nil
    }
  }

  /// The most that the cells may hold; `nil` where there is no such bound.
  var maximum: Double? {
    switch name {
    case "longitude": 180
    case "latitude": 90
    default: isProbability ? 1 : nil
    }
  }

  /// Whether no cell is ever empty, in any table.
  var isAlwaysThere: Bool { Column.alwaysThere.contains(name) }

  private var isProbability: Bool {
    ["p_value", "p_value_holm", "probability_of_being_best"].contains(name)
  }

  private static let alwaysThere: Set = [
    "replication", "strategy", "first", "second", "rank", "outcome", "phase", "week", "week_starts", "place",
    "type", "measure", "method", "dimension", "role", "kind", "longitude", "latitude", "indistinguishable",
  ]
}
