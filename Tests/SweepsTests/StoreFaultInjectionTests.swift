// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Files
@testable import Questions
@testable import Sweeps

/// Journals, studies and comparisons while the disk fails and the machine crashes.
@Suite("FaultInjectionTests: what is stored")
struct StoreFaultInjectionTests {
  @Test(
    "a journal that is opened again has every replication that was brought to the disk, and no other numbers")
  func journal() throws {
    try FaultTrials.run("a journal is written", least: 1_000) { seed, root in
      var random = SplitMix64(state: seed)
      let (path, header) = (
        root + "/all.journal", JournalHeader(digest: String(repeating: "d", count: 64), shard: 1, shards: 1)
      )
      let lines = (1...12).map { cell in
        JournalLine.done(
          cell: cell, replication: 1,
          record: JournalRecord(numbers: [(0..<40).map { _ in Double.random(in: 0...9, using: &random) }]))
      }
      let disk = FaultyDisk(
        root: root, plan: FaultTrials.plan(&random, calls: 40), seed: seed,
        writesShort: random.next() % 2 == 0)
      var certain = 0
      do {
        let journal = try Journal(path: path, header: header, system: disk)
        for (index, line) in lines.enumerated() {
          try journal.append(line)
          if random.next() % 3 == 0 {
            try journal.sync()
            certain = index + 1
          }
        }
      } catch {}
      let hasLostPower = disk.hasCrashed && random.next() % 2 == 0
      if hasLostPower { disk.restart() }
      do {
        try Self.checkJournal(path, header: header, lines: lines, certain: certain, seed: seed, root: root)
      } catch let error as BatchError {
        // Refused and left as it is: what was never brought to the disk may come back as a hole.
        #expect(hasLostPower, "seed \(seed): \(error)")
      }
    }
  }

  private static func checkJournal(
    _ path: String, header: JournalHeader, lines: [JournalLine], certain: Int, seed: UInt64, root: String
  ) throws {
    let sound = FaultyDisk(root: root, plan: .none, seed: seed)
    let there = try JournalIndex(path: path).done.keys.map(\.cell)
    #expect(Set(there).isSuperset(of: certain > 0 ? Array(1...certain) : []), "seed \(seed): lost")
    do {
      let journal = try Journal(path: path, header: header, system: sound)
      for cell in 1...lines.count where !there.contains(cell) { try journal.append(lines[cell - 1]) }
      try journal.sync()
    }
    let index = try JournalIndex(path: path)
    let bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
    for line in lines {
      guard case .done(let cell, let replication, _) = line else { continue }
      let place = try #require(index.done[JournalIndex.Item(cell: cell, replication: replication)])
      let text = bytes[place.offset..<(place.offset + place.length)]
      #expect(try JournalLine(text, head: .init(text)) == line, "seed \(seed): other numbers")
    }
  }

  @Test("a study that is gone on with after any fault has the bytes of one that was not disturbed")
  func study() throws {
    let whole = try withTemporaryFolder { try Studies.run(try Self.batch(), in: $0 + "/a") }
    try FaultTrials.run("a study is run", least: 25) { seed, root in
      var random = SplitMix64(state: seed)
      let folder = BatchFolder(path: root + "/a")
      var batch = try Self.batch()
      let disk = FaultyDisk(
        root: root, plan: FaultTrials.plan(&random, calls: 110), seed: seed,
        writesShort: random.next() % 2 == 0)
      batch.system = disk
      do {
        _ = try batch.work(in: folder, jobs: 1)
        _ = try batch.results(from: [folder], to: folder)
        #expect(try Self.results(folder) == whole, "seed \(seed): wrong")
      } catch {}
      let hasLostPower = disk.hasCrashed && random.next() % 2 == 0
      if hasLostPower { disk.restart() }
      batch.system = FaultyDisk(root: root, plan: .none, seed: seed)
      do {
        _ = try batch.work(in: folder, jobs: 1)
      } catch let error as BatchError {
        #expect(hasLostPower, "seed \(seed): \(error)")
        // As the message says: moved away, it is run again.
        try FileManager.default.moveItem(atPath: folder.journalPath(.whole), toPath: root + "/away")
        _ = try batch.work(in: folder, jobs: 1)
      }
      _ = try batch.results(from: [folder], to: folder)
      #expect(try Self.results(folder) == whole, "seed \(seed)")
    }
  }

  private static func batch() throws -> Batch {
    var file = Studies.file(
      [SweptParameter("deterrence.fast_gain", .list(["0.2", "0.9"]))], replications: 2,
      strategies: ["fixed-rota"])
    file.seed = 3
    return try Studies.batch(file)
  }

  /// Returns the files of results. Drafts that a crash has left aside: this process goes on, so they are not taken for abandoned.
  private static func results(_ folder: BatchFolder) throws -> [String: Data] {
    try ResultFiles.all(in: folder.path).filter { name, _ in
      name != BatchFolder.workName && DraftName(name, for: "manifest.json") == nil
    }
  }

  private static func experiment(replications: Int) throws -> Experiment {
    try Experiment(
      scenario: Studies.town, strategies: [StrategyConfiguration("fixed-rota")], replications: replications,
      seed: 7, jobs: 1)
  }

  @Test("a comparison leaves the old results or the new, whole, and says that it did what it did")
  func comparison() throws {
    let (old, new) = (
      try Self.experiment(replications: 1), try Self.experiment(replications: 2)
    )
    let (before, after) = try withTemporaryFolder { root in
      (
        try ResultFiles.all(in: Study(old).run(folder: root + "/1").folder),
        try ResultFiles.all(in: Study(new).run(folder: root + "/2").folder)
      )
    }
    try FaultTrials.run("a comparison is stored", least: 12) { seed, root in
      var random = SplitMix64(state: seed)
      let path = root + "/town"
      var first = Study(old)
      first.system = FaultyDisk(root: root, plan: .none, seed: seed)
      _ = try first.run(folder: path)
      let disk = FaultyDisk(
        root: root, plan: FaultTrials.plan(&random, calls: 110), seed: seed,
        writesShort: random.next() % 2 == 0, lacksExchange: random.next() % 3 == 0)
      var study = Study(new)
      study.system = disk
      let stored = try? study.run(folder: path)
      if disk.hasCrashed, random.next() % 2 == 0 { disk.restart() }
      FolderDraft.restore(path)
      let found = try ResultFiles.all(in: path)
      #expect(found == after || (stored == nil && found == before), "seed \(seed)")
      study.system = FaultyDisk(root: root, plan: .none, seed: seed)
      #expect(try ResultFiles.all(in: study.run(folder: path).folder) == after, "seed \(seed)")
    }
  }
}
