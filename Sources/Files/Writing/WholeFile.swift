// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A file that is there as a whole or not at all.
package enum WholeFile {
  /// Writes a file beside its place, brings it to the disk, and puts it there.
  ///
  /// What is no regular file is left alone. Folders on the way are made.
  ///
  /// - Parameter replaces: Whether a regular file that is there is replaced; the new one is then as open to others as it was.
  /// - Throws: ``WriteProblem``; what was there is then still there.
  package static func write(
    _ bytes: [UInt8], to path: String, replacing replaces: Bool = true, system: any SystemCalls = Disk()
  ) throws(WriteProblem) {
    let place = try PlaceOfFile(path, system: system)
    let isThere = try FileKind.require(replaces ? [.none, .file] : [.none], at: place.path) == .file
    AbandonedDrafts(of: place.name, in: place.folder).remove(system: system)
    let draft = place.folder + "/" + DraftName(for: place.name).text
    do throws(WriteProblem) {
      let file = try OutputFile(draft: draft, for: path, system: system)
      try file.write(bytes)
      try file.close()
      if isThere { copyMode(of: place.path, to: draft) }
      do throws(SystemFailure) {
        if replaces {
          try system.rename(draft, to: place.path)
        } else {
          try system.renameExclusively(draft, to: place.path)
        }
        try system.syncFolder(place.folder)
      } catch { throw WriteProblem(path, error) }
    } catch {
      try? system.remove(draft)
      throw error
    }
  }
}

/// Where a file is to be.
private struct PlaceOfFile {
  let path: String
  let folder: String
  let name: String

  init(_ path: String, system: any SystemCalls) throws(WriteProblem) {
    guard !path.isEmpty else { throw .noName }
    let url = URL(fileURLWithPath: path).standardizedFileURL
    (self.path, name, folder) = (url.path, url.lastPathComponent, url.deletingLastPathComponent().path)
    try FolderPath(folder).make(system: system)
  }
}
