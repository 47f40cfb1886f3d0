// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// Rows of comma-separated values as bytes, written the same in every locale.
///
/// Cells are separated by commas and rows by line feeds; texts are quoted where RFC 4180 asks for it.
struct CSVText: Sendable {
  private(set) var bytes: [UInt8] = []
  private var isAtStartOfRow = true

  init() {}

  /// Starts with a row of column names.
  init(header columns: [Column]) {
    for column in columns { add(column.name) }
    endRow()
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Returns what was written so far, and starts anew.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    isAtStartOfRow = true
  }

  /// Adds a text.
  mutating func add(_ text: String) { add(raw: CSVText.cell(text)) }

  /// Adds a whole number.
  mutating func add(_ number: Int) {
    separate()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    DecimalText.appendDigits(UInt64(number.magnitude), to: &bytes)
  }

  /// Adds a number with at most so many decimals, without trailing zeros; nothing where there is none.
  mutating func add(_ number: Double?, decimals: Int = 6) {
    separate()
    guard let number, number.isFinite else { return }
    DecimalText.append(number, decimals: decimals, trimsZeros: true, to: &bytes)
  }

  /// Adds a cell that ``cell(_:)`` has made.
  mutating func add(raw cell: [UInt8]) {
    separate()
    bytes.append(contentsOf: cell)
  }

  private mutating func separate() {
    if !isAtStartOfRow { bytes.append(UInt8(ascii: ",")) }
    isAtStartOfRow = false
  }

  /// Returns a text as a cell: quoted where needed, never read as a formula by a spreadsheet, and printable.
  static func cell(_ text: String) -> [UInt8] { Array(csvCell(text).utf8) }
}

/// Numbers as text, the same in every locale.
public enum DecimalText {
  /// Returns a number rounded to so many decimals, at most 9, without trailing zeros.
  ///
  /// Half is rounded away from zero. A number too large to be written so is written as Swift does.
  public static func trimmed(_ number: Double, decimals: Int) -> String {
    text(number, decimals: decimals, trimsZeros: true)
  }

  /// Returns a number with exactly so many decimals, at most 9.
  public static func fixed(_ number: Double, decimals: Int) -> String {
    text(number, decimals: decimals, trimsZeros: false)
  }

  private static func text(_ number: Double, decimals: Int, trimsZeros: Bool) -> String {
    var bytes: [UInt8] = []
    append(number, decimals: decimals, trimsZeros: trimsZeros, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the text of a number to bytes.
  static func append(_ number: Double, decimals: Int, trimsZeros: Bool, to bytes: inout [UInt8]) {
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
  static func appendDigits(_ number: UInt64, width: Int = 1, to bytes: inout [UInt8]) {
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
