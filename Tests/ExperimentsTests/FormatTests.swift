// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Experiments

@Suite("Tables as text")
struct FormatTests {
  @Test(
    "numbers are written the same everywhere, never as NaN",
    arguments: [
      (0.0, "0"), (-0.0000001, "0"), (1234.5, "1234.5"), (-2.25, "-2.25"), (1.0 / 3, "0.333333"),
      (0.000001, "0.000001"), (1e6, "1000000"), (.nan, ""), (.infinity, ""),
    ])
  func numbers(number: Double, text: String) {
    var csv = CSVText()
    csv.add(number)
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
    #expect(String(decoding: CSVText.cell(text), as: UTF8.self) == cell)
  }

  @Test("whole numbers keep their sign", arguments: [0, 7, -7, 1_234_567, Int.max, Int.min])
  func wholeNumbers(number: Int) {
    var csv = CSVText()
    csv.add(number)
    csv.add(number)
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

  @Test("ranges of replications are written short")
  func ranges() {
    #expect(Manifest.ranges([1, 2, 3, 5, 7, 8]) == "1-3, 5, 7-8")
    #expect(Manifest.ranges([]).isEmpty)
  }

  @Test("the name of a folder has letters, digits and hyphens only")
  func slug() {
    #expect(Study.slug("London: 20 hotspots / café ../x") == "london-20-hotspots-caf-x")
    #expect(Study.slug("日本") == "scenario")
  }
}
