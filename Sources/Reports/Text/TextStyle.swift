// SPDX-License-Identifier: GPL-3.0-or-later

/// How text looks on its way to a person: with colour on a terminal, without elsewhere.
public struct TextStyle: Hashable, Sendable {
  /// Whether to write ANSI escape sequences.
  public var usesColour: Bool

  public static let plain = TextStyle(usesColour: false)
  public static let colour = TextStyle(usesColour: true)

  public init(usesColour: Bool) { self.usesColour = usesColour }

  /// Returns a heading.
  func heading(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// Returns a text that must not be overlooked.
  func alarm(_ text: String) -> String { usesColour ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }
}
