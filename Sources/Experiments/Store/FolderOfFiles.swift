// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Writes files that belong together into a folder of their own, all or none.
enum FolderOfFiles {
  /// Writes them.
  ///
  /// They go to a hidden folder beside and are brought to their place when all are there.
  ///
  /// - Parameters:
  ///   - files: Names and contents; at least one.
  ///   - path: The folder. It must not exist, or be empty, or be one that may be replaced.
  ///   - marker: The file by which an earlier folder of the same sort is known; `nil` where none may be replaced.
  ///   - force: Whether to replace an earlier one.
  /// - Returns: The folder's absolute path.
  static func write(
    _ files: [(String, [UInt8])], to path: String, replacing marker: String? = nil, force: Bool = false
  ) throws(ResultsError) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let manager = FileManager.default
    try check(url.path, marker: marker, force: force)
    let draft = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).draft-\(getpid())"
    defer { try? manager.removeItem(atPath: draft) }
    try attempt(draft) {
      try manager.createDirectory(atPath: draft, withIntermediateDirectories: true)
    }
    for (name, bytes) in files { try OutputFile.write(bytes, to: draft + "/" + name) }
    try check(url.path, marker: marker, force: force)
    try attempt(url.path) {
      if manager.fileExists(atPath: url.path) { try manager.removeItem(atPath: url.path) }
      try manager.moveItem(atPath: draft, toPath: url.path)
    }
    return url.path
  }

  /// Refuses a folder in which something would be lost.
  private static func check(_ path: String, marker: String?, force: Bool) throws(ResultsError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notResults(path: path) }
    let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"]
    guard !content.isEmpty else { return }
    guard let marker else { throw .notEmpty(path: path) }
    guard content.contains(marker) else { throw .notResults(path: path) }
    guard force else { throw .wouldLose(path: path, what: "earlier results") }
  }

  private static func attempt(_ path: String, _ body: () throws -> Void) throws(ResultsError) {
    do { try body() } catch { throw .cannotWrite(path: path, reason: systemReason(error)) }
  }
}
