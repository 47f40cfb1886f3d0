// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib

/// zlib has no memory for more.
package struct CannotCompress: Error {}

/// Gzip compression that gives the same bytes for the same input: no file name, no time.
package enum Gzip {
  /// Returns the bytes as one gzip member.
  ///
  /// Members may follow each other in a file; every reader of gzip takes them as one. So each replication can be
  /// compressed by its own worker.
  ///
  /// Source: RFC 1952, §2.2.
  package static func member(_ bytes: [UInt8]) throws(CannotCompress) -> [UInt8] {
    var stream = z_stream()
    // 15 bits of window, and 16 for a gzip header; 8 is zlib's default memory level.
    let version = zlibVersion()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, version, size) == Z_OK else {
      throw CannotCompress()
    }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
    var input = bytes
    let isDone = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
    }
    guard isDone else { throw CannotCompress() }
    output.removeLast(output.count - Int(stream.total_out))
    return output
  }
}
