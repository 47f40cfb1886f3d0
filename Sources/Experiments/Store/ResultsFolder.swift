// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The folder of a study's results, which is replaced as a whole or not at all.
///
/// Files are written to a hidden folder beside it; when all are there, it takes the place of the old one. What
/// was there before stays until then.
struct ResultsFolder {
  /// Where the results will be.
  let path: String
  /// Where they are written.
  let draft: String

  /// Prepares an empty draft.
  ///
  /// - Parameters:
  ///   - path: Where the results will be.
  ///   - study: Whose results they are.
  ///   - force: Whether results of another study may be replaced.
  /// - Throws: A reason why the folder can't be used; it is left as it was.
  init(path: String, study: Study, force: Bool) throws(ResultsError) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    self.path = url.path
    draft = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).draft-\(getpid())"
    try ResultsFolder.check(url.path, study: study, force: force)
    let parent = url.deletingLastPathComponent().path
    try ResultsFolder.attempt(parent) {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    }
    removeAbandonedDrafts(in: parent, name: url.lastPathComponent)
    let draft = self.draft
    try ResultsFolder.attempt(path) {
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: false)
    }
  }

  /// Returns the path of a file in the draft.
  func file(_ name: String) -> String { draft + "/" + name }

  /// Puts the draft in the place of the results.
  ///
  /// - Parameter isComplete: Whether all replications were done. Results that are not complete never replace those
  ///   that are: they go to a folder beside, whose name ends in `-interrupted`.
  /// - Returns: Where the results are.
  func publish(isComplete: Bool) throws(ResultsError) -> String {
    let keepsOld = !isComplete && Manifest(folder: path)?.complete == true
    let target = keepsOld ? path + "-interrupted" : path
    let old = draft + "-old"
    let files = FileManager.default
    try ResultsFolder.attempt(target) {
      let hasOld = files.fileExists(atPath: target)
      if hasOld { try files.moveItem(atPath: target, toPath: old) }
      do {
        try files.moveItem(atPath: draft, toPath: target)
      } catch {
        if hasOld { try? files.moveItem(atPath: old, toPath: target) }
        throw error
      }
    }
    try? files.removeItem(atPath: old)
    return target
  }

  /// Removes the draft.
  func discard() { try? FileManager.default.removeItem(atPath: draft) }

  /// Refuses a folder whose content would be lost.
  private static func check(_ path: String, study: Study, force: Bool) throws(ResultsError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notResults(path: path) }
    guard let manifest = Manifest(folder: path) else {
      let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"]
      if content.isEmpty { return }
      throw .notResults(path: path)
    }
    guard !force, let what = manifest.loss(to: study) else { return }
    throw .wouldLose(path: path, what: what)
  }

  /// Removes what processes that are gone left behind.
  private func removeAbandonedDrafts(in parent: String, name: String) {
    let files = FileManager.default
    for entry in (try? files.contentsOfDirectory(atPath: parent)) ?? [] {
      let prefix = ".\(name).draft-"
      guard entry.hasPrefix(prefix), let process = Int32(entry.dropFirst(prefix.count)) else { continue }
      let isGone = process != getpid() && kill(process, 0) != 0 && errno == ESRCH
      if isGone || process == getpid() { try? files.removeItem(atPath: parent + "/" + entry) }
    }
  }

  private static func attempt(_ path: String, _ body: () throws -> Void) throws(ResultsError) {
    do { try body() } catch { throw .cannotWrite(path: path, reason: systemReason(error)) }
  }
}

extension Manifest {
  /// Returns what would be lost if a study's results replaced these; `nil` if nothing would.
  func loss(to study: Study) -> String? {
    let experiment = study.experiment
    if scenarioDigest != study.digest { return "the results of another scenario, \"\(scenario)\"" }
    if seed != experiment.seed { return "the results of another seed, \(seed)" }
    if strategies != experiment.labels {
      return "the results of other strategies: \(strategies.joined(separator: ", "))"
    }
    guard complete, replicationsDone > experiment.replications else { return nil }
    return "the results of more replications, \(replicationsDone)"
  }
}
