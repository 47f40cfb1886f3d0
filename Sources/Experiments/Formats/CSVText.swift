// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of comma-separated values as bytes, written the same in every locale.
///
/// Cells are separated by commas and rows by line feeds; texts are quoted where RFC 4180 asks for it.
struct CSVText: Sendable {
  private(set) var bytes: [UInt8] = []
  private var isAtStartOfRow = true

  init() {}

  /// Starts with a row of column names.
  init(header columns: [Column]) {
    for column in columns { add(raw: Array(column.name.utf8)) }
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
    append(number)
  }

  /// Adds a number with at most so many decimals, without trailing zeros; nothing where there is none.
  mutating func add(_ number: Double?, decimals: Int = 6) {
    separate()
    guard let number, number.isFinite else { return }
    bytes.append(contentsOf: DecimalText.trimmed(number, decimals: decimals).utf8)
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

  private mutating func append(_ number: Int) {
    guard number != 0 else { return bytes.append(UInt8(ascii: "0")) }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  /// Returns a text as a cell: quoted where needed, and never read as a formula by a spreadsheet.
  ///
  /// A text that starts with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in front.
  ///
  /// Source: OWASP, "CSV Injection".
  static func cell(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    if let first = bytes.first, "=+-@\t\r".utf8.contains(first) { bytes.insert(UInt8(ascii: "'"), at: 0) }
    guard bytes.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return bytes }
    var quoted = [UInt8(ascii: "\"")]
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return quoted
  }
}

/// Numbers as text, the same in every locale.
public enum DecimalText {
  /// Returns a number rounded to so many decimals, at most 9, without trailing zeros.
  ///
  /// Half is rounded away from zero. A number too large to be written so is written as Swift does.
  public static func trimmed(_ number: Double, decimals: Int) -> String {
    var text = fixed(number, decimals: decimals)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// Returns a number with exactly so many decimals, at most 9.
  public static func fixed(_ number: Double, decimals: Int) -> String {
    precondition((0...9).contains(decimals), "At most 9 decimals")
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (number * scale).rounded()
    guard scaled.magnitude < 9e15 else { return "\(number)" }
    let digits = String(Int(scaled.magnitude))
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
