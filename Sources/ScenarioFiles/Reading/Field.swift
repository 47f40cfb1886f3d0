// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// A value of the file with the key that leads to it and its place in the text.
///
/// Each way to read it returns `nil` where the value is wrong, after the log has been told.
struct Field {
  let node: Node
  /// `places[3].radius`; empty at the top.
  let key: String
  /// The key with list positions left out: `places[].radius`.
  let pattern: String
  let position: Position
  let log: ProblemLog

  init(node: Node, key: String, pattern: String, fallback: Position, log: ProblemLog) {
    self.node = node
    self.key = key
    self.pattern = pattern
    self.position = node.mark.map { Position(line: $0.line, column: $0.column) } ?? fallback
    self.log = log
  }

  /// Notes a problem of this value.
  func report(_ kind: ScenarioProblem.Kind) { log.report(kind, at: position, key: key) }

  /// What sort of value it is, in words.
  var kindName: String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar, .alias: "a single value"
    }
  }

  /// The value as a mapping whose keys can be asked for.
  func section() -> Section? {
    guard case .mapping(let mapping) = node else {
      reportKind(expected: "a mapping, with lines \"key: value\"")
      return nil
    }
    return Section(mapping, of: self)
  }

  /// The entries of a list.
  func items() -> [Field]? {
    guard case .sequence(let sequence) = node else {
      reportKind(expected: "a list")
      return nil
    }
    return sequence.enumerated().map { index, node in
      Field(node: node, key: "\(key)[\(index)]", pattern: pattern + "[]", fallback: position, log: log)
    }
  }

  /// The most bytes of a single value; even a description has far fewer.
  static let scalarLimit = 1 << 16

  /// The value as it is written, whatever it means.
  func scalar(expected: String) -> String? {
    guard case .scalar(let scalar) = node else {
      reportKind(expected: expected)
      return nil
    }
    let size = scalar.string.utf8.count
    guard size <= Field.scalarLimit else {
      report(.tooLarge(size: size, limit: Field.scalarLimit, unit: "bytes"))
      return nil
    }
    switch scalar.style {
    case .literal, .folded:
      // A block of text ends with a line end that nobody means.
      var text = scalar.string[...]
      while text.last?.isNewline == true { text.removeLast() }
      return String(text)
    default: return scalar.string
    }
  }

  /// The same value as one of many under names that people choose: `crime.types.*.harm`.
  func asEntry() -> Field {
    let parent = pattern.split(separator: ".").dropLast().joined(separator: ".")
    return Field(node: node, key: key, pattern: parent + ".*", fallback: position, log: log)
  }

  /// Whether the value was left out: nothing, `~` or `null`, without quotation marks.
  var isAbsent: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  func reportKind(expected: String) {
    report(isAbsent ? .noValue : .wrongKind(found: kindName, expected: expected))
  }
}
