// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns a text from elsewhere as messages, tables and pages may show it: on one line, and without anything that acts.
///
/// Control and format characters, line and paragraph separators and unassigned or private code points are shown as codes: an
/// escape becomes `\u{1b}`, a right-to-left override `\u{202e}`. A tab becomes a space. What is left can neither move a
/// terminal's cursor, change its colours, reorder what stands beside it nor begin a line of its own.
///
/// - Complexity: O(length of the text).
///
/// Source: Unicode Standard Annex #9 (bidirectional marks) and #44 (general categories); Boucher & Anderson 2023, "Trojan
/// Source", USENIX Security 32.
package func printable(_ text: some StringProtocol) -> String {
  var shown = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
      shown += scalar == "\t" ? " " : "\\u{\(String(scalar.value, radix: 16))}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}
