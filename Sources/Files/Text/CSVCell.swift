// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns a text as a cell of comma-separated values: quoted where needed, never read as a formula by a spreadsheet, and
/// ``printable(_:keeping:)`` but for line feeds.
///
/// A text that starts with `=`, `+`, `-` or `@`, in their wide forms as well or after spaces, with a tab or with a carriage
/// return gets an apostrophe in front.
///
/// Source: OWASP, "CSV Injection"; RFC 4180.
package func csvCell(_ text: String) -> String {
  let cell = (isFormula(text) ? "'" : "") + printableLines(text)
  guard cell.utf8.contains(where: { ",\"\n".utf8.contains($0) }) else { return cell }
  return "\"" + cell.replacing("\"", with: "\"\"") + "\""
}

private func isFormula(_ text: String) -> Bool {
  if let byte = text.utf8.first, byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") { return true }
  // A spreadsheet may take spaces away before it looks, and reads the signs of East Asian keyboards as its own.
  guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { return false }
  return "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\u{FE62}\u{FE63}\u{FE66}\u{FE6B}".unicodeScalars.contains(first)
}
