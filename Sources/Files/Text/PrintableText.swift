// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns a text from elsewhere as messages, tables and pages may show it: on one line, and without anything that acts.
///
/// Control and format characters, line and paragraph separators, unassigned and private code points and characters that show
/// nothing are shown as codes: an escape becomes `\u{1b}`, a right-to-left override `\u{202e}`. A tab becomes a space. Of
/// marks that are set upon one character ``mostMarks`` stay, as no language needs more. What is left can neither move a
/// terminal's cursor, change its colours, reorder or cover what stands beside it nor begin a line of its own. To make a text
/// printable that is so already leaves it as it is.
///
/// - Complexity: O(length of the text).
///
/// Source: Unicode Standard Annex #9 (bidirectional marks) and #44 (general categories, characters that show nothing); Boucher
/// & Anderson 2023, "Trojan Source", USENIX Security 32.
package func printable(_ text: some StringProtocol) -> String {
  var shown = PrintableText()
  for scalar in text.unicodeScalars { shown.add(scalar) }
  return shown.text
}

/// Returns a text of several lines, each as ``printable(_:)`` shows it.
///
/// - Parameter sequences: What stays as it is, wherever it stands: the sequences that colour a terminal.
package func printableLines(_ text: String, keeping sequences: [String] = []) -> String {
  var shown = PrintableText()
  var rest = text.unicodeScalars[...]
  while let scalar = rest.first {
    if let kept = sequences.first(where: { rest.starts(with: $0.unicodeScalars) }) {
      shown.add(asItIs: kept)
      rest = rest.dropFirst(kept.unicodeScalars.count)
    } else {
      if scalar == "\n" { shown.add(asItIs: "\n") } else { shown.add(scalar) }
      rest = rest.dropFirst()
    }
  }
  return shown.text
}

/// The most marks that are shown upon one character, such as accents and vowel points.
package let mostMarks = 8

/// A text that is made printable, one code point after the other.
private struct PrintableText {
  private(set) var text = ""
  /// How many marks stand at the end of the text.
  private var markCount = 0

  mutating func add(asItIs more: String) {
    text += more
    markCount = 0
  }

  mutating func add(_ scalar: Unicode.Scalar) {
    guard scalar.value < 0x20 || scalar.value > 0x7E else { return append(scalar) }
    if scalar == "\t" { return append(" ") }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      addCode(of: scalar)
    case .nonspacingMark, .enclosingMark: addMark(scalar)
    default:
      // Such as the fillers of Hangul, which are letters by their category.
      if scalar.properties.isDefaultIgnorableCodePoint { addCode(of: scalar) } else { append(scalar) }
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    text.unicodeScalars.append(scalar)
    markCount = 0
  }

  private mutating func addMark(_ scalar: Unicode.Scalar) {
    // A variation selector chooses how the character before it looks, as with emoji.
    let isHidden = scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
    guard !isHidden, markCount < mostMarks else { return addCode(of: scalar) }
    text.unicodeScalars.append(scalar)
    markCount += 1
  }

  private mutating func addCode(of scalar: Unicode.Scalar) {
    text += "\\u{\(String(scalar.value, radix: 16))}"
  }
}
