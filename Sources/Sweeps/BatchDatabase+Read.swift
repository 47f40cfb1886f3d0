// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import ScenarioFiles

extension Batch {
  /// Reads a study from a database of results, with all that its numbers rest on.
  ///
  /// - Parameters:
  ///   - path: A `batch.sqlite`.
  ///   - allowsCommands: Whether commands that the study or a scenario names may run.
  /// - Throws: ``BatchError`` where it is none, or newer or older than this program; ``InvalidBatch`` and what is wrong with its texts,
  ///   where somebody has changed them.
  public static func read(database path: String, allowsCommands: Bool = false) throws -> Batch {
    let (text, scenarios, digest, programs) = try BatchDatabase.content(path)
    let file = try BatchFile.read(text: text, path: path)
    guard scenarios.count == file.scenarios.count else { throw BatchError.notDatabase(path: path) }
    let read = try scenarios.map { try ScenarioFile.read(text: $0, path: path) }
    let batch = try Batch(file, scenarios: read, allowsCommands: allowsCommands, programs: programs)
    guard batch.digest == digest else { throw BatchError.notDatabase(path: path) }
    return batch
  }
}

extension BatchDatabase {
  /// Returns the text of the study in a database, those of its scenarios, its digest and its programs.
  static func content(
    _ path: String
  ) throws(BatchError) -> (String, [String], String, [BatchProgram]) {
    func reading<Value>(_ body: () throws(ForeignDatabaseProblem) -> Value) throws(BatchError) -> Value {
      do { return try body() } catch {
        switch error {
        case .none: throw .notDatabase(path: path)
        case .refused(let reason): throw .badDatabase(path: path, reason: reason)
        }
      }
    }
    let database = try reading { () throws(ForeignDatabaseProblem) in try ForeignDatabase(path: path) }
    let version = try reading { () throws(ForeignDatabaseProblem) in try database.version() }
    guard version <= format else { throw .newerFormat(path: path, format: version, known: format) }
    // A database of another program may have any number, or none.
    guard version < 1 || version == format else {
      throw .olderFormat(path: path, format: version, known: format)
    }
    let studies = try reading { () throws(ForeignDatabaseProblem) in
      try database.table("study", ["text", "digest"])
    }
    let rows = try reading { () throws(ForeignDatabaseProblem) in
      try database.table("scenario", ["id", "text"])
    }
    guard studies.count == 1, let text = studies[0][0], let digest = studies[0][1], isDigest(digest) else {
      throw .notDatabase(path: path)
    }
    let scenarios = rows.compactMap { row in
      row[0].flatMap { Int($0) }.flatMap { id in row[1].map { (id, $0) } }
    }
    guard scenarios.count == rows.count else { throw .notDatabase(path: path) }
    let rowsOfPrograms = try reading { () throws(ForeignDatabaseProblem) in
      try database.table("program", ["scenario", "strategy", "command", "files"])
    }
    let programs = rowsOfPrograms.compactMap(program)
    guard programs.count == rowsOfPrograms.count else { throw .notDatabase(path: path) }
    return (text, scenarios.sorted { $0.0 < $1.0 }.map(\.1), digest, programs)
  }

  /// Returns the program of a row; `nil` where it says none.
  private static func program(_ row: [String?]) -> BatchProgram? {
    let json = ForeignJSON(size: 1 << 20, depth: 2, values: 100_000)
    guard let scenario = row[0], let strategy = row[1],
      let command = row[2].flatMap({ try? json.decode([String].self, from: Array($0.utf8)) }),
      let files = row[3].flatMap({ try? json.decode([String: String].self, from: Array($0.utf8)) }),
      files.values.allSatisfy(isDigest)
    else { return nil }
    return BatchProgram(
      scenario: scenario, program: Manifest.Program(strategy: strategy, command: command, files: files))
  }
}
