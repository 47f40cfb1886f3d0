// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns JSON in which no text acts on a terminal: the same values, with escapes (`\u202e`) for what ``printable(_:keeping:)``
/// shows as codes.
///
/// - Parameter json: JSON in UTF-8 whose line feeds stand between values, as encoders write it.
/// - Complexity: O(length of the JSON).
///
/// Source: RFC 8259, §7.
package func escapedJSON(_ json: [UInt8]) -> [UInt8] {
  // Nearly all of it; control characters below this are escaped already, since they must be.
  guard json.contains(where: { $0 >= 0x7F }) else { return json }
  var escaped: [UInt8] = []
  escaped.reserveCapacity(json.count + 64)
  for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
    if scalar.value < 0x7F || !isHidden(scalar) {
      escaped.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
    } else {
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        escaped.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      }
    }
  }
  return escaped
}
