// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A folder of files on its way: they are written beside its place, and put there when all are whole.
///
/// At every moment, a kill or a power cut included, the place holds all of the old files or all of the new. Nothing is removed
/// but what the draft has created and what the old manifest lists.
package final class FolderDraft {
  /// Where the files will be.
  package let target: String
  /// Where they are written.
  package let path: String
  private let parent: String
  private let name: String
  private let system: any SystemCalls
  private var files: Set<String> = []
  /// Whether what has the draft's name is the draft; once it is put in place or discarded, its name may be that of the old folder.
  private var ownsPath = true

  /// Makes an empty draft beside its place.
  ///
  /// - Throws: ``WriteProblem``.
  package init(for target: String, system: any SystemCalls = Disk()) throws(WriteProblem) {
    guard !target.isEmpty else { throw .noName }
    let url = URL(fileURLWithPath: target).standardizedFileURL
    (self.target, name, parent, self.system) =
      (url.path, url.lastPathComponent, url.deletingLastPathComponent().path, system)
    guard parent != url.path else { throw .inTheWay(path: target, kind: "the root of all files") }
    try FolderPath(parent).make(system: system)
    AbandonedDrafts(of: name, in: parent).remove(system: system)
    path = "\(parent)/\(DraftName(for: name).text)"
    do throws(SystemFailure) { try system.makeFolder(path) } catch { throw WriteProblem(self.target, error) }
  }

  deinit { discard() }

  /// What was written so far, by paths below the folder.
  package var names: [String] { files.sorted() }

  /// Creates a file.
  package func create(_ name: String) throws(WriteProblem) -> OutputFile {
    try makeFolders(for: name)
    files.insert(name)
    return try OutputFile(draft: "\(path)/\(name)", for: "\(target)/\(name)", system: system)
  }

  /// Writes a whole file.
  package func write(_ bytes: [UInt8], to name: String) throws(WriteProblem) {
    let file = try create(name)
    try file.write(bytes)
    try file.close()
  }

  /// Returns the path at which a library will create a file; ``adopt(_:)`` brings it to the disk.
  package func pathForLibrary(_ name: String) throws(WriteProblem) -> String {
    try makeFolders(for: name)
    files.insert(name)
    return "\(path)/\(name)"
  }

  /// Brings a file that a library has written and closed to the disk.
  package func adopt(_ name: String) throws(WriteProblem) {
    let path = "\(path)/\(name)"
    do throws(SystemFailure) {
      let file = try system.openToSync(path)
      defer { system.close(file) }
      try system.sync(file)
    } catch { throw WriteProblem(path, error) }
  }

  /// Returns the list of what was written so far, and of the manifest that is to hold this list.
  ///
  /// - Complexity: Reads every file.
  package func list() throws(WriteProblem) -> ListedFiles.Document {
    var list: ListedFiles.Document = [ListedFiles.manifest: nil]
    for name in files {
      do throws(FileProblem) { list[name] = try FileChecksum.of(file: "\(path)/\(name)") } catch {
        throw .cannotWrite(path: "\(path)/\(name)", reason: error.reason)
      }
    }
    return list
  }

  private func makeFolders(for name: String) throws(WriteProblem) {
    precondition(ListedFiles.isInside(name), "A draft's files are within it")
    let parts = name.split(separator: "/").dropLast()
    for end in parts.indices {
      let folder = "\(path)/\(parts[...end].joined(separator: "/"))"
      do throws(SystemFailure) { try system.makeFolder(folder) } catch {
        guard error.code == EEXIST else { throw WriteProblem(folder, error) }
      }
    }
  }

  /// Puts the files in their place.
  ///
  /// - Parameters:
  ///   - target: Where, beside the draft; `nil` for where they were to be.
  ///   - old: The files of what is there, all of which are to go; `nil` where nothing may be there but an empty folder.
  /// - Throws: ``WriteProblem`` where something else is there or the system refuses; what was there is then still there.
  package func publish(to target: String? = nil, replacing old: ListedFiles? = nil) throws(WriteProblem) {
    let target = target ?? self.target
    try FolderDraft.check(target, replacing: old)
    do throws(SystemFailure) {
      for folder in ListedFiles(files).folders { try system.syncFolder("\(path)/\(folder)") }
      try system.syncFolder(path)
      if let old, FileKind(at: target) == .folder { try replace(target, old) } else { try place(at: target) }
    } catch { throw WriteProblem(target, error) }
  }

  private func place(at target: String) throws(SystemFailure) {
    // An empty folder gives way; one that was filled meanwhile does not.
    if FileKind(at: target) == .folder {
      copyMode(of: target, to: path)
      try system.removeFolder(target)
    }
    try system.renameExclusively(path, to: target)
    ownsPath = false
    try syncParent { () throws(SystemFailure) in try system.renameExclusively(target, to: path) }
  }

  /// Brings every file to a folder that holds others too, one by one, each in one step.
  ///
  /// - Parameter folder: On the same file system. Files of the same names are replaced.
  package func moveAll(to folder: String) throws(WriteProblem) {
    for name in names {
      do throws(SystemFailure) { try system.rename("\(path)/\(name)", to: "\(folder)/\(name)") } catch {
        throw WriteProblem("\(folder)/\(name)", error)
      }
      files.remove(name)
    }
    do throws(SystemFailure) { try system.syncFolder(folder) } catch { throw WriteProblem(folder, error) }
  }

  /// Refuses a place in which something would be lost.
  ///
  /// - Parameter old: The files of what is there, all of which may go.
  package static func check(_ target: String, replacing old: ListedFiles?) throws(WriteProblem) {
    if try FileKind.require([.none, .folder], at: target) == .folder {
      // Whoever is in it would be in a folder that is gone.
      guard !FolderPath(target).holdsCurrent else {
        throw .inTheWay(path: target, kind: "the folder that you are in, or one above it")
      }
      try (old ?? ListedFiles([])).check(target)
    }
  }

  private func replace(_ target: String, _ old: ListedFiles) throws(SystemFailure) {
    copyMode(of: target, to: path)
    do throws(SystemFailure) { try system.exchange(path, with: target) } catch {
      guard [EINVAL, ENOSYS, ENOTSUP].contains(error.code) else { throw error }
      return try replaceInSteps(target, old)
    }
    // From here on the draft's name has the old files.
    ownsPath = false
    try syncParent { () throws(SystemFailure) in try system.exchange(path, with: target) }
    // What can't be removed is litter and no loss.
    OldFolder(path: path, files: old).remove(movingOthersTo: target, keptAs: target, system: system)
    try? system.syncFolder(parent)
  }

  /// Brings the names to the disk; where that fails, what was just done is undone, so that the old files are seen again.
  private func syncParent(undoing undo: () throws(SystemFailure) -> Void) throws(SystemFailure) {
    do throws(SystemFailure) { try system.syncFolder(parent) } catch {
      do throws(SystemFailure) {
        try undo()
        ownsPath = true
      } catch {}
      throw error
    }
  }

  /// Replaces a folder where the file system can't exchange two: the old one waits under a name of its own, from which
  /// ``restore(_:system:)`` brings it back after a crash.
  private func replaceInSteps(_ target: String, _ old: ListedFiles) throws(SystemFailure) {
    let aside = FolderDraft.aside(target)
    // Left by a process that ended before it had removed it: the folder that replaced it is in place.
    if FileKind(at: aside) != .none, let kept = OldFolder.freeName(beside: target) {
      try system.renameExclusively(aside, to: kept)
    }
    try system.renameExclusively(target, to: aside)
    do throws(SystemFailure) {
      try system.syncFolder(parent)
      try system.renameExclusively(path, to: target)
      ownsPath = false
      try syncParent { () throws(SystemFailure) in try system.renameExclusively(target, to: path) }
    } catch {
      if ownsPath { try? system.renameExclusively(aside, to: target) }
      throw error
    }
    OldFolder(path: aside, files: old).remove(movingOthersTo: target, keptAs: target, system: system)
    try? system.syncFolder(parent)
  }

  /// What an old folder is called while a new one takes its place.
  package static func aside(_ target: String) -> String { target + ".being-replaced" }

  /// Puts a folder back that a process was replacing when it ended.
  package static func restore(_ target: String, system: any SystemCalls = Disk()) {
    guard FileKind(at: target) == .none, FileKind(at: aside(target)) == .folder else { return }
    try? system.renameExclusively(aside(target), to: target)
  }

  /// Removes the draft and what it has created; once it is published, nothing.
  package func discard() {
    guard ownsPath else { return }
    ownsPath = false
    OldFolder(path: path, files: ListedFiles(files)).remove(
      movingOthersTo: nil, keptAs: target, system: system)
  }
}
