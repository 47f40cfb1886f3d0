// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A reason why something is not run or put into a page: another user could have written it.
package enum ForeignHand: Error, Hashable {
  case missing(path: String)
  /// A folder can't be looked into; the reason is the system's.
  case unreadable(path: String, reason: String)
  /// It belongs to somebody who is neither this process' user nor root.
  case owner(path: String, id: uid_t)
  /// Others than its owner may write to it; its mode in octal.
  case writable(path: String, mode: String)
  /// It is a link, a pipe or a device where a file or folder is expected.
  case kind(path: String, kind: String)
}

extension ForeignHand: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path): "there is no \(printable(path))"
    case .unreadable(let path, let reason): "\(printable(path)) can't be looked into: \(reason)"
    case .owner(let path, let id): "\(printable(path)) belongs to another user (number \(id))"
    case .writable(let path, let mode):
      "\(printable(path)) can be changed by others than its owner (mode \(mode)); chmod go-w takes that away"
    case .kind(let path, let kind): "\(printable(path)) is \(kind)"
    }
  }
}

/// Holds files and folders to what may be trusted: they belong to this process' user or to root, and nobody else may write to them.
///
/// A group that has no member but the user, and the user's name, counts as the user: many systems give each user one, and
/// let it write by default.
package enum OwnFile {
  /// Checks a file or folder.
  ///
  /// - Parameter followsLinks: Whether a link stands for what it leads to; else it is refused.
  package static func check(_ path: String, followsLinks: Bool = false) throws(ForeignHand) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { throw .missing(path: path) }
    try check(status, path)
  }

  /// Checks the folder that something lies in: whoever may write to it could put something else in its place.
  ///
  /// A folder in which everybody may replace only what is their own, as `/tmp` is, will do.
  package static func checkFolder(of path: String) throws(ForeignHand) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var status = stat()
    guard stat(folder, &status) == 0 else { throw .missing(path: folder) }
    if status.st_mode & S_ISVTX != 0 { status.st_mode &= ~0o022 }
    try check(status, folder)
  }

  /// Checks a folder and everything below it. What a link leads to is held to the same, with all below it, and so is its folder.
  package static func checkTree(_ folder: String) throws(ForeignHand) {
    var seen: Set<String> = []
    try checkTree(folder, &seen)
  }

  private static func checkTree(_ folder: String, _ seen: inout Set<String>) throws(ForeignHand) {
    guard seen.insert(folder).inserted else { return }
    try check(folder)
    let names: [String]
    do throws(SystemFailure) { names = try FolderContent.names(in: folder) } catch {
      throw .unreadable(path: folder, reason: error.description)
    }
    for name in names {
      let path = "\(folder)/\(name)"
      switch FileKind(at: path) {
      case .folder: try checkTree(path, &seen)
      case .link: try checkTarget(of: path, &seen)
      default: try check(path)
      }
    }
  }

  private static func checkTarget(of link: String, _ seen: inout Set<String>) throws(ForeignHand) {
    let target = URL(fileURLWithPath: link).resolvingSymlinksInPath().path
    try checkFolder(of: target)
    if FileKind(at: target) == .folder {
      try checkTree(target, &seen)
    } else {
      try check(target, followsLinks: true)
    }
  }

  private static func check(_ status: stat, _ path: String) throws(ForeignHand) {
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else {
      throw .kind(path: path, kind: RegularFile.kind(status.st_mode))
    }
    guard status.st_uid == 0 || status.st_uid == geteuid() else {
      throw .owner(path: path, id: status.st_uid)
    }
    let others = status.st_mode & 0o022
    guard others == 0 || (others == 0o020 && isOwnGroup(status.st_gid)) else {
      throw .writable(path: path, mode: String(status.st_mode & 0o7777, radix: 8))
    }
  }

  /// Whether a group is that of this process' user alone.
  private static func isOwnGroup(_ id: gid_t) -> Bool {
    guard let user = getpwuid(geteuid()), let group = getgrgid(id) else { return false }
    let name = String(cString: user.pointee.pw_name)
    guard user.pointee.pw_gid == id, String(cString: group.pointee.gr_name) == name else { return false }
    var member = group.pointee.gr_mem
    while let one = member?.pointee {
      if String(cString: one) != name { return false }
      member = member?.successor()
    }
    return true
  }
}
