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
    ])
  func actingCharacters(text: String, shown: String) { #expect(printable(text) == shown) }
}
