// SPDX-License-Identifier: GPL-3.0-or-later

/// A folder that is no longer needed, with the files in it that may go.
struct OldFolder {
  let path: String
  let files: ListedFiles

  /// Removes the files and the folder; what cannot be removed stays.
  ///
  /// - Parameters:
  ///   - target: Where files go that somebody else has put there meanwhile; `nil` where none of them may.
  ///   - name: The path from which a name is made that is seen, for what must stay.
  func remove(movingOthersTo target: String?, keptAs name: String, system: any SystemCalls) {
    for name in files.names.sorted() { try? system.remove("\(path)/\(name)") }
    if isGone(system) { return }
    if let target, let others = try? files.others(in: path) {
      for name in others { try? system.renameExclusively("\(path)/\(name)", to: "\(target)/\(name)") }
      if isGone(system) { return }
    }
    if let kept = OldFolder.freeName(beside: name) { try? system.renameExclusively(path, to: kept) }
  }

  private func isGone(_ system: any SystemCalls) -> Bool {
    for folder in files.folders { try? system.removeFolder("\(path)/\(folder)") }
    return (try? system.removeFolder(path)) != nil || FileKind(at: path) == .none
  }

  /// Returns a name beside a folder that nothing has.
  static func freeName(beside target: String) -> String? {
    (1...999).lazy.map { "\(target)-kept-\($0)" }.first { FileKind(at: $0) == .none }
  }
}

/// Drafts that processes of this machine, which are no more, have left in a folder.
struct AbandonedDrafts {
  private let target: String
  private let folder: String
  private let names: [String]

  /// - Parameter target: What they were to be called.
  init(of target: String, in folder: String) {
    (self.target, self.folder) = (target, folder)
    let all = (try? FolderContent.names(in: folder)) ?? []
    names = all.filter { DraftName($0, for: target)?.process.isDead == true }
  }

  /// Removes them; links are removed and not followed.
  ///
  /// One that has a manifest may be the folder that the draft has replaced, in which others may have put files: of it goes what
  /// is listed, and the rest gets a name that is seen. In one without a manifest is what the draft has written.
  func remove(system: any SystemCalls) {
    for name in names {
      let path = "\(folder)/\(name)"
      if FileKind(at: path) == .folder, let listed = ListedFiles(folder: path) {
        OldFolder(path: path, files: listed).remove(
          movingOthersTo: nil, keptAs: "\(folder)/\(target)", system: system)
      } else {
        AbandonedDrafts.remove(path, depth: 0, system: system)
      }
    }
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
