// SPDX-License-Identifier: GPL-3.0-or-later

import CExclusiveRename
import Foundation

/// The operating system as it is.
package struct Disk: SystemCalls {
  package init() {}

  package func create(_ path: String) throws(SystemFailure) -> Int32 {
    try opened(path, O_WRONLY | O_CREAT | O_EXCL)
  }

  package func openToGrow(_ path: String) throws(SystemFailure) -> Int32 {
    // Without O_NONBLOCK a pipe in the place of the file would be waited for.
    let file = try opened(path, O_RDWR | O_CREAT | O_NONBLOCK)
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw SystemFailure(code: EINVAL)
    }
    return file
  }

  package func openToSync(_ path: String) throws(SystemFailure) -> Int32 { try opened(path, O_RDONLY) }

  private func opened(_ path: String, _ flags: Int32) throws(SystemFailure) -> Int32 {
    while true {
      let file = open(path, flags | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if file >= 0 { return file }
      guard errno == EINTR else { throw SystemFailure(code: errno) }
    }
  }

  package func write(
    _ bytes: UnsafeRawBufferPointer, to file: Int32, at offset: Int
  ) throws(SystemFailure) -> Int {
    while true {
      let count = pwrite(file, bytes.baseAddress, bytes.count, off_t(offset))
      if count > 0 { return count }
      // A file that takes nothing and gives no reason would be written to for ever.
      if count == 0 { throw SystemFailure(code: EIO) }
      guard errno == EINTR else { throw SystemFailure(code: errno) }
    }
  }

  package func truncate(_ file: Int32, to length: Int) throws(SystemFailure) {
    try check(ftruncate(file, off_t(length)))
  }

  package func sync(_ file: Int32) throws(SystemFailure) { try check(fsync(file)) }

  package func close(_ file: Int32) { _ = Foundation.close(file) }

  package func makeFolder(_ path: String) throws(SystemFailure) { try check(mkdir(path, 0o777)) }

  package func syncFolder(_ path: String) throws(SystemFailure) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw SystemFailure(code: errno) }
    defer { close(folder) }
    // Some network file systems have nothing to bring to a disk here, and say so by EINVAL.
    guard fsync(folder) == 0 || errno == EINVAL else { throw SystemFailure(code: errno) }
  }

  package func rename(_ path: String, to other: String) throws(SystemFailure) {
    try check(Foundation.rename(path, other))
  }

  package func renameExclusively(_ path: String, to other: String) throws(SystemFailure) {
    let code = rename_exclusively(path, other)
    guard code == EINVAL || code == ENOSYS || code == ENOTSUP else {
      if code != 0 { throw SystemFailure(code: code) }
      return
    }
    // A file system that can't do it in one step: what comes between the two is lost, so this is the exception.
    var status = stat()
    guard lstat(other, &status) != 0, errno == ENOENT else { throw SystemFailure(code: EEXIST) }
    try rename(path, to: other)
  }

  package func exchange(_ path: String, with other: String) throws(SystemFailure) {
    let code = exchange_names(path, other)
    guard code == 0 else { throw SystemFailure(code: code) }
  }

  package func remove(_ path: String) throws(SystemFailure) { try check(unlink(path)) }

  package func removeFolder(_ path: String) throws(SystemFailure) { try check(rmdir(path)) }

  package var steadySeconds: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  package var now: Date { Date() }

  private func check(_ code: Int32) throws(SystemFailure) {
    guard code == 0 else { throw SystemFailure(code: errno) }
  }
}
