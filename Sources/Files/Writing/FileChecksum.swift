// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib
import Foundation

/// What tells whether a file still holds what was written to it: its CRC-32 as eight hexadecimal digits, `cbf43926`.
///
/// It finds edits and mishaps, not a forger: whoever can change a file can change the list of checksums too, so what is read is
/// checked as a stranger's all the same.
///
/// Source: the polynomial of ISO 3309, as zlib computes it.
package enum FileChecksum {
  package static func of(_ bytes: some ContiguousBytes) -> String { text(sum(0, bytes)) }

  /// Reads a file for its checksum.
  package static func of(file path: String) throws(FileProblem) -> String {
    let file = try RegularFile(path)
    var checksum = crc32(0, nil, 0)
    while true {
      let bytes = try file.read(upTo: 1 << 18)
      if bytes.isEmpty { return text(checksum) }
      checksum = sum(checksum, bytes)
    }
  }

  private static func sum(_ checksum: uLong, _ bytes: some ContiguousBytes) -> uLong {
    bytes.withUnsafeBytes { crc32_z(checksum, $0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
  }

  private static func text(_ checksum: uLong) -> String {
    let digits = String(checksum, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
