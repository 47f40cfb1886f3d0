// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// Writes pages into a folder of results that is there.
public enum ResultsPages {
  /// Writes each file beside its place, then puts it there: one that can't be written leaves the old one whole.
  ///
  /// Only files that the manifest lists are replaced. New ones are listed first, so that they can be replaced later, however this
  /// ends.
  ///
  /// - Parameters:
  ///   - files: Their paths below the folder and their contents.
  ///   - folder: The folder of results. Links in it are refused: somebody else may have put them there.
  /// - Throws: ``ResultsError`` of the first that can't be written.
  public static func write(_ files: [(path: String, bytes: [UInt8])], to folder: String) throws(ResultsError)
  {
    try check(folder, isFolder: true)
    guard var manifest = Manifest(folder: folder) else {
      throw .cannotRead(path: folder, reason: "its manifest.json is missing or is not that of a comparison")
    }
    guard let listed = ListedFiles(folder: folder)?.names else { throw .unlisted(path: folder) }
    for (path, _) in files { try checkWay(to: path, in: folder) }
    let taken = files.map(\.path).filter { !listed.contains($0) && FileKind(at: "\(folder)/\($0)") != .none }
    guard taken.isEmpty else {
      throw .holdsOthers(path: folder, names: Array(taken.prefix(5)), count: taken.count)
    }
    manifest.files = listed.union(files.map(\.path)).sorted()
    guard let text = try? JSONText.bytes(manifest) else {
      throw .cannotWrite(path: folder, reason: "its list of files can't be made")
    }
    let all = [(path: ListedFiles.manifest, bytes: text)] + files
    for (path, bytes) in all {
      try ResultsError.from { () throws(WriteProblem) in try WholeFile.write(bytes, to: "\(folder)/\(path)") }
    }
  }

  /// Refuses links on the way to a file.
  private static func checkWay(to path: String, in folder: String) throws(ResultsError) {
    precondition(ListedFiles.isInside(path), "Pages are within the folder")
    let parts = path.split(separator: "/").dropLast()
    for end in parts.indices {
      try check("\(folder)/\(parts[...end].joined(separator: "/"))", isFolder: false)
    }
  }

  /// Refuses what is there and no folder.
  ///
  /// - Parameter isFolder: Whether it must be there.
  private static func check(_ path: String, isFolder: Bool) throws(ResultsError) {
    switch FileKind(at: path) {
    case .folder: return
    case .none where !isFolder: return
    case .none: throw .cannotWrite(path: path, reason: "there is no such folder")
    case .link: throw .isLink(path: path)
    case .file: throw .inTheWay(path: path, kind: "a file")
    case .other(let kind): throw .inTheWay(path: path, kind: kind)
    }
  }
}
