// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A file that is written from its start to its end.
struct OutputFile {
  let path: String
  private let handle: FileHandle

  /// Creates the file.
  init(path: String) throws(ResultsError) {
    self.path = path
    // Opened in place: `FileManager.createFile` would put a new file where a device or a link is.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Writes a whole file.
  static func write(_ bytes: [UInt8], to path: String) throws(ResultsError) {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.close()
  }

  /// Writes a whole file beside its place, then renames it, so that nothing half-written is ever left there.
  static func replace(_ bytes: [UInt8], at path: String) throws(ResultsError) {
    let draft = "\(path).draft-\(getpid())"
    do throws(ResultsError) { try write(bytes, to: draft) } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(draft)
      throw .cannotWrite(path: path, reason: reason)
    }
  }

  /// Makes the folder of a file where it is not there.
  static func makeFolder(of path: String) throws(ResultsError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw .cannotWrite(path: folder, reason: systemReason(error)) }
  }

  func write(_ bytes: [UInt8]) throws(ResultsError) {
    guard !bytes.isEmpty else { return }
    try reporting { try handle.write(contentsOf: Data(bytes)) }
  }

  /// Brings the file to the disk and closes it.
  func close() throws(ResultsError) {
    // A pipe or a device can't be brought to a disk, which is no fault.
    guard fsync(handle.fileDescriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
    try reporting { try handle.close() }
  }

  private func reporting(_ body: () throws -> Void) throws(ResultsError) {
    do { try body() } catch { throw .cannotWrite(path: path, reason: systemReason(error)) }
  }
}

/// Returns the system's word for an error: `No space left on device`.
func systemReason(_ error: any Error) -> String {
  var error = error as NSError
  while let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error { error = underlying as NSError }
  guard error.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
  return String(cString: strerror(Int32(error.code)))
}
