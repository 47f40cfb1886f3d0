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
    ResultsFolder.restoreOld(of: url.path)
    let asked = study.experiment.replications
    if let refusal = ResultsFolder.refusal(url.path, study: study, replications: asked, force: force) {
      throw refusal
    }
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
  /// What is there now is looked at once more, since another process may have written meanwhile. Where it would
  /// be lost — results of another study, of more replications, or complete ones against results that are not —
  /// the draft goes to a folder beside that is free.
  ///
  /// - Parameter replicationsDone: How many replications the results hold.
  /// - Returns: Where the results are.
  func publish(_ study: Study, replicationsDone: Int, isComplete: Bool, force: Bool) throws(ResultsError)
    -> String
  {
    let suffix = isComplete ? "" : "-interrupted"
    let names = [path, path + suffix] + (2...999).map { "\(path)\(suffix)-\($0)" }
    let free = names.first { name in
      let mayForce = force && name == path
      if !isComplete, Manifest(folder: name)?.complete == true { return false }
      return ResultsFolder.refusal(name, study: study, replications: replicationsDone, force: mayForce) == nil
    }
    guard let target = free else { throw .notResults(path: path) }
    try ResultsFolder.attempt(target) { try replace(target) }
    return target
  }

  /// Puts the draft in the place of a folder.
  ///
  /// The old results wait beside under a name of their own; should the process be killed before the new ones are
  /// there, ``restoreOld(of:)`` finds them at the next start.
  private func replace(_ target: String) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: target) else { return try files.moveItem(atPath: draft, toPath: target) }
    let old = target + ResultsFolder.oldSuffix
    try files.moveItem(atPath: target, toPath: old)
    do {
      try files.moveItem(atPath: draft, toPath: target)
    } catch {
      try? files.moveItem(atPath: old, toPath: target)
      throw error
    }
    try? files.removeItem(atPath: old)
  }

  /// What is added to the name of results while they are being replaced.
  static let oldSuffix = ".being-replaced"

  /// Puts results back that a process was replacing when it was killed.
  private static func restoreOld(of path: String) {
    let files = FileManager.default
    guard !files.fileExists(atPath: path), files.fileExists(atPath: path + oldSuffix) else { return }
    try? files.moveItem(atPath: path + oldSuffix, toPath: path)
  }

  /// Removes the draft.
  func discard() { try? FileManager.default.removeItem(atPath: draft) }

  /// Returns why results may not take a folder's place; `nil` if they may.
  private static func refusal(_ path: String, study: Study, replications: Int, force: Bool) -> ResultsError? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    guard isFolder.boolValue else { return .notResults(path: path) }
    guard let manifest = Manifest(folder: path) else {
      let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"]
      return content.isEmpty ? nil : .notResults(path: path)
    }
    guard !force, let what = manifest.loss(to: study, replications: replications) else { return nil }
    return .wouldLose(path: path, what: what)
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
  ///
  /// - Parameter replications: How many replications the study has.
  func loss(to study: Study, replications: Int) -> String? {
    let experiment = study.experiment
    if scenarioDigest != study.digest { return "the results of another scenario, \"\(scenario)\"" }
    if seed != experiment.seed { return "the results of another seed, \(seed)" }
    if strategies != experiment.labels {
      return "the results of other strategies: \(strategies.joined(separator: ", "))"
    }
    if (programs ?? []) != experiment.strategies.compactMap(Program.init) {
      return "the results of another program, or of another version of it"
    }
    if (units ?? []) != study.units {
      let numbers = units.map { "\($0.map(String.init).joined(separator: ", ")) units" }
      return "the results of \(numbers ?? "the scenario's own number of units")"
    }
    guard replicationsDone > replications else { return nil }
    return "the results of more replications, \(replicationsDone)"
  }
}
