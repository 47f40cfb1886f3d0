// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers as people write them in a scenario file.
enum NumberText {
  /// Returns the number at the start of a text and what follows it, without spaces around.
  ///
  /// Digits with an optional sign, decimal point and exponent; no hexadecimal, no octal (`010` is
  /// ambiguous and refused), no thousands separator, no `.inf` and no `.nan`. A number too large for the
  /// machine comes out as infinity, which no range allows.
  ///
  /// - Returns: `nil` where the text doesn't start with such a number.
  static func parse(_ text: String) -> (number: Double, rest: String)? {
    let bytes = Array(text.trimmingSpaces().utf8)
    var end = 0
    func digits(from start: Int) -> Int { bytes[start...].prefix { (48...57).contains($0) }.count }
    if end < bytes.count, "+-".utf8.contains(bytes[end]) { end += 1 }
    let whole = digits(from: end)
    guard whole <= 1 || bytes[end] != UInt8(ascii: "0") else { return nil }
    end += whole
    var fraction = 0
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      fraction = digits(from: end + 1)
      end += 1 + fraction
    }
    guard whole + fraction > 0 else { return nil }
    if end < bytes.count, "eE".utf8.contains(bytes[end]) {
      var start = end + 1
      if start < bytes.count, "+-".utf8.contains(bytes[start]) { start += 1 }
      let exponent = digits(from: start)
      if exponent > 0 { end = start + exponent }
    }
    let written = String(decoding: bytes[..<end], as: UTF8.self)
    guard let number = Double(written) else { return nil }
    return (number, String(decoding: bytes[end...], as: UTF8.self).trimmingSpaces())
  }
}

extension String {
  /// The text without spaces at its ends.
  func trimmingSpaces() -> String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
