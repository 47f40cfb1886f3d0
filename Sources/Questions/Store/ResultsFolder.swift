// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Tables

/// The folder of a study's results, which is replaced as a whole or not at all.
///
/// Files are written to a draft beside it; when all are there, it takes the place of the old one. What was there before
/// stays until then, and only files that its manifest lists ever go.
struct ResultsFolder {
  /// Where they are written.
  let draft: FolderDraft
  private let study: Study
  private let force: Bool

  /// Where the results will be.
  var path: String { draft.target }

  /// Prepares an empty draft.
  ///
  /// - Parameters:
  ///   - path: Where the results will be; `nil` for a folder of the study's own name, where nothing is lost.
  ///   - study: Whose results they are.
  ///   - force: Whether results of another study may be replaced.
  /// - Throws: A reason why the folder can't be used; it is left as it was.
  init(path: String?, study: Study, force: Bool) throws(ResultsError) {
    guard path != "" else { throw .noName }
    (self.study, self.force) = (study, force)
    let asked = study.experiment.replications
    func target(_ path: String) throws(ResultsError) -> String {
      let target = URL(fileURLWithPath: path).standardizedFileURL.path
      FolderDraft.restore(target, system: study.system)
      let refusal = ResultsFolder.refusal(target, study: study, replications: asked, force: force)
      if let refusal { throw refusal }
      return target
    }
    let target = try ResultsFolder.firstUsable(path.map { [$0] } ?? study.defaultFolders, target)
    draft = try ResultsError.from { () throws(WriteProblem) in
      try FolderDraft(for: target, system: study.system)
    }
  }

  /// Returns the first of some folders that can be used; of none the reason why the first can't.
  private static func firstUsable(
    _ paths: [String], _ target: (String) throws(ResultsError) -> String
  ) throws(ResultsError) -> String {
    var reason: ResultsError?
    for path in paths {
      do throws(ResultsError) { return try target(path) } catch { reason = reason ?? error }
    }
    throw reason ?? .noName
  }

  /// Writes the manifest and puts the draft in the place of the results.
  ///
  /// What is there now is looked at once more, since another process may have written meanwhile. Where something would
  /// be lost — a file that is not of results, results of another study, of more replications, or complete ones against results
  /// that are not — the draft goes to a folder beside that is free.
  ///
  /// - Returns: Where the results are.
  func publish(_ manifest: Manifest) throws -> String {
    var manifest = manifest
    manifest.files = try ResultsError.from { () throws(WriteProblem) in try draft.list() }
    let bytes = try JSONText.bytes(manifest)
    return try publish(bytes, of: manifest)
  }

  private func publish(_ bytes: [UInt8], of manifest: Manifest) throws(ResultsError) -> String {
    let suffix = manifest.complete ? "" : "-interrupted"
    let names = [path, path + suffix] + (2...999).map { "\(path)\(suffix)-\($0)" }
    func isFree(_ name: String) -> Bool {
      let mayForce = force && name == path
      if !manifest.complete, Manifest(folder: name)?.complete == true { return false }
      return ResultsFolder.refusal(
        name, study: study, replications: manifest.replicationsDone, force: mayForce) == nil
    }
    try ResultsError.from { () throws(WriteProblem) in try draft.write(bytes, to: ListedFiles.manifest) }
    guard let target = names.first(where: isFree) else { throw .notEmpty(path: path) }
    try ResultsError.from { () throws(WriteProblem) in
      // Whether they were changed was looked at just now.
      try draft.publish(to: target, replacing: ListedFiles(folder: target)?.evenIfChanged)
    }
    return target
  }

  /// Whether a folder is where another file system is mounted, so that no other can take its place.
  private static func isVolume(_ path: String) -> Bool {
    var (own, parent) = (stat(), stat())
    guard lstat(path, &own) == 0,
      lstat(URL(fileURLWithPath: path).deletingLastPathComponent().path, &parent) == 0
    else { return false }
    return own.st_dev != parent.st_dev
  }

  /// Returns why results may not take a folder's place; `nil` if they may.
  private static func refusal(_ path: String, study: Study, replications: Int, force: Bool) -> ResultsError? {
    if FileKind(at: path) == .link { return .isLink(path: path) }
    let manifest = FileKind(at: path) == .folder ? Manifest(folder: path) : nil
    if let manifest, manifest.files == nil { return .unlisted(path: path) }
    let listed = ListedFiles(folder: path)
    if listed != nil, manifest == nil {
      return .inTheWay(path: path, kind: "a folder with the results of another command or version")
    }
    if isVolume(path) {
      return .inTheWay(path: path, kind: "a volume of its own, which can't be put in place as a whole")
    }
    do throws(WriteProblem) {
      try FolderDraft.check(path, replacing: force ? listed?.evenIfChanged : listed)
    } catch {
      return ResultsError(error)
    }
    guard let manifest, !force, let what = manifest.loss(to: study, replications: replications) else {
      return nil
    }
    return .wouldLose(path: path, what: what)
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
