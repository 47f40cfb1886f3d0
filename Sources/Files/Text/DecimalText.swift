// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers as text, the same in every locale.
package enum DecimalText {
  /// Returns a number rounded to so many decimals, at most 9, without trailing zeros.
  ///
  /// Half is rounded away from zero. A number too large to be written so is written as Swift does.
  package static func trimmed(_ number: Double, decimals: Int) -> String {
    text(number, decimals: decimals, trimsZeros: true)
  }

  /// Returns a number with exactly so many decimals, at most 9.
  package static func fixed(_ number: Double, decimals: Int) -> String {
    text(number, decimals: decimals, trimsZeros: false)
  }

  /// Returns a number with all its digits, a whole one without a point: the shortest text that reads back as the same.
  package static func exact(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Returns a number rounded as ``trimmed(_:decimals:)`` writes it.
  package static func rounded(_ number: Double, decimals: Int) -> Double {
    let scale = Double(powersOfTen[decimals])
    let scaled = (number * scale).rounded()
    // Of two whole numbers below 2⁵³ the quotient is the number nearest to the decimal, as a reader of the text finds it; and 0 has no sign.
    return scaled.magnitude < 9e15 ? scaled / scale + 0 : number
  }

  private static func text(_ number: Double, decimals: Int, trimsZeros: Bool) -> String {
    var bytes: [UInt8] = []
    append(number, decimals: decimals, trimsZeros: trimsZeros, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the text of a number to bytes.
  package static func append(_ number: Double, decimals: Int, trimsZeros: Bool, to bytes: inout [UInt8]) {
    precondition((0...9).contains(decimals), "At most 9 decimals")
    let scaled = (number * Double(powersOfTen[decimals])).rounded()
    guard scaled.magnitude < 9e15 else { return bytes.append(contentsOf: "\(number)".utf8) }
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, remainder) = UInt64(scaled.magnitude).quotientAndRemainder(dividingBy: powersOfTen[decimals])
    appendDigits(whole, to: &bytes)
    var (fraction, length) = (remainder, decimals)
    while trimsZeros, length > 0, fraction % 10 == 0 { (fraction, length) = (fraction / 10, length - 1) }
    guard length > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    appendDigits(fraction, width: length, to: &bytes)
  }

  /// Adds the digits of a whole number to bytes, with zeros in front where they are fewer than a width.
  package static func appendDigits(_ number: UInt64, width: Int = 1, to bytes: inout [UInt8]) {
    if number < 10, width == 1 { return bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number)) }
    let start = bytes.count
    var rest = number
    while rest > 0 || bytes.count < start + width {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  private static let powersOfTen: [UInt64] = (0...9).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}
