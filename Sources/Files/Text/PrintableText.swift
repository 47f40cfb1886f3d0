// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns a text from elsewhere as messages, tables and pages may show it: on one line, and without anything that acts.
///
/// Control and format characters, line and paragraph separators, unassigned and private code points and characters that show
/// nothing are shown as codes: an escape becomes `\u{1b}`, a right-to-left override `\u{202e}`. A tab becomes a space. Of
/// marks that are set upon one character ``mostMarks`` stay, as no language needs more. What is left can neither move a
/// terminal's cursor, change its colours, reorder or cover what stands beside it nor begin a line of its own. To make a text
/// printable that is so already leaves it as it is.
///
/// - Parameter sequences: What stays as it is, wherever it stands: the sequences that colour a terminal. They begin with a control character.
/// - Complexity: O(length of the text).
///
/// Source: Unicode Standard Annex #9 (bidirectional marks) and #44 (general categories, characters that show nothing); Boucher
/// & Anderson 2023, "Trojan Source", USENIX Security 32.
package func printable(_ text: some StringProtocol, keeping sequences: [String] = []) -> String {
  // Nearly all of it.
  guard text.utf8.contains(where: { !isPlain($0) }) else { return String(text) }
  return PrintableText(text, keeping: sequences).text
}

/// Returns a text of several lines, each as ``printable(_:keeping:)`` shows it.
package func printableLines(_ text: String, keeping sequences: [String] = []) -> String {
  guard text.utf8.contains(where: { !isPlain($0) && $0 != 0x0A }) else { return text }
  return PrintableText(text, keeping: sequences + ["\n"]).text
}

/// Whether a code point is a character of ASCII that shows.
private func isPlain(_ value: some BinaryInteger) -> Bool { value >= 0x20 && value <= 0x7E }

/// Returns a text from elsewhere on one line: line ends in it become spaces, and the rest is ``printable(_:keeping:)``.
package func oneLine(_ text: String) -> String {
  printable(String(text.map { $0.isNewline ? " " : $0 }))
}

/// The most marks that are shown upon one character, such as accents and vowel points.
package let mostMarks = 8

/// A text that is made printable, one code point after the other.
private struct PrintableText {
  private(set) var text = ""
  /// How many marks stand at the end of the text.
  private var markCount = 0

  init(_ original: some StringProtocol, keeping sequences: [String]) {
    let kept = sequences.map { Array($0.unicodeScalars) }
    var rest = original.unicodeScalars[...]
    while let scalar = rest.first {
      guard !isPlain(scalar.value) else {
        append(scalar)
        rest.removeFirst()
        continue
      }
      let own = kept.first { rest.starts(with: $0) } ?? []
      own.forEach { append($0) }
      if own.isEmpty { add(scalar) }
      rest = rest.dropFirst(max(1, own.count))
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    if scalar == "\t" {
      append(" ")
    } else if isHidden(scalar) {
      addCode(of: scalar)
    } else if isMark(scalar) {
      addMark(scalar)
    } else {
      append(scalar)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    text.unicodeScalars.append(scalar)
    markCount = 0
  }

  private mutating func addMark(_ scalar: Unicode.Scalar) {
    guard markCount < mostMarks else { return addCode(of: scalar) }
    text.unicodeScalars.append(scalar)
    markCount += 1
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    // The first of them; what stands before them is most of all text.
    guard scalar.value >= 0x300 else { return false }
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark
  }

  private mutating func addCode(of scalar: Unicode.Scalar) {
    text += "\\u{\(String(scalar.value, radix: 16))}"
  }
}

/// Whether a code point acts, or shows nothing of itself where it stands.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  guard !isPlain(scalar.value) else { return false }
  let properties = scalar.properties
  switch properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
    return true
  default:
    // Such as the fillers of Hangul, which are letters by their category. A variation selector chooses how the character
    // before it looks, as with emoji.
    return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
  }
}
