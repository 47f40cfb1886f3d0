// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A folder that somebody named.
struct FolderPath {
  let path: String

  init(_ path: String) { self.path = path }

  /// Whether it is the current folder of this process, or one above that.
  var holdsCurrent: Bool {
    guard let real = realpath(path, nil) else { return false }
    defer { free(real) }
    return (FileManager.default.currentDirectoryPath + "/").hasPrefix(String(cString: real) + "/")
  }

  /// Makes it and the folders above, where they are not there, and brings their names to the disk.
  ///
  /// Folders above may be links: they are the user's own, and lie outside of what is written.
  func make(system: any SystemCalls) throws(WriteProblem) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .inTheWay(path: path, kind: "a file") }
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
