// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib
import Foundation

/// Bytes that arrive in order, a piece at a time.
protocol ByteSource: AnyObject {
  /// Fills a buffer as far as bytes are at hand.
  ///
  /// - Returns: How many bytes were written; 0 at the end.
  /// - Throws: ``ImportProblem`` where the bytes can't be read.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportProblem) -> Int
}

/// The bytes of a file as they lie on disk.
final class PlainByteSource: ByteSource {
  private let file: String
  private let descriptor: Int32

  /// Opens a file for reading.
  ///
  /// - Throws: ``ImportProblem/unreadableFile(file:reason:)``.
  init(file: String) throws(ImportProblem) {
    self.file = file
    descriptor = open(file, O_RDONLY)
    guard descriptor >= 0 else {
      throw .unreadableFile(file: file, reason: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportProblem) -> Int {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw .unreadableFile(file: file, reason: String(cString: strerror(errno)))
      }
    }
  }
}

/// The bytes inside a gzip stream, of one member or of several end to end.
///
/// Source: RFC 1952, §2.2.
final class GzipByteSource: ByteSource {
  private let file: String
  private let compressed: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isBetweenMembers = true
  private var isAtEnd = false

  /// Unpacks a stream of compressed bytes.
  ///
  /// - Parameters:
  ///   - file: The name for messages.
  ///   - compressed: Where the packed bytes come from.
  init(file: String, compressed: any ByteSource) {
    self.file = file
    self.compressed = compressed
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 16, alignment: 16)
    // 15 bits of window, and 16 more to ask for the gzip wrapper.
    inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportProblem) -> Int {
    stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(buffer.count)
    while !isAtEnd, stream.pointee.avail_out == UInt32(buffer.count) {
      try fillInput()
      guard !isAtEnd else { break }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: isBetweenMembers = false
      case Z_STREAM_END:
        inflateReset(stream)
        isBetweenMembers = true
      default:
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "no gzip data"
        throw .damagedGzip(file: file, reason: reason)
      }
    }
    return buffer.count - Int(stream.pointee.avail_out)
  }

  /// Reads more packed bytes once the last are used up.
  private func fillInput() throws(ImportProblem) {
    guard stream.pointee.avail_in == 0 else { return }
    let count = try compressed.read(into: input)
    if count == 0 {
      guard isBetweenMembers else {
        throw .damagedGzip(file: file, reason: "it ends in the middle of the data")
      }
      isAtEnd = true
    }
    stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_in = UInt32(count)
  }
}

/// Bytes held in memory, handed out in pieces of a chosen size.
final class MemoryByteSource: ByteSource {
  private let bytes: [UInt8]
  private let pieceSize: Int
  private var position = 0

  /// - Parameter pieceSize: The most bytes handed out at once; at least 1.
  init(_ bytes: [UInt8], pieceSize: Int = .max) {
    self.bytes = bytes
    self.pieceSize = pieceSize
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(pieceSize, buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// Opens a file, unpacking it if its first two bytes say that it is gzip.
///
/// - Throws: ``ImportProblem/unreadableFile(file:reason:)``.
func byteSource(ofFile file: String) throws(ImportProblem) -> any ByteSource {
  let magic = UnsafeMutableRawBufferPointer.allocate(byteCount: 2, alignment: 1)
  defer { magic.deallocate() }
  let count = try PlainByteSource(file: file).read(into: magic)
  let plain = try PlainByteSource(file: file)
  let isGzip = count == 2 && magic[0] == 0x1F && magic[1] == 0x8B
  return isGzip ? GzipByteSource(file: file, compressed: plain) : plain
}
