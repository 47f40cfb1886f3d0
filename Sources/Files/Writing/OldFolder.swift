// SPDX-License-Identifier: GPL-3.0-or-later

/// A folder that is no longer needed, with the files in it that may go.
struct OldFolder {
  let path: String
  let files: ListedFiles

  /// Removes the files and the folder; what cannot be removed stays.
  ///
  /// - Parameter target: Where files go that somebody else has put there meanwhile; where they can't, the folder gets a name that is
  ///   seen, so that they are found.
  func remove(movingOthersTo target: String?, system: any SystemCalls) {
    for name in files.names.sorted() { try? system.remove("\(path)/\(name)") }
    for folder in files.folders { try? system.removeFolder("\(path)/\(folder)") }
    if (try? system.removeFolder(path)) != nil { return }
    guard let target, let others = try? files.others(in: path), !others.isEmpty else { return }
    for name in others { try? system.renameExclusively("\(path)/\(name)", to: "\(target)/\(name)") }
    for folder in files.folders { try? system.removeFolder("\(path)/\(folder)") }
    if (try? system.removeFolder(path)) != nil { return }
    let kept = (1...999).lazy.map { "\(target)-kept-\($0)" }.first { FileKind(at: $0) == .none }
    if let kept { try? system.renameExclusively(path, to: kept) }
  }
}

/// Drafts that processes of this machine, which are no more, have left in a folder.
struct AbandonedDrafts {
  private let folder: String
  private let names: [String]

  /// - Parameter target: What they were to be called.
  init(of target: String, in folder: String) {
    self.folder = folder
    let all = (try? FolderContent.names(in: folder)) ?? []
    names = all.filter { DraftName($0, for: target)?.process.isDead == true }
  }

  /// Removes them. Their names are no accident, so all that is in them goes; links are removed and not followed.
  func remove(system: any SystemCalls) {
    for name in names { AbandonedDrafts.remove("\(folder)/\(name)", depth: 0, system: system) }
  }

  private static func remove(_ path: String, depth: Int, system: any SystemCalls) {
    guard FileKind(at: path) == .folder else {
      try? system.remove(path)
      return
    }
    if depth < 4 {
      for name in (try? FolderContent.names(in: path)) ?? [] {
        remove("\(path)/\(name)", depth: depth + 1, system: system)
      }
    }
    try? system.removeFolder(path)
  }
}
