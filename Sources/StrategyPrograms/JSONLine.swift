// SPDX-License-Identifier: GPL-3.0-or-later

/// One line of JSON in the making; memory serves one line after the other.
///
/// Keys come in the order in which they are written, so the same content is the same bytes, which `JSONEncoder` only
/// gives by sorting, at some twenty times the cost.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  /// Whether the next value or key comes after another.
  private var needsComma = false

  /// Starts an empty line.
  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends the line.
  mutating func end() { bytes.append(UInt8(ascii: "\n")) }

  mutating func object(_ content: (inout JSONLine) -> Void) { nest("{", "}", content) }
  mutating func list(_ content: (inout JSONLine) -> Void) { nest("[", "]", content) }

  mutating func object(_ key: StaticString, _ content: (inout JSONLine) -> Void) {
    write(key: key)
    nest("{", "}", content)
  }

  mutating func list(_ key: StaticString, _ content: (inout JSONLine) -> Void) {
    write(key: key)
    nest("[", "]", content)
  }

  mutating func pair(_ key: StaticString, _ value: Double) {
    write(key: key)
    self.value(value)
  }

  mutating func pair(_ key: StaticString, _ value: Int) {
    write(key: key)
    self.value(value)
  }

  mutating func pair(_ key: StaticString, _ value: Bool) {
    write(key: key)
    raw(value ? "true" : "false")
  }

  /// A pair whose value is text that is JSON already, as ``JSONLine/quoted(_:)`` makes it.
  mutating func pair(_ key: StaticString, quoted: [UInt8]) {
    write(key: key)
    value(quoted: quoted)
  }

  mutating func pair(_ key: StaticString, _ value: String) { pair(key, quoted: JSONLine.quoted(value)) }

  /// A pair whose key is text that is JSON already.
  mutating func pair(quotedKey: [UInt8], _ value: Double) {
    separate()
    bytes.append(contentsOf: quotedKey)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
    self.value(value)
  }

  mutating func value(_ value: Int) {
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// The shortest decimal that reads back as the same number.
  mutating func value(_ value: Double) {
    separate()
    if abs(value) < 9_007_199_254_740_992, value == value.rounded(.towardZero) {
      bytes.append(contentsOf: Int(value).description.utf8)
    } else if value.isFinite {
      bytes.append(contentsOf: value.description.utf8)
    } else {
      raw("null")
    }
  }

  mutating func value(quoted: [UInt8]) {
    separate()
    bytes.append(contentsOf: quoted)
  }

  private mutating func nest(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout JSONLine) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    content(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func write(key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(contentsOf: "\":".utf8)
    needsComma = false
  }

  private mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    needsComma = true
  }

  /// Returns a text as JSON, in quotation marks.
  static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += Array("\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }
}
