// SPDX-License-Identifier: GPL-3.0-or-later

import ScenarioFiles
import Tables

/// The parameters in force in a scenario, one a row.
public enum ParameterTable {
  static let table = Table<StatedParameter>(
    "parameters", "One parameter in force a row.", key: ["section", "key"],
    [
      Column("section", "The part of the format") { $0.section },
      Column("key", "The key in a scenario file") { $0.key },
      Column("meaning", "Its meaning") { $0.meaning },
      Column("value", "The value in force") { $0.value.cell },
      Column("unit", "The unit of the value, the default and the prior range", mayBeBlank: true) { $0.unit },
      Column("default", "The value if a scenario leaves it out; empty where it is required") {
        $0.defaultValue?.cell ?? .none
      },
      Column("changed", "where the value differs from the default") { $0.isChanged },
      Column("allowed", "The allowed values", mayBeBlank: true) { $0.allowed },
      Column("prior_lower", "The smallest value that the preset prior draws; empty where it draws none") {
        $0.priorRange?.lowerBound
      },
      Column("prior_upper", "The largest") { $0.priorRange?.upperBound },
      Column("source", "The source of the value", mayBeBlank: true) { $0.source },
    ])

  /// Returns the table as comma-separated values.
  public static func csv(_ parameters: [StatedParameter]) -> [UInt8] { table.csv(parameters) }

  /// Returns the table as JSON, a list with an object for each row; numbers are numbers.
  ///
  /// - Throws: Where a number is not finite, which no scenario that was read holds.
  public static func json(_ parameters: [StatedParameter]) throws -> [UInt8] {
    try JSONText.bytes(parameters.map { table.object($0) })
  }
}

extension StatedParameter.Value {
  /// A number with all its digits, or words.
  fileprivate var cell: Cell {
    switch self {
    case .number(let number): .exact(number)
    case .text(let text): .text(text)
    }
  }
}
