// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Files

@Suite struct PrintableTextTests {
  @Test(
    "what could act on a terminal is shown as a code",
    arguments: [
      ("plain, with Ünïcode and 日本", "plain, with Ünïcode and 日本"),
      ("a\u{1b}[31mred", "a\\u{1b}[31mred"),
      ("two\nlines\r\n", "two\\u{a}lines\\u{d}\\u{a}"),
      ("a\tb", "a b"),
      ("\u{202e}evil\u{2066}", "\\u{202e}evil\\u{2066}"),
      ("\u{2028}\u{2029}\u{85}\u{9b}\u{7f}\u{0}", "\\u{2028}\\u{2029}\\u{85}\\u{9b}\\u{7f}\\u{0}"),
      ("soft\u{ad}zero\u{200b}width\u{feff}", "soft\\u{ad}zero\\u{200b}width\\u{feff}"),
      ("hidden\u{34f}\u{115f}\u{3164}\u{e0041}", "hidden\\u{34f}\\u{115f}\\u{3164}\\u{e0041}"),
      ("private\u{e000}, unassigned\u{378}", "private\\u{e000}, unassigned\\u{378}"),
      ("cafe\u{301}, \u{2764}\u{fe0f}, ๑\u{e33}, שָׁלוֹם", "cafe\u{301}, \u{2764}\u{fe0f}, ๑\u{e33}, שָׁלוֹם"),
    ])
  func actingCharacters(text: String, shown: String) { #expect(printable(text) == shown) }

  @Test("marks beyond what a language needs don't cover the lines above and below")
  func floodOfMarks() {
    let flood = "a" + String(repeating: "\u{301}", count: 10) + "b\u{301}"
    let shown = "a" + String(repeating: "\u{301}", count: mostMarks) + "\\u{301}\\u{301}b\u{301}"
    #expect(Array(printable(flood).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test("a text that is printable stays as it is")
  func twice() {
    for value in UInt32(0)...0x2_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = printable("a\u{301}\(scalar)\u{301}")
      #expect(Array(printable(once).unicodeScalars) == Array(once.unicodeScalars))
    }
  }

  @Test("lines stay lines, and the sequences of one's own stay as they are")
  func lines() {
    #expect(printableLines("a\u{1b}[1mb\n\rc") == "a\\u{1b}[1mb\n\\u{d}c")
    #expect(printableLines("a\u{1b}[1mb\u{1b}[2m", keeping: ["\u{1b}[1m"]) == "a\u{1b}[1mb\\u{1b}[2m")
  }
}
