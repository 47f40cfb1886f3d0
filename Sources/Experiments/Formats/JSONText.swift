// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// JSON with sorted keys, so that the same values give the same bytes; no text in it acts on a terminal.
enum JSONText {
  /// Returns the text of a value, with a line feed at its end.
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return escapedJSON(Array(try encoder.encode(value))) + [UInt8(ascii: "\n")]
  }

  /// Returns the text of a value on one line, for what is read by programs alone.
  static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return escapedJSON(Array(try encoder.encode(value))) + [UInt8(ascii: "\n")]
  }
}
