// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib
import Foundation

/// Reads a table of results member by member: the header, then one member for each replication.
///
/// Only one member is in memory at a time.
///
/// Source: RFC 1952, §2.2.
struct GzipMembers {
  let path: String

  /// Calls a function with the bytes of each member, in order.
  ///
  /// - Parameter each: Returns `false` to end.
  /// - Throws: ``ReplayProblem/badFile(path:reason:)`` where the file is missing, broken or cut short.
  func forEach(_ each: ([UInt8]) -> Bool) throws(ReplayProblem) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .badFile(path: path, reason: "it is not there")
    }
    var stream = z_stream()
    guard inflateInit2_(&stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .badFile(path: path, reason: "zlib has no memory")
    }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: 1 << 18)
    var member: [UInt8] = []
    var isInMember = false
    while let data = try? file.read(upToCount: 1 << 18), !data.isEmpty {
      var input = Array(data)
      var used = 0
      // Output that did not fit waits in the stream although no input is left.
      var isFull = false
      while used < input.count || isFull {
        let status = input.withUnsafeMutableBufferPointer { source in
          output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress.map { $0 + used }
            stream.avail_in = UInt32(source.count - used)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            return inflate(&stream, Z_NO_FLUSH)
          }
        }
        guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else {
          throw .badFile(path: path, reason: "it is damaged")
        }
        used = input.count - Int(stream.avail_in)
        member += output[..<(output.count - Int(stream.avail_out))]
        isFull = stream.avail_out == 0 && status == Z_OK
        if status != Z_BUF_ERROR { isInMember = status == Z_OK }
        guard status == Z_STREAM_END else { continue }
        guard each(member) else { return }
        member.removeAll(keepingCapacity: true)
        inflateReset(&stream)
      }
    }
    guard !isInMember else { throw .badFile(path: path, reason: "it ends in the middle of a replication") }
  }
}
