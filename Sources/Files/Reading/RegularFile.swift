// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A file of a user's, open for reading: a regular one, since a pipe or a device may never end.
///
/// What lies behind a link is read as if it were there itself.
package final class RegularFile {
  package let path: String
  package let descriptor: Int32
  /// Its size in bytes when it was opened.
  package let size: Int

  /// Opens a file.
  ///
  /// - Throws: ``FileProblem`` where there is none, or it is no regular file. Nothing waits for the other end of a pipe.
  package init(_ path: String) throws(FileProblem) {
    self.path = path
    // Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let code = errno
      throw code == ENOENT || code == ENOTDIR
        ? .missing(path: path)
        : code == ENXIO
          ? .notRegular(path: path, kind: "a socket or a device")
          : .cannotRead(path: path, reason: systemReason(code))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = systemReason(errno)
      close(descriptor)
      throw .cannotRead(path: path, reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notRegular(path: path, kind: RegularFile.kind(status.st_mode))
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads the next bytes into a buffer, as many as are at hand.
  ///
  /// - Returns: How many were read; 0 at the end of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileProblem) -> Int {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .cannotRead(path: path, reason: systemReason(errno)) }
    }
  }

  /// Reads the next bytes, at most so many; none at the end.
  package func read(upTo count: Int) throws(FileProblem) -> [UInt8] {
    var problem: FileProblem?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(FileProblem) { filled = try read(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return bytes
  }

  /// Whether the file begins with some bytes; what is read next stays the same.
  package func begins(with bytes: [UInt8]) -> Bool {
    var start = [UInt8](repeating: 0, count: bytes.count)
    return pread(descriptor, &start, start.count, 0) == bytes.count && start == bytes
  }

  /// Reads the rest of the file.
  ///
  /// - Parameter limit: The most bytes that are read.
  /// - Throws: ``FileProblem``; a larger file is refused before it is read, one that grows while it is read as soon as it is larger.
  package func bytes(limit: Int) throws(FileProblem) -> [UInt8] {
    guard size <= limit else { throw .tooLarge(path: path, limit: limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    while true {
      let more = try read(upTo: min(1 << 20, max(1 << 12, size - bytes.count + 1)))
      if more.isEmpty { return bytes }
      bytes += more
      guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
    }
  }

  /// Reads a whole file.
  ///
  /// - Parameter limit: The most bytes that are read.
  /// - Throws: ``FileProblem``, as opening and ``bytes(limit:)`` do.
  package static func bytes(of path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    try RegularFile(path).bytes(limit: limit)
  }

  /// What a file is that isn't a regular one.
  package static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: folder
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFLNK: "a link"
    default: "no regular file"
    }
  }

  /// What a folder is called among the kinds of files.
  static let folder = "a folder"
}

extension RegularFile {
  /// Reads a file of `/proc`, whose size is said to be 0.
  static func text(ofProcess path: String) throws(FileProblem) -> String {
    String(decoding: try bytes(of: path, limit: 1 << 20), as: UTF8.self)
  }
}
