// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolTesting
import Testing

@testable import Tables

@Suite("Tables as text")
struct CSVTextTests {
  @Test(
    "numbers are written the same everywhere, never as NaN",
    arguments: [
      (0.0, "0"), (-0.0000001, "0"), (1234.5, "1234.5"), (-2.25, "-2.25"), (1.0 / 3, "0.333333"),
      (0.000001, "0.000001"), (1e6, "1000000"), (.nan, ""), (.infinity, ""),
    ])
  func numbers(number: Double, text: String) {
    var csv = CSVText()
    csv.add(.number(number))
    #expect(String(decoding: csv.bytes, as: UTF8.self) == text)
  }

  @Test(
    "texts are quoted where needed and never read as a formula",
    arguments: [
      ("High Street", "High Street"), ("a,b", "\"a,b\""), ("the \"Lane\"", "\"the \"\"Lane\"\"\""),
      ("=1+1", "'=1+1"), ("-2", "'-2"), ("+44", "'+44"), ("@x", "'@x"), ("=A1,\"B\"", "\"'=A1,\"\"B\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("شارع", "شارع"), ("", ""),
    ])
  func texts(text: String, cell: String) {
    var csv = CSVText()
    csv.add(text)
    #expect(String(decoding: csv.bytes, as: UTF8.self) == cell)
  }

  /// Reads rows as RFC 4180 has them; `nil` where a quote stands where none may.
  private static func rows(of bytes: [UInt8]) -> [[String]]? {
    var (rows, row, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var (index, isQuoted) = (0, false)
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      index += 1
      switch (byte, isQuoted) {
      case (UInt8(ascii: "\""), true) where next == byte:
        cell.append(byte)
        index += 1
      case (UInt8(ascii: "\""), true):
        guard ",\n".utf8.contains(next) else { return nil }
        isQuoted = false
      case (UInt8(ascii: "\""), false):
        guard cell.isEmpty else { return nil }
        isQuoted = true
      case (UInt8(ascii: ","), false), (UInt8(ascii: "\n"), false):
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == UInt8(ascii: "\n") { (rows, row) = (rows + [row], []) }
      default: cell.append(byte)
      }
    }
    return isQuoted ? nil : rows
  }

  @Test(
    "texts read back as they were, but for what could act: that is shown as a code, a formula behind an apostrophe"
  )
  func anyTexts() {
    let pieces = [
      "=", "+", "-", "@", "\"", "'", ",", "\n", "\r", "\t", ";", " ", "a", "é", "🚓", "شارع", "\u{202E}",
      "<b>",
    ]
    var random = SplitMix64(state: 5)
    let texts = (0..<400).map { _ in
      (0..<5).map { _ in
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      }
    }
    var csv = CSVText()
    for row in texts {
      for text in row { csv.add(text) }
      csv.endRow()
    }
    let expected = texts.map { row in
      row.map { text in
        let scalars = text.unicodeScalars
        let first = scalars.first { !" \n\r\t".unicodeScalars.contains($0) }
        let isFormula =
          scalars.first == "\t" || scalars.first == "\r" || "=+-@".unicodeScalars.contains { $0 == first }
        let shown = scalars.map { scalar in
          switch scalar {
          case "\r": "\\u{d}"
          case "\t": " "
          case "\u{202E}": "\\u{202e}"
          default: String(scalar)
          }
        }
        return (isFormula ? "'" : "") + shown.joined()
      }
    }
    // As scalars: to compare by characters would take a letter and its accent for one.
    let read = CSVTextTests.rows(of: csv.bytes)
    #expect(
      read?.map { $0.map { Array($0.unicodeScalars) } }
        == expected.map { $0.map { Array($0.unicodeScalars) } })
  }

  @Test("whole numbers keep their sign", arguments: [0, 7, -7, 1_234_567, Int.max, Int.min])
  func wholeNumbers(number: Int) {
    var csv = CSVText()
    csv.add(.integer(number))
    csv.add(.integer(number))
    csv.endRow()
    #expect(String(decoding: csv.bytes, as: UTF8.self) == "\(number),\(number)\n")
  }

  @Test("gzip gives the same bytes for the same input, without a time")
  func gzip() throws {
    let bytes = [UInt8](repeating: 65, count: 10_000)
    let first = try Gzip.member(bytes)
    #expect(try Gzip.member(bytes) == first)
    #expect(first.prefix(8) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
    #expect(first.count < 100)
  }
}
