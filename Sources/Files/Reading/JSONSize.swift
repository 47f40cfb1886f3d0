// SPDX-License-Identifier: GPL-3.0-or-later

/// How much a JSON text holds, which decides how much memory its values take: a value of six bytes can take two hundred.
package enum JSONSize {
  /// The most signs `[`, `{`, `,` and `:` of a text whose values are all held in memory; they take about 1 GB.
  package static let signLimit = 8_000_000

  /// Counts the signs that begin or part values, those within texts too.
  ///
  /// - Complexity: O(length of the text).
  package static func signCount(in text: some Sequence<UInt8>) -> Int {
    var count = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"): count += 1
      default: break
      }
    }
    return count
  }
}
