// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps

@Suite("The journal of a study's work")
struct JournalTests {
  /// Calls a function with a folder in which a study was run, and the path of its journal.
  private static func withWork(_ body: (Batch, BatchFolder, String, Data) throws -> Void) throws {
    try withTemporaryFolder { path in
      let batch = try Studies.batch()
      let folder = BatchFolder(path: path)
      _ = try batch.work(in: folder)
      let journal = folder.journalPath(.whole)
      try body(batch, folder, journal, try Data(contentsOf: URL(fileURLWithPath: journal)))
    }
  }

  @Test("torn at any byte of its last lines costs what was torn, and going on gives the same results")
  func torn() throws {
    try JournalTests.withWork { batch, folder, path, whole in
      _ = try batch.results(from: [folder], to: folder)
      let files = try ResultFiles.all(in: folder.path)
      let lines = whole.split(separator: UInt8(ascii: "\n"))
      let tail = lines.suffix(2).reduce(0) { $0 + $1.count + 1 }
      for cut in [0, 1, 9, 60, whole.count - tail, whole.count - tail / 2, whole.count - 2, whole.count - 1] {
        try whole.prefix(cut).write(to: URL(fileURLWithPath: path))
        let index = try JournalIndex(path: path)
        #expect(index.length <= cut)
        let left = 18 - index.done.count
        #expect(try batch.work(in: folder).finished == left)
        _ = try batch.results(from: [folder], to: folder)
        #expect(
          try ResultFiles.all(in: folder.path).filter { $0.key != "work" }
            == files.filter { $0.key != "work" })
      }
    }
  }

  @Test("with a damaged line in the middle is refused, and left as it is")
  func damaged() throws {
    try JournalTests.withWork { batch, folder, path, whole in
      var bytes = whole
      let middle = try #require(whole[(whole.count / 2)...].firstIndex(of: UInt8(ascii: "\n"))) + 30
      bytes[middle] ^= 1
      try bytes.write(to: URL(fileURLWithPath: path))
      let line = whole[..<middle].count { $0 == UInt8(ascii: "\n") } + 1
      #expect(throws: BatchError.damaged(path: path, line: line)) { try batch.work(in: folder) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
      // A last line that is damaged is as good as torn.
      bytes = whole
      bytes[bytes.count - 5] ^= 1
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(try batch.work(in: folder).finished == 1)
    }
  }

  @Test("that is none, of another study, version, or a newer or older format is refused and not touched")
  func others() throws {
    try JournalTests.withWork { batch, folder, path, whole in
      var other = Studies.file()
      other.seed = 6
      let another = try Studies.batch(other)
      #expect(throws: BatchError.otherStudy(path: path)) { try another.work(in: folder) }
      #expect(throws: BatchError.otherStudy(path: path)) { try another.results(from: [folder], to: folder) }
      for (header, error) in [
        (
          JournalHeader(patrolsim: "0.0.9", digest: batch.digest, shard: 1, shards: 1),
          BatchError.otherVersion(path: path, version: "0.0.9")
        ),
        (
          JournalHeader(format: 7, digest: batch.digest, shard: 1, shards: 1),
          BatchError.newerFormat(path: path, format: 7, known: 2)
        ),
        (
          JournalHeader(format: 1, digest: batch.digest, shard: 1, shards: 1),
          BatchError.olderFormat(path: path, format: 1, known: 2)
        ),
      ] {
        try Data(JournalLine.study(header).bytes()).write(to: URL(fileURLWithPath: path))
        #expect(throws: error) { try batch.work(in: folder) }
        #expect(throws: error) { try batch.results(from: [folder], to: folder) }
        #expect(throws: error) { try batch.status(of: folder) }
      }
      let older = BatchError.olderFormat(path: path, format: 1, known: 2).description
      #expect(older.hasPrefix("\(path) has the format 1, which is older than this program (2)"))
      for text in ["Shopping list\nbread\n", "Shopping list"] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: BatchError.notJournal(path: path)) { try batch.work(in: folder) }
        #expect(FileManager.default.contents(atPath: path) == Data(text.utf8))
      }
    }
  }

  @Test("whose folder has a stranger's manifest and links loses nothing but results")
  func foreignManifest() throws {
    try JournalTests.withWork { batch, folder, path, _ in
      _ = try batch.results(from: [folder], to: folder)
      try withTemporaryFolder { home in
        let precious = home + "/.profile"
        try Data("precious".utf8).write(to: URL(fileURLWithPath: precious))
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/link", withDestinationPath: home)
        try Data("notes".utf8).write(to: URL(fileURLWithPath: folder.path + "/notes.txt"))
        let manifest = folder.path + "/manifest.json"
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        let more = #""files" : { "link/.profile": null, "notes.txt": null, "work/all.journal": null,"#
        try text.replacing("\"files\" : {", with: more).write(
          toFile: manifest, atomically: true, encoding: .utf8)
        _ = try batch.results(from: [folder], to: folder)
        for kept in [precious, folder.path + "/notes.txt", path] {
          #expect(FileManager.default.fileExists(atPath: kept), "\(kept)")
        }
      }
    }
  }

  @Test("that could not be brought to the disk once takes no further line, whatever the disk says later")
  func lostSync() throws {
    try withTemporaryFolder { root in
      let header = JournalHeader(digest: String(repeating: "d", count: 64), shard: 1, shards: 1)
      let line = JournalLine.done(cell: 1, replication: 1, record: JournalRecord(numbers: [[1]]))
      let counting = FaultyDisk(root: root, plan: .none, seed: 0)
      do { try Journal(path: root + "/count", header: header, system: counting).append(line) }
      // The call after those of the start and the write is the sync.
      let disk = FaultyDisk(
        root: root, plan: .failure(call: counting.callCount, code: EIO, lasts: false), seed: 0)
      let journal = try Journal(path: root + "/all", header: header, system: disk)
      try journal.append(line)
      #expect(throws: ResultsError.self) { try journal.sync() }
      #expect(throws: ResultsError.self) { try journal.sync() }
      #expect(throws: ResultsError.self) { try journal.append(line) }
    }
  }

  @Test("belongs to one process at a time")
  func locked() throws {
    try JournalTests.withWork { batch, folder, path, _ in
      let held = try folder.openJournal(.whole, of: batch)
      #expect(throws: BatchError.busy(path: path)) { try batch.work(in: folder) }
      #expect(try batch.status(of: folder).parts.map(\.isRunning) == [true])
      withExtendedLifetime(held) {}
    }
  }

  @Test("parts that disagree are not joined")
  func disagreement() throws {
    try JournalTests.withWork { batch, folder, path, whole in
      let text = String(decoding: whole, as: UTF8.self)
      let line = try #require(text.split(separator: "\n").last { $0.contains(" done ") })
      guard case .done(let cell, let replication, var record)? = JournalLine(Array(line.utf8)[...]) else {
        return
      }
      record.numbers[0][0] += 1
      try withTemporaryFolder { other in
        let second = BatchFolder(path: other)
        let journal = try second.openJournal(.whole, of: batch)
        try journal.append(.done(cell: cell, replication: replication, record: record))
        try journal.sync()
        #expect(
          throws: BatchError.disagreement(
            cell: cell, replication: replication, first: path, second: second.journalPath(.whole))
        ) { try batch.results(from: [folder, second], to: BatchFolder(path: other + "/joined")) }
      }
    }
  }

  @Test("that lacks replications is named by part, and joined only where that is asked for")
  func missing() throws {
    try withTemporaryFolder { path in
      let batch = try Studies.batch()
      let folder = BatchFolder(path: path)
      _ = try batch.work(in: folder, shard: try #require(Shard(1, of: 4)))
      _ = try batch.work(in: folder, shard: try #require(Shard(3, of: 4)))
      let error = try #require(throws: BatchError.self) { try batch.results(from: [folder], to: folder) }
      #expect(
        error.description
          == "10 of 18 replications are missing.\nShard 2/4 lacks 5 of its 5 replications.\n"
          + "Shard 4/4 lacks 5 of its 5 replications.")
      #expect(!FileManager.default.fileExists(atPath: path + "/batch.sqlite"))
      let result = try batch.results(from: [folder], to: folder, allowsMissing: true)
      #expect(!result.isComplete && result.replicationsDone == 8)
      #expect(result.cells.count { $0.status == .missing } == 4)
      let status = try batch.status(of: folder)
      #expect(status.parts.map(\.missing) == [0, 5, 0, 5] && status.missing == 10)
    }
  }

  @Test("parts of any number hold each item once, in order")
  func shards() throws {
    for (items, count) in [(18, 4), (3, 7), (1, 1), (0, 3), (1_000_003, 64), (Int.max, 100_000)] {
      var next = 0
      for number in 1...count {
        let range = try #require(Shard(number, of: count)).range(of: items)
        #expect(range.lowerBound == next && range.count <= items / count + 1 && range.count >= items / count)
        next = range.upperBound
      }
      #expect(next == items)
    }
    #expect(Shard("3/16") == Shard(3, of: 16))
    for text in ["", "3", "0/4", "5/4", "a/4", "1/2/3", "-1/4", "1/100001", "1/99999999999999999999"] {
      #expect(Shard(text) == nil)
    }
  }

  @Test("on a line holds what it was given, to the last digit")
  func line() throws {
    let values = [[0.1, 1.0 / 3, -0.0, 1e300, Double.leastNonzeroMagnitude], [.pi, 2, 3, 4, 5]]
    let line = JournalLine.done(cell: 7, replication: 9, record: JournalRecord(numbers: values))
    let bytes = try line.bytes()
    #expect(bytes.last == UInt8(ascii: "\n"))
    #expect(JournalLine(bytes.dropLast()[...]) == line)
    #expect(
      JournalLine.head(of: bytes.dropLast()[...]) == .init(kind: .done, cell: 7, replication: 9, length: 18))
    for index in bytes.indices.dropLast() {
      var damaged = bytes
      damaged[index] ^= 4
      #expect(JournalLine(damaged.dropLast()[...]) == nil)
    }
  }
}
