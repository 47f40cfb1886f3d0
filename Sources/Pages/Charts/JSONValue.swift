// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Tables

/// A JSON value, of which chart specifications and the data of pages are made.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Returns a number, or null where there is none.
  init(_ number: Double?) { self = number.map { $0.isFinite ? .number($0) : .null } ?? .null }

  /// Returns numbers with so many decimals.
  static func numbers(_ values: [Double], decimals: Int) -> JSONValue {
    .array(values.map { .number(DecimalText.rounded($0, decimals: decimals)) })
  }

  subscript(key: String) -> JSONValue? {
    get { if case .object(let members) = self { members[key] } else { nil } }
    set {
      guard case .object(var members) = self else { return }
      members[key] = newValue
      self = .object(members)
    }
  }

  /// The value on one line, with sorted keys, so that equal values give equal bytes.
  ///
  /// Numbers are finite, so nothing here can fail to be encoded.
  var bytes: [UInt8] { (try? JSONText.line(self).dropLast()).map { Array($0) } ?? Array("null".utf8) }

  /// The same for people, over many lines.
  var prettyBytes: [UInt8] { (try? JSONText.bytes(self)) ?? Array("null\n".utf8) }

  /// The value as the content of a script element: no `<` in it could end the element or begin a comment.
  ///
  /// Source: HTML Living Standard, §4.12.1.3.
  var scriptText: HTML {
    HTML(
      raw: String(decoding: bytes, as: UTF8.self).replacing("<", with: "\\u003c"))
  }
}

extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(printableLines(value))
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { first, _ in first })
  }
  init(nilLiteral: ()) { self = .null }
}
