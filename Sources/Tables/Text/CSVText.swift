// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// Rows of comma-separated values as bytes, written the same in every locale.
///
/// Cells are separated by commas and rows by line feeds; texts are quoted where RFC 4180 asks for it.
@usableFromInline
package struct CSVText: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var isAtStartOfRow = true

  @usableFromInline
  package init() {}

  @usableFromInline
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Returns what was written so far, and starts anew.
  @usableFromInline
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  @usableFromInline
  package mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    isAtStartOfRow = true
  }

  /// Adds a cell, a number with at most so many decimals.
  @usableFromInline
  package mutating func add(_ cell: Cell, decimals: Int = 6) {
    switch cell {
    case .none: separate()
    case .text(let text): add(text)
    case .integer(let number): add(number)
    case .number(let number): add(number, decimals: decimals)
    case .flag(let flag): add(flag ? "yes" : "no")
    case .exact(let number): add(exact: number)
    }
  }

  /// Adds a text: quoted where needed, never read as a formula by a spreadsheet, and printable.
  package mutating func add(_ text: String) {
    separate()
    // Nearly all of them: ids and names.
    let isPlain = text.utf8.first != UInt8(ascii: "-") && CSVText.isPlain(text.utf8)
    bytes.append(contentsOf: isPlain ? text.utf8 : csvCell(text).utf8)
  }

  private static func isPlain(_ bytes: String.UTF8View) -> Bool {
    for byte in bytes where !isPlain(byte) { return false }
    return true
  }

  /// Whether a byte stands for itself, wherever in a cell it is but for a hyphen at its start.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func add(_ number: Int) {
    separate()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    DecimalText.appendDigits(UInt64(number.magnitude), to: &bytes)
  }

  private mutating func add(_ number: Double, decimals: Int) {
    separate()
    guard number.isFinite else { return }
    DecimalText.append(number, decimals: decimals, trimsZeros: true, to: &bytes)
  }

  private mutating func add(exact number: Double) {
    separate()
    if number.isFinite { bytes.append(contentsOf: DecimalText.exact(number).utf8) }
  }

  private mutating func separate() {
    if !isAtStartOfRow { bytes.append(UInt8(ascii: ",")) }
    isAtStartOfRow = false
  }
}
