// SPDX-License-Identifier: GPL-3.0-or-later

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

  /// Returns a heading.
  func heading(_ text: String) -> String { usesColour ? TextStyle.bold + text + TextStyle.end : text }

  /// Returns a text that must not be overlooked.
  func alarm(_ text: String) -> String { usesColour ? TextStyle.boldRed + text + TextStyle.end : text }
}
