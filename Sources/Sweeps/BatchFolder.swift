// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions
import ScenarioFiles

/// The folder of a study: the journals of its work, and once that is done its results.
public struct BatchFolder: Hashable, Sendable {
  /// As an absolute path.
  public let path: String

  /// The folder of the journals within it.
  static let workName = "work"
  static let journalEnding = ".journal"
  private static let studyName = "study.yaml"

  public init(path: String) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// The path of the folder of the journals, and of what a cluster writes beside them.
  public var workPath: String { path + "/" + BatchFolder.workName }

  /// Returns the path of a file of the results.
  func file(_ name: String) -> String { path + "/" + name }

  /// Returns the path of the journal of a part.
  func journalPath(_ shard: Shard) -> String {
    let width = "\(shard.count)".count
    let number = String(repeating: "0", count: width - "\(shard.number)".count) + "\(shard.number)"
    let name = shard.count == 1 ? "all" : "shard-\(number)-of-\(shard.count)"
    return "\(workPath)/\(name)\(BatchFolder.journalEnding)"
  }

  /// Opens the journal of a part; the folder is made where it is not there.
  ///
  /// - Throws: `ResultsError`, ``BatchError``.
  func openJournal(_ shard: Shard, of batch: Batch) throws -> Journal {
    try prepare(batch)
    return try Journal(
      path: journalPath(shard),
      header: JournalHeader(digest: batch.digest, shard: shard.number, shards: shard.count),
      system: batch.system)
  }

  /// Makes the folder where it is not there, and puts the study in it.
  ///
  /// - Throws: `ResultsError`, ``BatchError`` where it holds something else.
  public func prepare(_ batch: Batch) throws {
    try checkPrograms(of: batch)
    try checkUse(by: batch)
    try BatchDraft.checkLoss(to: batch.itemCount, in: self, of: batch)
    // Whatever lies beside must be of the same study, or its results could take the place of others.
    let indices = try indices(of: batch)
    try keepStudy(batch, replacing: indices.contains { $0.header != nil })
  }

  /// Reads what all journals of the folder hold, by name.
  ///
  /// - Parameter batch: The study that they have to be of.
  /// - Throws: `ResultsError`, ``BatchError``.
  func indices(of batch: Batch) throws -> [JournalIndex] {
    guard FileKind(at: workPath) != .none else { return [] }
    try checkPrograms(of: batch)
    let names: [String]
    do throws(SystemFailure) { names = try FolderContent.names(in: workPath) } catch {
      throw ResultsError.cannotRead(path: workPath, reason: error.description)
    }
    return try names.filter { $0.hasSuffix(BatchFolder.journalEnding) }.sorted()
      .map { try JournalIndex(path: "\(workPath)/\($0)", of: batch) }
  }

  /// Writes the study and its scenarios beside the journals, so that they can be joined without other files.
  ///
  /// - Parameter isOurs: Whether the folder is known to be of this study, so that other texts of it may be replaced.
  private func keepStudy(_ batch: Batch, replacing isOurs: Bool) throws(ResultsError) {
    let texts =
      [(BatchFolder.studyName, batch.text)]
      + batch.bases.map { ("\($0.name).scenario.yaml", $0.template.text) }
      + [BatchFolder.programsFile(of: batch)].compactMap { $0 }
    for (name, text) in texts {
      let path = "\(workPath)/\(name)"
      if (try? RegularFile.bytes(of: path, limit: text.utf8.count)) == Array(text.utf8) { continue }
      guard isOurs || FileKind(at: path) == .none else {
        throw .holdsOthers(path: workPath, names: [name], count: 1)
      }
      try ResultsError.from { () throws(WriteProblem) in
        try WholeFile.write(Array(text.utf8), to: path, system: batch.system)
      }
    }
  }

  /// Reads the study whose work lies in the folder, with the programs that it was begun with.
  ///
  /// - Parameter allowsCommands: Whether commands that the study or a scenario names may run.
  /// - Throws: ``BatchError`` where there is none; ``InvalidBatch`` and what is wrong with its texts, where somebody has changed
  ///   them.
  public func study(allowsCommands: Bool = true) throws -> Batch {
    let path = "\(workPath)/\(BatchFolder.studyName)"
    guard FileManager.default.fileExists(atPath: path) else { throw BatchError.nothingThere(path: self.path) }
    let file = try BatchFile.read(path: path)
    for name in file.scenarios where name.contains("/") {
      throw InvalidBatch(["\(path): the scenario \"\(shortened(name))\" lies in another folder"])
    }
    let scenarios = try file.scenarios.map { try ScenarioFile.read(path: "\(workPath)/\($0).scenario.yaml") }
    return try Batch(file, scenarios: scenarios, allowsCommands: allowsCommands, programs: try programs())
  }

  /// Refuses a folder that holds something else, or in which a file of the study's would take the place of another.
  func checkUse(by batch: Batch) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in
      for path in [path, workPath] { try FileKind.require([.none, .folder], at: path) }
    }
    if FileKind(at: workPath) == .none, FileKind(at: path) == .folder {
      try ResultsError.from { () throws(WriteProblem) in try ListedFiles([]).check(path) }
    }
    try BatchDraft.check(batch.resultNames, in: self, of: batch)
  }
}
