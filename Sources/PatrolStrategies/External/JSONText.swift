// SPDX-License-Identifier: GPL-3.0-or-later

/// What a program wrote, as messages show it.
enum JSONText {
  /// The longest excerpt of a line, in bytes.
  static let excerptLength = 300

  /// Returns the start of a line that can be printed.
  static func excerpt(_ bytes: some Collection<UInt8>) -> String {
    guard !bytes.isEmpty else { return "an empty line" }
    let text = printable(String(decoding: bytes.prefix(excerptLength), as: UTF8.self))
    return bytes.count > excerptLength || text.count > excerptLength ? text.prefix(excerptLength) + "…" : text
  }

  /// Returns a text without what could move a terminal's cursor or change its colours.
  static func printable(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += scalar == "\t" ? " " : "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// Returns a number without a fraction that is 0.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
