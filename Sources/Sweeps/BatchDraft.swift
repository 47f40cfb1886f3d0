// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions
import Tables

/// Files of results on their way to a study's folder, which holds the work of the study too and so can't be replaced as a whole.
///
/// While files take their places one by one, the manifest says so: whoever finds such a folder after a crash knows that its
/// tables may be of two states, and the next start puts them together again from the journals.
struct BatchDraft {
  static let database = "batch.sqlite"

  /// Where the files are written.
  let files: FolderDraft
  private let folder: BatchFolder
  private let batch: Batch

  /// Makes the draft among the work, so that a rename brings files to their places.
  init(_ folder: BatchFolder, of batch: Batch) throws(WriteProblem) {
    (self.folder, self.batch) = (folder, batch)
    files = try FolderDraft(for: folder.workPath + "/results", system: batch.system)
  }

  /// Brings every file to its place, and those that are no longer made out of it.
  func publish(_ manifest: BatchManifest) throws {
    try BatchDraft.checkLoss(to: manifest.replicationsDone, in: folder, of: batch)
    let list = try files.list()
    try BatchDraft.check(list.keys.sorted(), in: folder, of: batch)
    let old = BatchDraft.listed(in: folder, of: batch).names
    var final = manifest
    final.files = list
    var passing = manifest
    (passing.complete, passing.beingReplaced) = (false, true)
    for name in old.union(list.keys) { passing.files[name] = .some(nil) }
    try write(passing)
    try files.moveAll(to: folder.path)
    try write(final)
    for name in old.subtracting(list.keys).sorted() { try? batch.system.remove(folder.file(name)) }
  }

  /// Refuses to replace results of more replications, all of which were tried.
  ///
  /// - Parameter replications: How many the new results have.
  static func checkLoss(to replications: Int, in folder: BatchFolder, of batch: Batch) throws(ResultsError) {
    guard let old = manifest(in: folder, of: batch), old.isWhole, old.replicationsDone > replications else {
      return
    }
    throw .fewerReplications(path: folder.path, there: old.replicationsDone, here: replications)
  }

  private func write(_ manifest: BatchManifest) throws {
    try WholeFile.write(
      try JSONText.bytes(manifest), to: folder.file(ListedFiles.manifest), system: batch.system)
  }

  /// Refuses a folder in which a file of results would take the place of another's, or of one that was changed.
  ///
  /// - Parameter names: The names of the files.
  static func check(_ names: [String], in folder: BatchFolder, of batch: Batch) throws(ResultsError) {
    let listed = listed(in: folder, of: batch)
    let taken = names.filter { name in
      switch FileKind(at: folder.file(name)) {
      case .none: false
      case .file: !listed.names.contains(name)
      default: true
      }
    }
    guard taken.isEmpty else {
      throw .holdsOthers(path: folder.path, names: Array(taken.prefix(5)), count: taken.count)
    }
    try ResultsError.from { () throws(WriteProblem) in try listed.checkUnchanged(folder.path) }
  }

  /// Returns the files of a folder that may be replaced: those that the manifest of the same study lists.
  private static func listed(in folder: BatchFolder, of batch: Batch) -> ListedFiles {
    guard manifest(in: folder, of: batch) != nil else { return ListedFiles([]) }
    // A manifest may be a stranger's: only what results can be called is theirs to replace or remove.
    return (ListedFiles(folder: folder.path) ?? ListedFiles([])).only(Set(batch.resultNames))
  }

  /// Returns the manifest of results of the same study; `nil` where there is none.
  static func manifest(in folder: BatchFolder, of batch: Batch) -> BatchManifest? {
    guard
      let bytes = try? RegularFile.bytes(
        of: folder.file(ListedFiles.manifest), limit: ListedFiles.longestManifest),
      let manifest = try? JSONDecoder().decode(BatchManifest.self, from: Data(bytes)),
      manifest.digest == batch.digest
    else { return nil }
    return manifest
  }
}
