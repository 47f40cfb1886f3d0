// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// What a program wrote, as messages show it.
enum ProgramText {
  /// The longest excerpt of a line, in bytes.
  static let excerptLength = 300

  /// Returns the start of a line that can be printed.
  static func excerpt(_ bytes: some Collection<UInt8>) -> String {
    guard !bytes.isEmpty else { return "an empty line" }
    let text = printable(String(decoding: bytes.prefix(excerptLength), as: UTF8.self))
    return bytes.count > excerptLength || text.count > excerptLength ? text.prefix(excerptLength) + "…" : text
  }
}
