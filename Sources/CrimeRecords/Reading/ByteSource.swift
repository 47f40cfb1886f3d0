// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib
import Files
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
  private let file: RegularFile

  init(_ file: RegularFile) { self.file = file }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportProblem) -> Int {
    do throws(FileProblem) { return try file.read(into: buffer) } catch { throw ImportProblem(error) }
  }
}

/// The bytes inside a gzip stream, of one member or of several end to end.
///
/// A small file can hold a thousand times its size in zeros, which somebody may have made to fill memory or time. Records unpack to
/// five to fifteen times their size, so a stream that goes on unpacking to far more is refused.
///
/// Source: RFC 1952, §2.2.
final class GzipByteSource: ByteSource {
  private let file: String
  private let compressed: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isBetweenMembers = true
  private var isAtEnd = false
  /// Bytes read and bytes handed out so far.
  private var packedCount = 0
  private var unpackedCount = 0

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
    let count = buffer.count - Int(stream.pointee.avail_out)
    unpackedCount += count
    guard unpackedCount <= max(ReadingLimit.freelyUnpacked, ReadingLimit.unpackedPerPacked * packedCount)
    else {
      throw .unpacksTooFar(file: file, limit: ReadingLimit.unpackedPerPacked)
    }
    return count
  }

  /// Reads more packed bytes once the last are used up.
  private func fillInput() throws(ImportProblem) {
    guard stream.pointee.avail_in == 0 else { return }
    let count = try compressed.read(into: input)
    packedCount += count
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
/// - Throws: ``ImportProblem/unreadableFile(file:reason:)``, also where it is no regular file.
func byteSource(ofFile file: String) throws(ImportProblem) -> any ByteSource {
  do throws(FileProblem) {
    let regular = try RegularFile(file)
    let plain = PlainByteSource(regular)
    return regular.begins(with: [0x1F, 0x8B]) ? GzipByteSource(file: file, compressed: plain) : plain
  } catch {
    throw ImportProblem(error)
  }
}

/// Returns all bytes of a file, plain or gzip.
///
/// - Throws: What reading throws, and ``ImportProblem/tooLarge(file:limitInBytes:)`` beyond ``ReadingLimit/wholeFile``.
func wholeFile(_ file: String) throws(ImportProblem) -> Data {
  let source = try byteSource(ofFile: file)
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
  defer { piece.deallocate() }
  var data = Data()
  while true {
    let count = try source.read(into: piece)
    guard count > 0 else { return data }
    guard data.count + count <= ReadingLimit.wholeFile else {
      throw .tooLarge(file: file, limitInBytes: ReadingLimit.wholeFile)
    }
    data.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[0..<count]))
  }
}
