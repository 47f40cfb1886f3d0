// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Tables

/// A folder for files that belong together and are no comparison: all are there or none.
public enum OutputFolder {
  /// What such folders hold, where a later one may replace an earlier.
  public enum Kind: Hashable, Codable, Sendable {
    /// The figures of a report.
    case figures
    /// The answer to a question, by the name of its command.
    case answer(String)

    /// - Parameter name: The name of a command, or `figures`.
    init(_ name: String) { self = name == "figures" ? .figures : .answer(name) }

    public init(from decoder: any Decoder) throws {
      self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(name)
    }

    /// The name of the command, or `figures`.
    var name: String {
      switch self {
      case .figures: "figures"
      case .answer(let name): name
      }
    }
  }

  /// The manifest of such a folder.
  private struct List: Codable {
    var format = 2
    var patrolsim = PatrolSimVersion.current
    let kind: Kind
    /// What the files are of: another folder of the same is replaced without more ado.
    let subject: String
    /// Whether they are all that was asked for.
    let complete: Bool
    let files: ListedFiles.Document
  }

  /// Writes files into a folder that is not there yet or is empty.
  ///
  /// - Parameters:
  ///   - files: Names and contents; at least one.
  ///   - path: The folder.
  /// - Returns: The folder's absolute path.
  /// - Throws: ``ResultsError`` where it holds something or can't be written.
  @discardableResult
  public static func write(_ files: [(String, [UInt8])], to path: String) throws(ResultsError) -> String {
    try write(files, to: path, replacing: nil)
  }

  /// Writes files and a manifest that lists them.
  ///
  /// Files that are not all that was asked for replace none that are: they go to a folder beside, `NAME-interrupted`.
  ///
  /// - Parameters:
  ///   - files: Names and contents.
  ///   - path: The folder, as `check(_:as:subject:force:)` allows it.
  ///   - kind: What they are.
  ///   - subject: What they are of.
  ///   - isComplete: Whether they are all that was asked for.
  ///   - force: Whether to replace others of the same kind.
  /// - Returns: The folder's absolute path.
  /// - Throws: ``ResultsError`` where something would be lost or can't be written.
  @discardableResult
  public static func write(
    _ files: [(String, [UInt8])], to path: String, as kind: Kind, subject: String, isComplete: Bool = true,
    force: Bool
  ) throws(ResultsError) -> String {
    var list: ListedFiles.Document = [ListedFiles.manifest: nil]
    for (name, bytes) in files { list[name] = FileChecksum.of(bytes) }
    let document = List(kind: kind, subject: subject, complete: isComplete, files: list)
    guard let manifest = try? JSONText.bytes(document) else {
      throw .cannotWrite(path: path, reason: "its list of files can't be made")
    }
    var (target, force) = (path, force)
    if !isComplete, self.list(of: path)?.complete == true {
      let names = [path + "-interrupted"] + (2...999).map { "\(path)-interrupted-\($0)" }
      (target, force) = (names.first { FileKind(at: $0) == .none } ?? path, false)
    }
    let old = try check(target, as: kind, subject: subject, force: force)
    return try write(files + [(ListedFiles.manifest, manifest)], to: target, replacing: old)
  }

  /// Refuses a folder in which something would be lost.
  ///
  /// - Parameters:
  ///   - path: The folder; it must not be there, be empty, or hold an earlier folder of the same kind and nothing else.
  ///   - kind: What is to be written.
  ///   - subject: What that is of; `nil` where nothing there is of the same.
  ///   - force: Whether to replace others of the same kind.
  @discardableResult
  package static func check(
    _ path: String, as kind: Kind, subject: String?, force: Bool
  ) throws(ResultsError) -> ListedFiles? {
    guard !path.isEmpty else { throw .noName }
    let target = URL(fileURLWithPath: path).standardizedFileURL.path
    FolderDraft.restore(target)
    var listed = ListedFiles(folder: target)
    if listed != nil {
      guard let list = list(of: target), list.kind == kind else { throw .wouldLoseOther(path: path) }
      guard force || list.subject == subject else { throw .wouldLose(path: path, what: kind.others) }
      if force { listed = listed?.evenIfChanged }
    }
    try ResultsError.from { [listed] () throws(WriteProblem) in
      try FolderDraft.check(target, replacing: listed)
    }
    return listed
  }

  private static func write(
    _ files: [(String, [UInt8])], to path: String, replacing old: ListedFiles?
  ) throws(ResultsError) -> String {
    try ResultsError.from { () throws(WriteProblem) in
      let target = URL(fileURLWithPath: path.isEmpty ? "." : path).standardizedFileURL.path
      guard !path.isEmpty else { throw .noName }
      FolderDraft.restore(target)
      try FolderDraft.check(target, replacing: old)
      let draft = try FolderDraft(for: target)
      for (name, bytes) in files { try draft.write(bytes, to: name) }
      try draft.publish(replacing: old)
      return target
    }
  }

  private static func list(of folder: String) -> List? {
    guard
      let bytes = try? RegularFile.bytes(
        of: folder + "/" + ListedFiles.manifest, limit: ListedFiles.longestManifest)
    else { return nil }
    return try? JSONDecoder().decode(List.self, from: Data(bytes))
  }
}

extension OutputFolder.Kind {
  /// What a folder holds that is not of the same.
  fileprivate var others: String {
    switch self {
    case .answer: "the results of another question"
    case .figures: "figures of other results, or in another format"
    }
  }
}

extension ResultsError {
  /// The folder holds results of another command.
  fileprivate static func wouldLoseOther(path: String) -> ResultsError {
    .inTheWay(path: path, kind: "a folder with the results of another command")
  }
}
