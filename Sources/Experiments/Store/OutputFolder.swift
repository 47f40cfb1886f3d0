// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// A folder for files that belong together and are no comparison: all are there or none.
public enum OutputFolder {
  /// What such folders hold, where a later one may replace an earlier.
  public enum Kind: String, Codable, Sendable { case pilot, figures }

  /// The list of the files in it.
  private struct List: Codable {
    var format = 1
    var patrolsim = PatrolSimVersion.current
    let kind: Kind
    let files: [String]
  }

  /// Writes files into a folder that is not there yet or is empty.
  ///
  /// - Parameters:
  ///   - files: Names and contents; at least one.
  ///   - path: The folder.
  /// - Returns: The folder's absolute path.
  /// - Throws: ``ResultsError`` where it holds something or can't be written.
  @discardableResult
  public static func write(_ files: [(String, [UInt8])], to path: String) throws(ResultsError) -> String {
    try write(files, to: path, replacing: nil)
  }

  /// Writes files and a manifest that lists them.
  ///
  /// - Parameters:
  ///   - files: Names and contents.
  ///   - path: The folder; it must not be there, be empty, or hold an earlier folder of the same kind and nothing else.
  ///   - kind: What they are.
  ///   - force: Whether to replace an earlier one.
  /// - Returns: The folder's absolute path.
  /// - Throws: ``ResultsError`` where something would be lost or can't be written.
  @discardableResult
  public static func write(
    _ files: [(String, [UInt8])], to path: String, as kind: Kind, force: Bool
  ) throws(ResultsError) -> String {
    let names = (files.map(\.0) + [ListedFiles.manifest]).sorted()
    guard let manifest = try? JSONText.bytes(List(kind: kind, files: names)) else {
      throw .cannotWrite(path: path, reason: "its list of files can't be made")
    }
    guard !path.isEmpty else { throw .noName }
    FolderDraft.restore(URL(fileURLWithPath: path).standardizedFileURL.path)
    let old = ListedFiles(folder: path)
    if old != nil {
      guard self.kind(of: path) == kind else { throw .wouldLoseOther(path: path) }
      guard force else { throw .wouldLose(path: path, what: "earlier results") }
    }
    return try write(files + [(ListedFiles.manifest, manifest)], to: path, replacing: old)
  }

  private static func write(
    _ files: [(String, [UInt8])], to path: String, replacing old: ListedFiles?
  ) throws(ResultsError) -> String {
    try ResultsError.from { () throws(WriteProblem) in
      let target = URL(fileURLWithPath: path.isEmpty ? "." : path).standardizedFileURL.path
      guard !path.isEmpty else { throw .noName }
      FolderDraft.restore(target)
      try FolderDraft.check(target, replacing: old)
      let draft = try FolderDraft(for: target)
      for (name, bytes) in files { try draft.write(bytes, to: name) }
      try draft.publish(replacing: old)
      return target
    }
  }

  private static func kind(of folder: String) -> Kind? {
    guard
      let bytes = try? RegularFile.bytes(
        of: folder + "/" + ListedFiles.manifest, limit: ListedFiles.longestManifest)
    else { return nil }
    return (try? JSONDecoder().decode(List.self, from: Data(bytes)))?.kind
  }
}

extension ResultsError {
  /// The folder holds results of another command.
  fileprivate static func wouldLoseOther(path: String) -> ResultsError {
    .inTheWay(path: path, kind: "a folder with the results of another command")
  }
}
