// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// JSON with sorted keys, so that the same values give the same bytes; no text in it acts on a terminal.
package enum JSONText {
  /// Returns the text of a value, with a line feed at its end.
  package static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return escapedJSON(Array(try encoder.encode(value))) + [UInt8(ascii: "\n")]
  }

  /// Returns the text of a value on one line, for what is read by programs alone.
  package static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return escapedJSON(Array(try encoder.encode(value))) + [UInt8(ascii: "\n")]
  }
}

/// A cell as a value of JSON: null where there is none.
package struct JSONCell: Encodable {
  private let cell: Cell

  /// - Parameter decimals: To how many decimals a number is rounded.
  package init(_ cell: Cell, decimals: Int = 6) {
    self.cell =
      switch cell {
      case .number(let number) where number.isFinite:
        .number(DecimalText.rounded(number, decimals: decimals))
      case .number, .text(""): .none
      case .exact(let number) where !number.isFinite: .none
      default: cell
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch cell {
    case .none: try container.encodeNil()
    case .text(let text): try container.encode(text)
    case .integer(let number): try container.encode(number)
    case .number(let number), .exact(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    }
  }
}
