// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// What lies at a path, links not followed.
package enum FileKind: Hashable {
  case none, file, folder, link
  case other(String)

  package init(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      // What can't be looked at is something: it is not taken for free.
      self = errno == ENOENT || errno == ENOTDIR ? .none : .other("not to be looked at")
      return
    }
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other(RegularFile.kind(status.st_mode))
      }
  }
}

/// A folder that somebody named.
struct FolderPath {
  let path: String

  init(_ path: String) { self.path = path }

  /// Makes it and the folders above, where they are not there, and brings their names to the disk.
  ///
  /// Folders above may be links: they are the user's own, and lie outside of what is written.
  func make(system: any SystemCalls) throws(WriteProblem) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .inTheWay(path: path, kind: "no folder") }
      return
    }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if parent != path { try FolderPath(parent).make(system: system) }
    do throws(SystemFailure) {
      try system.makeFolder(path)
      try system.syncFolder(parent)
    } catch {
      // Another process may have made it meanwhile.
      guard error.code == EEXIST, FileKind(at: path) == .folder else { throw WriteProblem(path, error) }
    }
  }
}
