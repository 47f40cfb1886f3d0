// SPDX-License-Identifier: GPL-3.0-or-later

import ScenarioFiles

/// The parameters in force in a scenario, one a row.
public enum ParameterTable {
  static let columns = [
    Column("section", "The part of the format"),
    Column("key", "The key in a scenario file"),
    Column("meaning", "What it is"),
    Column("value", "The value in force"),
    Column("unit", "The unit of the value, the default and the prior range"),
    Column("default", "The value where a scenario says nothing; empty where it must say something"),
    Column("changed", "yes where the value differs from the default"),
    Column("allowed", "What the format allows"),
    Column("prior_lower", "The least value that the preset prior draws; empty where it draws none"),
    Column("prior_upper", "The greatest"),
    Column("source", "Where the value comes from"),
  ]

  /// Returns the table as comma-separated values.
  public static func csv(_ parameters: [StatedParameter]) -> [UInt8] {
    var text = CSVText(header: columns)
    for parameter in parameters {
      text.add(parameter.section)
      text.add(parameter.key)
      text.add(parameter.meaning)
      add(parameter.value, to: &text)
      text.add(parameter.unit)
      add(parameter.defaultValue ?? .text(""), to: &text)
      text.add(parameter.isChanged ? "yes" : "")
      text.add(parameter.allowed)
      text.add(parameter.priorRange?.lowerBound)
      text.add(parameter.priorRange?.upperBound)
      text.add(parameter.source)
      text.endRow()
    }
    return text.take()
  }

  private static func add(_ value: StatedParameter.Value, to text: inout CSVText) {
    // A number is written with all its digits; only a text could be taken for a formula.
    switch value {
    case .number: text.add(raw: Array(value.text.utf8))
    case .text(let words): text.add(words)
    }
  }

  /// Returns the table as JSON, a list with an object for each row; numbers are numbers.
  ///
  /// - Throws: Where a number is not finite, which no scenario that was read holds.
  public static func json(_ parameters: [StatedParameter]) throws -> [UInt8] {
    try JSONText.bytes(parameters.map(Row.init))
  }

  private struct Row: Encodable {
    let section, key, meaning: String
    let value: Value
    let unit: String
    let defaultValue: Value?
    let isChanged: Bool
    let allowed: String
    let priorRange: [Double]?
    let source: String

    enum CodingKeys: String, CodingKey {
      case section, key, meaning, value, unit, allowed, source
      case defaultValue = "default"
      case isChanged = "changed"
      case priorRange = "prior_range"
    }

    init(_ parameter: StatedParameter) {
      section = parameter.section
      key = parameter.key
      meaning = parameter.meaning
      value = Value(value: parameter.value)
      unit = parameter.unit
      defaultValue = parameter.defaultValue.map { Value(value: $0) }
      isChanged = parameter.isChanged
      allowed = parameter.allowed
      priorRange = parameter.priorRange.map { [$0.lowerBound, $0.upperBound] }
      source = parameter.source
    }
  }

  private struct Value: Encodable {
    let value: StatedParameter.Value

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch value {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }
}
