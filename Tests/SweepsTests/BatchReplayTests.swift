// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps

@Suite("A replication of a study that is rebuilt")
struct BatchReplayTests {
  private static let files = ["work/", "replications.csv.gz", "visits.csv.gz"]

  /// Calls a function with a folder in which a study that keeps everything was run: four cells of two replications.
  private static func withStudy(
    keep: Set<KeptTable> = Set(KeptTable.allCases), _ body: (Batch, String) throws -> Void
  ) throws {
    try withTemporaryFolder { path in
      var file = Studies.file(
        [
          SweptParameter("deterrence.fast_gain", .list(["0.2", "0.9"])),
          SweptParameter("deterrence.slow_decay", .list(["12 h", "2 d"])),
        ], replications: 2)
      file.keep = keep
      let batch = try Studies.batch(file)
      _ = try Studies.run(batch, in: path + "/study", jobs: 2)
      try body(batch, path + "/study")
    }
  }

  private static func replay(_ folder: String, cell: Int, _ replication: Int) throws -> BatchReplayResult {
    try BatchReplay(folder: folder, cell: cell).run(replication: replication)
  }

  @Test("agrees with the work and the tables, in every cell and replication")
  func identical() throws {
    try BatchReplayTests.withStudy { batch, folder in
      for cell in 1...4 {
        let replay = try BatchReplay(folder: folder, cell: cell)
        for replication in 1...2 {
          let result = try replay.run(replication: replication)
          #expect(result.isIdentical && result.tables.map(\.file) == BatchReplayTests.files)
          #expect(result.tables.allSatisfy { $0.rowCount > 0 })
          let text = batchReplayReport(result, of: replay)
          #expect(
            text.contains("Replication \(replication) of cell \(cell) of Small study: town, "), "\(text)")
          #expect(text.contains("rows of visits.csv.gz\n") && !text.contains("difference"), "\(text)")
        }
      }
      let text = batchReplayReport(
        try BatchReplayTests.replay(folder, cell: 3, 1), of: try BatchReplay(folder: folder, cell: 3))
      #expect(text.contains("deterrence.fast_gain 0.9,\ndeterrence.slow_decay 12 h, seed 5"), "\(text)")
    }
  }

  @Test("names a damaged figure by file, row and column with both values, and no other")
  func damagedTables() throws {
    try BatchReplayTests.withStudy { batch, folder in
      let path = folder + "/replications.csv.gz"
      let table = try StoredTable(path: path)
      let hours = try #require(
        table.rows(["cell": "2", "replication": "1", "strategy": "data-led"]).first?["officer_hours"])
      let column = try #require(table.header.firstIndex(of: "officer_hours"))
      try StoredTable.change(path) { text in
        var rows = text.split(separator: "\n").map {
          $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        for index in rows.indices where rows[index][0] == "2" && rows[index][6...7] == ["1", "data-led"] {
          rows[index][column] = "77777"
        }
        return rows.map { $0.joined(separator: ",") + "\n" }.joined()
      }
      let result = try BatchReplayTests.replay(folder, cell: 2, 1)
      #expect(!result.isIdentical && result.tables.map(\.differenceCount) == [0, 1, 0])
      #expect(
        result.tables[1].differences == [
          ReplayDifference(
            row: "2, 1, data-led", column: "officer_hours", stored: "77777", rebuilt: hours)
        ])
      let text = batchReplayReport(result, of: try BatchReplay(folder: folder, cell: 2))
      #expect(text.contains("1 difference in 3 rows of replications.csv.gz"), "\(text)")
      #expect(text.contains("2, 1, data-led: officer_hours is stored as 77777"), "\(text)")
      // Others are as they were.
      #expect(try BatchReplayTests.replay(folder, cell: 2, 2).isIdentical)
      #expect(try BatchReplayTests.replay(folder, cell: 1, 1).isIdentical)
    }
  }

  @Test("names a row of visits that is gone")
  func missingVisit() throws {
    try BatchReplayTests.withStudy { batch, folder in
      let visits = try StoredTable(path: folder + "/visits.csv.gz")
      let row = try #require(visits.rows(["cell": "4", "replication": "2", "strategy": "fixed-rota"]).first)
      let line = visits.header.compactMap { row[$0] }.joined(separator: ",") + "\n"
      try StoredTable.change(folder + "/visits.csv.gz") { $0.replacing(line, with: "", maxReplacements: 1) }
      let table = try BatchReplayTests.replay(folder, cell: 4, 2).tables[2]
      #expect(table.differenceCount == 1)
      #expect(table.differences[0].row == "4, 2, fixed-rota, \(row["place"] ?? "")")
      #expect(table.differences[0].stored == nil && table.differences[0].rebuilt != nil)
    }
  }

  @Test(
    "names a figure of the work that was changed, its checksum made good: numbers, methods, weeks and visits")
  func damagedWork() throws {
    try BatchReplayTests.withStudy { batch, folder in
      let path = BatchFolder(path: folder).journalPath(.whole)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let lines = text.split(separator: "\n").map { String($0.dropFirst(9)) }
      let index = try #require(lines.firstIndex { $0.hasPrefix("done 3 2 ") })
      let line = Array("00000000 \(lines[index])".utf8)
      let head = try JournalLine.Head(line[...])
      guard case .done(_, _, let record) = try JournalLine(line[...], head: head) else { return }
      for (part, strategy, name, change) in [
        ("numbers", "no-extra-patrol", "crime_targets", { $0.numbers[0][0] += 1 }),
        ("methods", "fixed-rota", "before-after fall_percent", { $0.methods?[1][0].fall = 99 }),
        ("weeks", "data-led", "week 1 targets recorded", { $0.weeks?[3][12 + 1] += 1 }),
        ("visits", "fixed-rota", " visits", { $0.visits?[1][1] += 1 }),
      ] as [(String, String, String, (inout JournalRecord) -> Void)] {
        var changed = record
        change(&changed)
        try #require(changed != record)
        var all = lines
        all[index] = String(
          decoding: try JournalLine.done(cell: 3, replication: 2, record: changed).bytes().dropFirst(9)
            .dropLast(), as: UTF8.self)
        try Data(all.flatMap { JournalLine.line(Array($0.utf8)) }).write(to: URL(fileURLWithPath: path))
        let result = try BatchReplayTests.replay(folder, cell: 3, 2)
        #expect(!result.isIdentical && result.tables.map { $0.differenceCount > 0 } == [true, false, false])
        let found = try #require(result.tables[0].differences.first)
        #expect(found.row.hasPrefix("\(part), \(strategy), ") && found.row.hasSuffix(name), "\(found)")
        #expect(found.column == "value" && found.stored != found.rebuilt)
      }
    }
  }

  @Test(
    "is rebuilt from the database alone where the work is gone, and from the work alone where there are no results"
  )
  func parts() throws {
    try BatchReplayTests.withStudy(keep: []) { batch, folder in
      try FileManager.default.moveItem(atPath: folder + "/work", toPath: folder + "-work")
      let fromDatabase = try BatchReplayTests.replay(folder, cell: 2, 2)
      #expect(fromDatabase.isIdentical && fromDatabase.tables.map(\.file) == ["replications.csv.gz"])
      try FileManager.default.createDirectory(atPath: folder + "-only", withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: folder + "-work", toPath: folder + "-only/work")
      let fromWork = try BatchReplayTests.replay(folder + "-only", cell: 2, 2)
      #expect(fromWork.isIdentical && fromWork.tables.map(\.file) == ["work/"])
    }
  }

  @Test("is refused with a word where there is no such cell or replication, or it was not run")
  func refusals() throws {
    try BatchReplayTests.withStudy { batch, folder in
      for cell in [0, -1, 5] {
        let error = #expect(throws: CannotReplayCell.self) { try BatchReplay(folder: folder, cell: cell) }
        #expect(error == .noCell(folder: folder, cell: cell, count: 4))
        #expect(error?.description.contains("has no cell \(cell): its cells are 1 to 4") == true)
      }
      for replication in [0, 3] {
        let error = #expect(throws: CannotReplayCell.self) {
          try BatchReplayTests.replay(folder, cell: 1, replication)
        }
        #expect(error == .noReplication(folder: folder, cell: 1, replication: replication, count: 2))
      }
      // Half of the study.
      let part = BatchFolder(path: folder + "-part")
      _ = try batch.work(in: part, shard: try #require(Shard(1, of: 2)))
      #expect(try BatchReplayTests.replay(part.path, cell: 1, 2).isIdentical)
      #expect(
        throws: CannotReplayCell.notDone(folder: part.path, cell: 4, replication: 1)
      ) { try BatchReplayTests.replay(part.path, cell: 4, 1) }
      // The database alone.
      let alone = folder + "-alone"
      try FileManager.default.createDirectory(atPath: alone, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: folder + "/batch.sqlite", toPath: alone + "/batch.sqlite")
      #expect(throws: CannotReplayCell.databaseAlone(folder: alone)) {
        try BatchReplayTests.replay(alone, cell: 1, 1)
      }
      // A table that is cut short.
      let path = folder + "/visits.csv.gz"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try bytes.prefix(bytes.count - 20).write(to: URL(fileURLWithPath: path))
      #expect(throws: (any Error).self) { try BatchReplayTests.replay(folder, cell: 1, 1) }
      try FileManager.default.removeItem(atPath: path)
      #expect(throws: (any Error).self) { try BatchReplayTests.replay(folder, cell: 1, 1) }
    }
  }

  @Test("of a cell that can't be run is refused with the reason")
  func failedCell() throws {
    try withTemporaryFolder { folder in
      let file = Studies.file([SweptParameter("operation.shifts[day].length", .list(["9 h", "20 min"]))])
      let batch = try Studies.batch(file)
      let study = BatchFolder(path: folder)
      _ = try batch.work(in: study)
      _ = try batch.results(from: [study], to: study)
      #expect(try BatchReplayTests.replay(folder, cell: 1, 3).isIdentical)
      let error = #expect(throws: CannotReplayCell.self) { try BatchReplayTests.replay(folder, cell: 2, 1) }
      #expect(error?.description.contains("its shift lasts 20 min") == true, "\(String(describing: error))")
    }
  }

  @Test("is written with its events where that is asked for, into a folder that is not there yet")
  func writes() throws {
    try BatchReplayTests.withStudy { batch, folder in
      let result = try BatchReplayTests.replay(folder, cell: 1, 1)
      let target = folder + "-replication"
      #expect(try result.write(to: target) == target)
      let names = try FileManager.default.contentsOfDirectory(atPath: target)
      #expect(names.contains("replications.csv") && names.contains("events-2-data-led.csv"), "\(names)")
      #expect(throws: ResultsError.self) { try result.write(to: target) }
    }
  }
}
