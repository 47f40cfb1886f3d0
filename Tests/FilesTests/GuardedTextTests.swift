// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Files

@Suite struct GuardedTextTests {
  @Test(
    "a cell is never a formula, and is quoted where it needs to be",
    arguments: [
      ("High Street", "High Street"), ("A, \"B\"", "\"A, \"\"B\"\"\""), ("two\nlines", "\"two\nlines\""),
      ("", ""),
      ("=1+1", "'=1+1"), ("+44", "'+44"), ("-x", "'-x"), ("@x", "'@x"), ("\tx", "' x"), ("\rx", "'\\u{d}x"),
      ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"), ("﹦1", "'﹦1"), ("﹢1", "'﹢1"),
      ("  =1", "'  =1"), ("\u{a0}+1", "'\u{a0}+1"), ("\n=1", "\"'\n=1\""), ("\u{200b}=1", "\\u{200b}=1"),
      ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("a=b", "a=b"), ("\u{1b}[2J", "\\u{1b}[2J"),
    ])
  func cells(text: String, cell: String) { #expect(csvCell(text) == cell) }

  @Test(
    "a name in Markdown is no markup, and one without signs stays as it is",
    arguments: [
      ("High Street (W1) & Soho, 2.5 km - north_east #3", "High Street (W1) & Soho, 2.5 km - north_east #3"),
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("&lt;b&#62;", "&amp;lt;b&amp;#62;"),
      ("a|b", "a\\|b"), ("a\\|b", "a\\\\\\|b"), ("`code` *b* _i_", "\\`code\\` \\*b\\* \\_i\\_"),
      ("[x](javascript:y)", "\\[x\\](javascript:y)"), ("![x](y)", "!\\[x\\](y)"),
      ("two\n# lines", "two # lines"),
      ("# x", "\\# x"), ("- x", "\\- x"), ("12. x", "12\\. x"), ("2.5% of 3. x", "2.5% of 3. x"),
      ("\u{202e}x", "\\\\u{202e}x"),
    ])
  func markdownTexts(text: String, shown: String) { #expect(markdown(text) == shown) }

  @Test(
    "JSON says the same, with escapes for what acts on a terminal",
    arguments: [
      "plain – Ünïcode 日本", "\u{9b}2J\u{7f}", "\u{202e}x\u{2066}", "\u{2028}\u{85}", "\u{e0041}\u{fff0}",
      "a\u{301}",
    ])
  func json(text: String) throws {
    let json = try JSONEncoder().encode(["key": text])
    let escaped = escapedJSON(Array(json))
    let string = String(decoding: escaped, as: UTF8.self)
    #expect(printable(string) == string)
    #expect(try JSONDecoder().decode([String: String].self, from: Data(escaped)) == ["key": text])
    if printable(text) == text { #expect(escaped == Array(json)) }
  }
}
