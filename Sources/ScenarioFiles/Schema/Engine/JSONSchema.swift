// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// A JSON Schema of scenario files, with which editors complete keys, show what they mean and mark mistakes.
///
/// It knows each key by itself; rules between keys, names of places and ranges of quantities with units are checked by
/// `patrolsim check` alone.
///
/// Source: JSON Schema, draft 2020-12, Core and Validation.
enum JSONSchema {
  /// Returns the schema with a line feed at its end.
  static func text() -> String {
    var schema = object(Format.keys)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "PatrolSim scenario"
    schema["description"] = "Every key of a scenario file, with its meaning, default, range and source."
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    else { preconditionFailure("The schema holds texts, numbers, lists and mappings alone") }
    return String(decoding: escapedJSON(Array(data)), as: UTF8.self) + "\n"
  }

  private static func object(_ keys: [KeyInfo]) -> [String: Any] {
    var properties: [String: Any] = [:]
    for key in keys {
      var schema = value(key.shape)
      schema["description"] = description(of: key)
      properties[key.name] = schema
    }
    var object: [String: Any] = [
      "type": "object", "properties": properties, "additionalProperties": false,
    ]
    let required = keys.filter { $0.usual == nil }.map(\.name)
    if !required.isEmpty { object["required"] = required }
    return object
  }

  /// What an editor shows beside a key.
  private static func description(of key: KeyInfo) -> String {
    var parts = key.note.isEmpty ? [key.sentence] : [key.sentence, key.note]
    if !key.allowed.isEmpty { parts.append("Allowed: \(key.allowed).") }
    if let usual = key.usual, !usual.isEmpty { parts.append("Default: \(usual).") }
    if !key.source.isEmpty { parts.append("Source: \(key.source).") }
    return parts.joined(separator: " ")
  }

  private static func value(_ shape: Shape) -> [String: Any] {
    switch shape {
    // A text that looks like a number or a date is one to YAML.
    case .text: ["type": ["string", "number", "boolean"]]
    // Letters of any script; not every editor's expressions know classes of them.
    case .name: ["type": ["string", "number"], "pattern": #"^[^\s!-,/:-@\[-^`{-~]{1,100}$"#]
    case .flag: ["enum": [true, false, "yes", "no"]]
    case .word(let words): ["enum": words as [Any] + (words.contains("null") ? [NSNull()] : [])]
    case .number(let range): number(range)
    case .quantity(let unit, _):
      [
        "type": "string",
        "pattern": #"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*"# + units(of: unit) + #"\s*$"#,
      ]
    case .whole(let least, let most): ["type": "integer", "minimum": least, "maximum": NSNumber(value: most)]
    case .date: ["type": "string", "pattern": #"^\d{4}-\d{2}-\d{2}$"#]
    case .timeOfDay: ["type": "string", "pattern": #"^([01]?\d|2[0-3]):[0-5]\d$"#]
    case .point:
      [
        "type": "array", "minItems": 2, "maxItems": 2,
        "prefixItems": [number(.from(-90, to: 90)), number(.from(-180, to: 180))],
      ]
    case .list(of: let shape, let least, let most): list(shape, least, most)
    case .section(let keys): object(keys)
    case .entries(of: let shape, let names): entries(shape, names)
    case .oneOf(let keys): choice(keys)
    case .either(let shapes): ["anyOf": shapes.map(value)]
    }
  }

  private static func number(_ range: NumberRange) -> [String: Any] {
    [
      "type": "number", range.includesLower ? "minimum" : "exclusiveMinimum": range.lower,
      range.includesUpper ? "maximum" : "exclusiveMaximum": range.upper,
    ]
  }

  private static func units(of unit: Unit) -> String {
    let names = unit.spellings.map { NSRegularExpression.escapedPattern(for: $0) }
    return "(\(names.joined(separator: "|")))"
  }

  private static func list(_ shape: Shape, _ least: Int, _ most: Int?) -> [String: Any] {
    var list: [String: Any] = ["type": "array", "items": value(shape)]
    if least > 0 { list["minItems"] = least }
    if let most { list["maxItems"] = most }
    return list
  }

  private static func entries(_ shape: Shape, _ names: [String]?) -> [String: Any] {
    guard let names else { return ["type": "object", "additionalProperties": value(shape)] }
    let properties = Dictionary(names.map { ($0, value(shape)) }, uniquingKeysWith: { first, _ in first })
    return ["type": "object", "properties": properties, "additionalProperties": false]
  }

  /// A name alone, or one name with its keys.
  private static func choice(_ keys: [KeyInfo]) -> [String: Any] {
    let names: [String: Any] = ["enum": keys.map(\.name)]
    let withKeys = keys.map { key -> [String: Any] in
      [
        "type": "object", "description": key.meaning, "required": [key.name], "additionalProperties": false,
        "properties": [key.name: ["anyOf": [value(key.shape), ["type": "null"]]]],
      ]
    }
    return ["anyOf": [names] + withKeys]
  }
}

extension ScenarioFile {
  /// A JSON Schema of scenario files, draft 2020-12.
  public static var jsonSchema: String { JSONSchema.text() }
}
