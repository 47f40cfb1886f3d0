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
    try ResultsError.from { () throws(WriteProblem) in try FileKind.require([.folder], at: folder) }
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
    try ResultsError.from { () throws(WriteProblem) in
      for end in parts.indices {
        try FileKind.require([.none, .folder], at: "\(folder)/\(parts[...end].joined(separator: "/"))")
      }
    }
  }
}
