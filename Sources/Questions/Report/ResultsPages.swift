// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Tables

/// Writes pages into a folder of results that is there.
public enum ResultsPages {
  /// Writes each file beside its place, then puts it there: one that can't be written leaves the old one whole.
  ///
  /// Only files that the manifest lists are replaced. Until all are there the list says of them that they may hold anything, so that
  /// they can be replaced later, however this ends.
  ///
  /// - Parameters:
  ///   - files: Their paths below the folder and their contents.
  ///   - folder: The folder of results. Links in it are refused: somebody else may have put them there.
  ///   - force: Whether files are replaced that were changed since they were written.
  /// - Throws: ``ResultsError`` of the first that can't be written.
  public static func write(
    _ files: [(path: String, bytes: [UInt8])], to folder: String, force: Bool = false
  ) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in try FileKind.require([.folder], at: folder) }
    guard var manifest = Manifest(folder: folder) else {
      throw .cannotRead(path: folder, reason: "its manifest.json is missing or is not that of a comparison")
    }
    guard var list = manifest.files, let listed = ListedFiles(folder: folder) else {
      throw .unlisted(path: folder)
    }
    let paths = Set(files.map(\.path))
    for (path, _) in files { try checkWay(to: path, in: folder) }
    let taken = paths.subtracting(listed.names).filter { FileKind(at: "\(folder)/\($0)") != .none }.sorted()
    guard taken.isEmpty else {
      throw .holdsOthers(path: folder, names: Array(taken.prefix(5)), count: taken.count)
    }
    if !force {
      try ResultsError.from { () throws(WriteProblem) in try listed.only(paths).checkUnchanged(folder) }
    }
    for path in paths { list[path] = .some(nil) }
    manifest.files = list
    try write(manifest, to: folder)
    for (path, bytes) in files {
      try ResultsError.from { () throws(WriteProblem) in try WholeFile.write(bytes, to: "\(folder)/\(path)") }
      list[path] = FileChecksum.of(bytes)
    }
    manifest.files = list
    try write(manifest, to: folder)
  }

  private static func write(_ manifest: Manifest, to folder: String) throws(ResultsError) {
    guard let text = try? JSONText.bytes(manifest) else {
      throw .cannotWrite(path: folder, reason: "its list of files can't be made")
    }
    try ResultsError.from { () throws(WriteProblem) in
      try WholeFile.write(text, to: "\(folder)/\(ListedFiles.manifest)")
    }
  }

  /// Refuses links on the way to a file.
  private static func checkWay(to path: String, in folder: String) throws(ResultsError) {
    precondition(ListedFiles.isInside(path), "Pages are within the folder")
    let parts = path.split(separator: "/").dropLast()
    try ResultsError.from { () throws(WriteProblem) in
      for end in parts.indices {
        try FileKind.require([.none, .folder], at: "\(folder)/\(parts[...end].joined(separator: "/"))")
      }
    }
  }
}
