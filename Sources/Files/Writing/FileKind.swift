// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Lets a new file or folder be as open to others as an old one.
func copyMode(of old: String, to new: String) {
  var status = stat()
  if lstat(old, &status) == 0 { chmod(new, status.st_mode & 0o7777) }
}

/// What lies at a path, links not followed.
package enum FileKind: Hashable {
  case none, file, folder, link
  /// Something else, in words: `a pipe`.
  case other(String)

  package init(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      // What can't be looked at is something: it is not taken for free.
      let code = errno
      self =
        code == ENOENT || code == ENOTDIR
        ? .none : .other("something that can't be looked at (\(systemReason(code)))")
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

  /// Refuses what lies at a path, unless it is of one of some kinds.
  ///
  /// - Returns: Of which.
  @discardableResult
  package static func require(_ kinds: Set<FileKind>, at path: String) throws(WriteProblem) -> FileKind {
    let kind = FileKind(at: path)
    if kinds.contains(kind) { return kind }
    switch kind {
    case .none: throw .cannotWrite(path: path, reason: SystemFailure(code: ENOENT).description)
    case .link: throw .isLink(path: path)
    case .file: throw .inTheWay(path: path, kind: "a file")
    case .folder: throw .inTheWay(path: path, kind: RegularFile.folder)
    case .other(let words): throw .inTheWay(path: path, kind: words)
    }
  }
}
