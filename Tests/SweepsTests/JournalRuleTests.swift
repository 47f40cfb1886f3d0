// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps

/// Journals whose checksums are good and whose content can't be.
@Suite("What a journal says")
struct JournalRuleTests {
  /// The lines of the journal of a study without their checksums.
  private static let lines = Result {
    try withTemporaryFolder { path in
      let folder = BatchFolder(path: path)
      _ = try Studies.batch().work(in: folder)
      let text = try String(contentsOfFile: folder.journalPath(.whole), encoding: .utf8)
      return text.split(separator: "\n").map { String($0.dropFirst(9)) }
    }
  }

  /// Calls a function with a folder in which a study was run, and the lines of its journal without their checksums.
  private static func withWork(_ body: (Batch, BatchFolder, String, [String]) throws -> Void) throws {
    try withTemporaryFolder { path in
      let (batch, folder) = (try Studies.batch(), BatchFolder(path: path))
      try folder.prepare(batch)
      let lines = try JournalRuleTests.lines.get()
      try write(lines, to: folder.journalPath(.whole))
      try body(batch, folder, folder.journalPath(.whole), lines)
    }
  }

  private static func write(_ lines: [String], to path: String) throws {
    try Data(lines.flatMap { JournalLine.line(Array($0.utf8)) }).write(to: URL(fileURLWithPath: path))
  }

  /// Changes the first line of a kind, writes all of them and returns its number.
  private static func change(
    _ lines: [String], _ kind: String, to path: String, _ change: (String) -> String
  ) throws -> Int {
    var lines = lines
    let index = try #require(lines.firstIndex { $0.hasPrefix(kind) })
    let changed = change(lines[index])
    try #require(changed != lines[index])
    lines[index] = changed
    try write(lines, to: path)
    return index + 1
  }

  @Test(
    "is refused with the line and the reason, for parts, cells and replications that can't be",
    arguments: [
      ("study", "\"shards\":1", "\"shards\":0", "shards is 0; it must be from 1 to 100000"),
      ("study", "\"shards\":1", "\"shards\":4611686018427387904", "shards is 4611686018427387904"),
      ("study", "\"shard\":1", "\"shard\":2", "shard is 2; it must be from 1 to 1"),
      ("study", "\"format\":2", "\"format\":-1", "format is -1"),
      ("study", "\"digest\":\"", "\"digest\":\"x", "digest is no digest"),
      ("cell", "\"seed\":\"5\"", "\"seed\":\"-1\"", "seed is \"-1\""),
      ("cell", "\"seed\":\"5\"", "\"seed\":\"6\"", "seed is 6; that of the study is 5"),
      ("cell", "\"columns\":[\"", "\"columns\":[\"x", "which the study can't give"),
      ("cell", "cell 1 0", "cell 7 0", "the cell is 7; the study has 6"),
      ("cell", "cell 1 0", "cell -1 0", "the cell is -1"),
      ("cell", "cell 1 0", "cell 1 1", "the replication is 1; it must be from 0 to 0"),
      ("done 1 1 ", "done 1 1", "done 1 0", "the replication is 0"),
      ("done 1 1 ", "done 1 1", "done 1 1000001", "the replication is 1000001"),
      ("done 1 1 ", "done 1 1", "done 1 99999999999999999999", "the replication is 99999999999999999999"),
      ("done 1 1 ", "done 1 1", "done 01 1", "the cell is 01"),
      ("done 1 1 ", "done 1 1", "done 1 2", "has the replication of line"),
      ("done 1 1 ", "done 1 1", "gone 1 1", "it is of an unknown kind, \"gone\""),
    ])
  func shapes(kind: String, old: String, new: String, reason: String) throws {
    try JournalRuleTests.withWork { batch, folder, path, lines in
      let line = try JournalRuleTests.change(lines, kind, to: path) { $0.replacing(old, with: new) }
      let error = #expect(throws: BatchError.self) { try batch.status(of: folder) }
      guard case .invalidLine(path, let found, let said)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      // What stands twice is told where it stands again.
      #expect(found == line || reason.hasPrefix("has the replication"), "\(said)")
      #expect(said.contains(reason), "\(said)")
      #expect(throws: BatchError.self) { try batch.work(in: folder) }
      #expect(throws: BatchError.self) { try batch.results(from: [folder], to: folder) }
    }
  }

  @Test(
    "is refused for numbers that no replication has",
    arguments: [
      ("[[", "[[-1e308,", "has"), ("[[", "[[],[", "strategies"), ("[[", "[[1],[", "strategies"),
      ("]]", ",1]]", "numbers; cell 1 has"), ("]]", "],[1]]", "has 4 strategies; the study has 3"),
    ])
  func numbers(old: String, new: String, reason: String) throws {
    try JournalRuleTests.withWork { batch, folder, path, lines in
      let line = try JournalRuleTests.change(lines, "done 1 1 ", to: path) { $0.replacing(old, with: new) }
      let error = #expect(throws: BatchError.self) { try batch.results(from: [folder], to: folder) }
      guard case .invalidLine(path, line, let said)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(said.contains(reason), "\(said)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/batch.sqlite"))
    }
  }

  @Test(
    "is refused where one number is below 0 or beyond reason",
    arguments: ["-1", "-1e308", "1e16", "1e308", "1e999"])
  func number(text: String) throws {
    try JournalRuleTests.withWork { batch, folder, path, lines in
      let line = try JournalRuleTests.change(lines, "done 2 3 ", to: path) {
        $0.replacing(/\[\[[0-9.]+/, with: "[[\(text)")
      }
      let error = #expect(throws: BatchError.self) { try batch.results(from: [folder], to: folder) }
      guard case .invalidLine(path, line, let said)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(
        said.contains(text == "1e999" ? "a number too large" : "must be from 0 to 1000000000000000.0"),
        "\(said)")
    }
  }

  @Test("must be what the study makes of its cells, and the same in all journals")
  func cells() throws {
    try JournalRuleTests.withWork { batch, folder, path, lines in
      let other = String(repeating: "0", count: 64)
      let line = try JournalRuleTests.change(lines, "cell 2 ", to: path) {
        $0.replacing(/"digest":"[0-9a-f]+"/, with: "\"digest\":\"\(other)\"")
      }
      let error = #expect(throws: BatchError.self) { try batch.results(from: [folder], to: folder) }
      guard case .invalidLine(path, line, let said)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(said.contains("the digest of its scenario is \(other), not "))
      // Beside a good one they disagree before anything is worked out.
      try JournalRuleTests.write(lines, to: folder.workPath + "/a.journal")
      #expect(throws: BatchError.self) { try batch.status(of: folder) }
      // A replication of which nothing says what it is of counts for nothing.
      try FileManager.default.removeItem(atPath: folder.workPath + "/a.journal")
      try JournalRuleTests.write(lines.filter { !$0.hasPrefix("cell 3 ") }, to: path)
      let unnamed = #expect(throws: BatchError.self) { try batch.status(of: folder) }
      #expect(unnamed?.description.contains("no line of any journal says what that is") == true)
    }
  }

  @Test("of more replications than asked for is kept, and none of them is taken")
  func fewer() throws {
    try JournalRuleTests.withWork { batch, folder, _, _ in
      let fewer = try batch.asking(replications: 2)
      #expect(try fewer.results(from: [folder], to: folder).replicationsDone == 12)
      #expect(try batch.status(of: folder).done == 18)
    }
  }

  @Test("on a line without end, or in something that is no file, is refused with a word")
  func endless() throws {
    try JournalRuleTests.withWork { batch, folder, path, lines in
      let start = lines.flatMap { JournalLine.line(Array($0.utf8)) }
      try Data(start + [UInt8](repeating: 48, count: JournalLine.limit + (1 << 20))).write(
        to: URL(fileURLWithPath: path))
      #expect(
        throws: BatchError.invalidLine(
          path: path, line: lines.count + 1, reason: "it has more than \(JournalLine.limit) bytes")
      ) { try batch.status(of: folder) }
      try FileManager.default.removeItem(atPath: path)
      #expect(mkfifo(path, 0o600) == 0)
      let error = #expect(throws: ResultsError.self) { try batch.status(of: folder) }
      #expect(error?.description.contains("it is a pipe") == true)
    }
  }

  @Test("divides work into as many parts as there may be without counting each anew")
  func manyShards() throws {
    try JournalRuleTests.withWork { batch, folder, path, lines in
      _ = try JournalRuleTests.change(lines.filter { !$0.hasPrefix("done 4 ") }, "study", to: path) {
        $0.replacing("\"shards\":1", with: "\"shards\":100000")
      }
      let error = #expect(throws: BatchError.self) { try batch.results(from: [folder], to: folder) }
      guard case .missing(3, 18, let shards)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(shards.count == 3 && shards[0].hasPrefix("Shard 55556/100000 lacks 1 of its 1 "))
    }
  }
}
