// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
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
  /// - Throws: ``ResultsError``, ``BatchError``.
  func openJournal(_ shard: Shard, of batch: Batch) throws -> Journal {
    try prepare(batch)
    return try Journal(
      path: journalPath(shard),
      header: JournalHeader(digest: batch.digest, shard: shard.number, shards: shard.count))
  }

  /// Makes the folder where it is not there, and puts the study in it.
  ///
  /// - Throws: ``ResultsError``, ``BatchError`` where it holds something else.
  public func prepare(_ batch: Batch) throws {
    try checkUse()
    try OutputFile.makeFolder(of: journalPath(.whole))
    let header = JournalHeader(digest: batch.digest, shard: 1, shards: 1)
    // Whatever lies beside must be of the same study, or its results could take the place of others.
    for index in try indices() { try index.header?.check(against: header, path: index.path) }
    try keepStudy(batch)
  }

  /// Reads what all journals of the folder hold, by name.
  ///
  /// - Throws: ``ResultsError``, ``BatchError``.
  func indices() throws -> [JournalIndex] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: workPath)) ?? []
    return try names.filter { $0.hasSuffix(BatchFolder.journalEnding) }.sorted()
      .map { try JournalIndex(path: "\(workPath)/\($0)") }
  }

  /// Writes the study and its scenarios beside the journals, so that they can be joined without other files.
  private func keepStudy(_ batch: Batch) throws(ResultsError) {
    let texts =
      [(BatchFolder.studyName, batch.text)]
      + batch.bases.map { ("\($0.name).scenario.yaml", $0.template.text) }
    for (name, text) in texts
    where FileManager.default.contents(atPath: "\(workPath)/\(name)") != Data(text.utf8) {
      try OutputFile.replace(Array(text.utf8), at: "\(workPath)/\(name)")
    }
  }

  /// Reads the study whose work lies in the folder.
  ///
  /// - Parameter allowsCommands: Whether commands that the study or a scenario names may run.
  /// - Throws: ``BatchError`` where there is none; ``InvalidBatch`` and what is wrong with its texts, where somebody has changed
  ///   them.
  public func study(allowsCommands: Bool = true) throws -> Batch {
    let path = "\(workPath)/\(BatchFolder.studyName)"
    guard FileManager.default.fileExists(atPath: path) else { throw BatchError.nothingThere(path: self.path) }
    let file = try BatchFile.read(path: path)
    let scenarios = try file.scenarios.map { try ScenarioFile.read(path: "\(workPath)/\($0).scenario.yaml") }
    return try Batch(file, scenarios: scenarios, allowsCommands: allowsCommands)
  }

  /// Refuses a folder that holds something else.
  private func checkUse() throws(ResultsError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notResults(path: path) }
    let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"]
    guard content.isEmpty || content.contains(BatchFolder.workName) else { throw .notResults(path: path) }
  }
}
