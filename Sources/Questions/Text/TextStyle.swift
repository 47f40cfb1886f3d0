// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Tables

/// How text looks on its way to a person: with colour on a terminal, without elsewhere.
public struct TextStyle: Hashable, Sendable {
  /// Whether to write ANSI escape sequences.
  public var usesColour: Bool

  public static let plain = TextStyle(usesColour: false)
  public static let colour = TextStyle(usesColour: true)

  public init(usesColour: Bool) { self.usesColour = usesColour }

  /// The escape sequences that it writes.
  public var sequences: [String] { usesColour ? [TextStyle.bold, TextStyle.boldRed, TextStyle.end] : [] }

  private static let bold = "\u{1B}[1m"
  private static let boldRed = "\u{1B}[1;31m"
  private static let end = "\u{1B}[0m"

  /// Returns the text of a report, its sections set apart, with a line feed at its end.
  ///
  /// Each line of a section stays one line, and nothing in it acts on a terminal but ``sequences``.
  package func text(_ sections: [[String]]) -> String {
    sections.filter { !$0.isEmpty }.map { lines in
      lines.map { printable($0, keeping: sequences) }.joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n"
  }

  /// Returns a heading.
  package func heading(_ text: String) -> String {
    usesColour ? TextStyle.bold + printable(text) + TextStyle.end : printable(text)
  }

  /// Returns a text that must not be overlooked.
  package func alarm(_ text: String) -> String {
    usesColour ? TextStyle.boldRed + printable(text) + TextStyle.end : printable(text)
  }
}

extension TextTable {
  /// Returns the lines of the table, its header as a heading.
  package func lines(style: TextStyle) -> [String] { lines(heading: style.heading) }
}
