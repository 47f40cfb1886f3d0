// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib
import Files

/// Reads a table of results member by member: the header, then one member for each replication.
///
/// It comes in pieces, so that memory doesn't grow with what a member holds.
///
/// Source: RFC 1952, §2.2.
package struct GzipMembers {
  let path: String

  package init(path: String) { self.path = path }

  /// What comes of a file.
  package enum Event {
    case begun
    case bytes(ArraySlice<UInt8>)
    case ended
  }

  private static let pieceSize = 1 << 18

  /// Calls a function with what comes, in order, to the end of the file.
  ///
  /// - Throws: ``ReplayProblem/badFile(path:reason:)`` where the file is missing, broken, cut short, or has something behind its
  ///   last member; what the function throws.
  package func forEach(_ each: (Event) throws(ReplayProblem) -> Void) throws(ReplayProblem) {
    let file = try open()
    var stream = z_stream()
    guard inflateInit2_(&stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .badFile(path: path, reason: "zlib has no memory")
    }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: GzipMembers.pieceSize)
    var isInMember = false
    while true {
      var input = try read(file)
      if input.isEmpty { break }
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
          throw .badFile(path: path, reason: "it is damaged, or something stands behind its end")
        }
        if !isInMember { try each(.begun) }
        used = input.count - Int(stream.avail_in)
        try each(.bytes(output[..<(output.count - Int(stream.avail_out))]))
        isFull = stream.avail_out == 0 && status == Z_OK
        isInMember = status != Z_STREAM_END
        guard status == Z_STREAM_END else { continue }
        try each(.ended)
        inflateReset(&stream)
      }
    }
    guard !isInMember else { throw .badFile(path: path, reason: "it ends in the middle of a replication") }
  }

  private func open() throws(ReplayProblem) -> RegularFile {
    do { return try RegularFile(path) } catch { throw .badFile(path: path, error) }
  }

  private func read(_ file: RegularFile) throws(ReplayProblem) -> [UInt8] {
    do { return try file.read(upTo: GzipMembers.pieceSize) } catch { throw .badFile(path: path, error) }
  }
}

extension ReplayProblem {
  static func badFile(path: String, _ problem: FileProblem) -> ReplayProblem {
    if case .missing = problem { return .badFile(path: path, reason: "it is not there") }
    return .badFile(path: path, reason: problem.reason)
  }
}
