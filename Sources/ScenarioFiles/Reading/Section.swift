// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// A mapping of the file, read key by key; what nobody asked for is a problem.
struct Section {
  /// The mapping as a value.
  let field: Field
  /// Its values in the order of the file.
  let entries: [(name: String, keyPosition: Position, field: Field)]
  private var indices: [String: Int] = [:]
  private var asked: [String] = []
  /// The most bytes of a key, which YAML has too unless a key is marked as one.
  private static let keyLimit = 1_024

  init(_ mapping: Node.Mapping, of field: Field) {
    self.field = field
    var entries: [(name: String, keyPosition: Position, field: Field)] = []
    for (keyNode, node) in mapping {
      let mark = keyNode.mark.map { Position(line: $0.line, column: $0.column) } ?? field.position
      guard case .scalar(let scalar) = keyNode else {
        field.log.report(
          .wrongKind(found: "a key made of a list or a mapping", expected: "a word"), at: mark, key: field.key
        )
        continue
      }
      let name = scalar.string
      guard name.utf8.count <= Section.keyLimit else {
        field.log.report(
          .tooLarge(size: name.utf8.count, limit: Section.keyLimit, unit: "bytes"), at: mark,
          key: field.key.isEmpty ? "a key" : "a key of \(field.key)")
        continue
      }
      guard indices.updateValue(entries.count, forKey: name) == nil else {
        field.log.report(.duplicateKey(name), at: mark, key: field.key)
        continue
      }
      let child = Field(
        node: node, key: field.key.isEmpty ? name : "\(field.key).\(name)",
        pattern: Section.pattern(name, in: field), fallback: mark, log: field.log)
      entries.append((name, mark, child))
    }
    self.entries = entries
  }

  private static func pattern(_ name: String, in field: Field) -> String {
    field.pattern.isEmpty ? name : "\(field.pattern).\(name)"
  }

  /// The value of a key, or `nil` where the mapping doesn't have it.
  mutating func optional(_ name: String) -> Field? {
    if !asked.contains(name) { asked.append(name) }
    field.log.know(Section.pattern(name, in: field))
    return indices[name].map { entries[$0].field }
  }

  /// Whether the mapping has one of some keys.
  func hasAny(_ names: [String]) -> Bool { names.contains { indices[$0] != nil } }

  /// The value of a key that must be there.
  mutating func required(_ name: String) -> Field? {
    guard let value = optional(name) else {
      field.report(.missingKey(name))
      return nil
    }
    return value
  }

  /// Reads the value of a key, if it is there and right, into a variable.
  mutating func read<Value>(_ name: String, into variable: inout Value, _ value: (Field) -> Value?) {
    if let field = optional(name), let value = value(field) { variable = value }
  }

  /// Reports every key that nobody asked for.
  func finish() {
    for entry in entries where !asked.contains(entry.name) {
      field.log.report(.unknownKey(entry.name, known: asked), at: entry.keyPosition, key: entry.field.key)
    }
  }
}
