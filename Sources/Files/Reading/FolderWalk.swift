// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Finds the files in a folder, at any depth.
///
/// What is hidden, its name beginning with a full stop, is passed over, and links to folders are not followed, so that a walk comes
/// to its end whatever lies there.
package struct FolderWalk {
  /// The most files and folders that are looked at.
  package static let entryLimit = 200_000
  /// How many folders deep files are looked for.
  package static let depthLimit = 64

  private let root: String
  private var found: [String] = []
  private var entryCount = 0
  /// Folders that are yet to be looked into, with their depth.
  private var folders: [(path: String, depth: Int)]

  /// Returns the paths of files in a folder, sorted.
  ///
  /// - Parameter isWanted: Whether a file with a name is wanted.
  /// - Throws: ``FileProblem`` where a folder can't be read, or there is more than is looked at.
  package static func files(
    in folder: String, where isWanted: (_ name: String) -> Bool
  ) throws(FileProblem) -> [String] {
    var walk = FolderWalk(folder)
    while let (path, depth) = walk.folders.popLast() { try walk.look(into: path, depth, isWanted) }
    return walk.found.sorted()
  }

  private init(_ folder: String) {
    root = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    folders = [(root, 0)]
  }

  private mutating func look(
    into folder: String, _ depth: Int, _ isWanted: (String) -> Bool
  ) throws(FileProblem) {
    guard depth <= FolderWalk.depthLimit else { throw .tooDeep(path: folder, limit: FolderWalk.depthLimit) }
    var (names, isTooMuch) = ([String](), false)
    do throws(SystemFailure) {
      try FolderContent.forEachName(in: folder) { name in
        guard !name.hasPrefix(".") else { return true }
        entryCount += 1
        isTooMuch = entryCount > FolderWalk.entryLimit
        names.append(name)
        return !isTooMuch
      }
    } catch {
      throw .cannotRead(path: folder, reason: error.code == ENOTDIR ? "it is a file" : error.description)
    }
    guard !isTooMuch else { throw .tooManyEntries(path: root, limit: FolderWalk.entryLimit) }
    for name in names {
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      if FolderWalk.isFolder(path) {
        folders.append((path, depth + 1))
      } else if isWanted(name) {
        found.append(path)
      }
    }
  }

  /// Whether a folder itself lies there, and not a link to one.
  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
