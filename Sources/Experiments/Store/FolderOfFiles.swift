// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Writes files that belong together into a folder of their own, all or none.
enum FolderOfFiles {
  /// Writes them.
  ///
  /// They go to a hidden folder beside and are brought to their place when all are there.
  ///
  /// - Parameters:
  ///   - files: Names and contents; the first is the one by which such a folder is known.
  ///   - path: The folder. It must not exist, or be empty, or with `force` hold the first of the files.
  ///   - force: Whether earlier files of the same sort may be replaced.
  /// - Returns: The folder's absolute path.
  static func write(_ files: [(String, [UInt8])], to path: String, force: Bool) throws(ResultsError) -> String
  {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let manager = FileManager.default
    try check(url.path, marker: files[0].0, force: force)
    let draft = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).draft-\(getpid())"
    defer { try? manager.removeItem(atPath: draft) }
    try attempt(draft) {
      try manager.createDirectory(atPath: draft, withIntermediateDirectories: true)
    }
    for (name, bytes) in files { try OutputFile.write(bytes, to: draft + "/" + name) }
    try check(url.path, marker: files[0].0, force: force)
    try attempt(url.path) {
      if manager.fileExists(atPath: url.path) { try manager.removeItem(atPath: url.path) }
      try manager.moveItem(atPath: draft, toPath: url.path)
    }
    return url.path
  }

  /// Refuses a folder in which something would be lost.
  private static func check(_ path: String, marker: String, force: Bool) throws(ResultsError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notResults(path: path) }
    let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"]
    guard !content.isEmpty else { return }
    guard content.contains(marker) else { throw .notResults(path: path) }
    guard force else { throw .wouldLose(path: path, what: "earlier results") }
  }

  private static func attempt(_ path: String, _ body: () throws -> Void) throws(ResultsError) {
    do { try body() } catch { throw .cannotWrite(path: path, reason: systemReason(error)) }
  }
}
