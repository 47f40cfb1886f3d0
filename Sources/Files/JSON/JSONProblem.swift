// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a value that was decoded: where it stands, what it is and what it has to be.
package struct JSONProblem: Error, Hashable {
  /// The way to the value from the root: `places.indices[3]`; empty for the root itself.
  package let path: String
  /// What is wrong: a sentence without its subject and its full stop, like `is 7; it must be from 0 to 5`.
  package let rule: String

  package init(_ path: String, _ rule: String) { (self.path, self.rule) = (path, rule) }
}

extension JSONProblem: CustomStringConvertible {
  package var description: String {
    let rule = shortened(rule)
    return path.isEmpty ? "it \(rule)" : "\(shortened(path)) \(rule)"
  }
}

/// Returns a foreign text as a message may show it, at most so many characters of it.
package func shortened(_ text: some StringProtocol, to length: Int = 200) -> String {
  let start = text.prefix(length)
  return printable(start) + (start.endIndex == text.endIndex ? "" : "…")
}

extension JSONProblem {
  /// Says where a decoder stopped, and why.
  init(_ error: any Error) {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      self.init(JSONProblem.path(context.codingPath + [key]), "is missing")
    case DecodingError.valueNotFound(_, let context):
      self.init(JSONProblem.path(context.codingPath), "is null; there must be a value")
    case DecodingError.typeMismatch(let type, let context):
      self.init(JSONProblem.path(context.codingPath), "is not \(JSONProblem.kind(of: type))")
    case DecodingError.dataCorrupted(let context) where context.debugDescription != JSONProblem.notJSON:
      self.init(
        JSONProblem.path(context.codingPath), "has a value that is not allowed: \(context.debugDescription)")
    default: self.init("", "is not JSON, or has a number too large for what it stands for")
    }
  }

  /// What the decoder says of both.
  private static let notJSON = "The given data was not valid JSON."

  private static func kind(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any Numeric.Type: "a number"
    default: "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}
