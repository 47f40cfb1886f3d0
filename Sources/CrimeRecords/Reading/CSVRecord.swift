// SPDX-License-Identifier: GPL-3.0-or-later

/// One record of a CSV file, as a view of the reader's buffer.
///
/// It holds until the reader reads on; what is to be kept must be taken out before.
struct CSVRecord {
  struct Field {
    var start: Int
    var end: Int
    var isQuoted = false
    var hasDoubledQuotes = false
  }

  let bytes: UnsafePointer<UInt8>
  let fields: UnsafePointer<Field>
  /// How many fields it has.
  let count: Int
  /// Whether text follows a closing quote, which no rule allows.
  let isMalformed: Bool

  /// The bytes of a field, its doubled quotes still doubled.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    let field = fields[index]
    return UnsafeBufferPointer(start: bytes + field.start, count: field.end - field.start)
  }

  /// Returns a field as text: UTF-8, or Windows-1252 where the bytes are no UTF-8.
  func text(_ index: Int) -> String {
    guard fields[index].hasDoubledQuotes else { return decoded(self[index]) }
    var plain: [UInt8] = []
    var skipsQuote = false
    for byte in self[index] {
      if byte == UInt8(ascii: "\""), skipsQuote {
        skipsQuote = false
        continue
      }
      skipsQuote = byte == UInt8(ascii: "\"")
      plain.append(byte)
    }
    return plain.withUnsafeBufferPointer { decoded($0) }
  }
}

/// Returns bytes as text: UTF-8, or Windows-1252 where they are no UTF-8.
///
/// Source of the table: WHATWG Encoding Standard, index windows-1252.
func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  var text = ""
  for byte in bytes {
    let isExtra = (0x80..<0xA0).contains(byte)
    let scalar = isExtra ? windows1252[Int(byte) - 0x80] : UInt32(byte)
    text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
  }
  return text
}

/// The code points of bytes 0x80 to 0x9F.
private let windows1252: [UInt32] = [
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
  0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
  0x0153, 0x9D, 0x017E, 0x0178,
]

extension UnsafeBufferPointer<UInt8> {
  /// Reads a decimal number in millionths, as coordinates are printed: `-0.119224` is −119 224.
  ///
  /// - Returns: `nil` where the bytes are no plain decimal number below a thousand.
  var millionths: Int32? {
    var index = 0
    var isNegative = false
    if count > 0, self[0] == UInt8(ascii: "-") || self[0] == UInt8(ascii: "+") {
      isNegative = self[0] == UInt8(ascii: "-")
      index = 1
    }
    var value: Int64 = 0
    var decimals = -1
    var digits = 0
    while index < count {
      let byte = self[index]
      index += 1
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
        continue
      }
      guard (48...57).contains(byte) else { return nil }
      digits += 1
      if decimals < 0 {
        value = value * 10 + Int64(byte - 48)
        guard value < 1_000 else { return nil }
      } else if decimals < 6 {
        value = value * 10 + Int64(byte - 48)
        decimals += 1
      } else if decimals == 6 {
        if byte >= 53 { value += 1 }
        decimals = 7
      }
    }
    guard digits > 0 else { return nil }
    for _ in 0..<(6 - Swift.min(6, Swift.max(0, decimals))) { value *= 10 }
    return Int32(isNegative ? -value : value)
  }

  /// A 64-bit fingerprint of the bytes (FNV-1a).
  ///
  /// Two of a million different texts share one with probability 3·10⁻⁸.
  ///
  /// Source: Fowler, Noll and Vo, RFC 9923.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// Whether the bytes are those of a text.
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
  }
}
