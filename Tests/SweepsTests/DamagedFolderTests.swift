// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Pages
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps
@testable import Tables

/// Folders that somebody changed on purpose and whose checksums were made good again: whatever reads them returns or throws.
@Suite("Damaged folders whose checksums are good", .serialized)
struct DamagedFolderTests {
  /// How long to go on, in seconds; `PATROLSIM_SOAK_SECONDS` sets it for long checks.
  private static let soak = Double(ProcessInfo.processInfo.environment["PATROLSIM_SOAK_SECONDS"] ?? "") ?? 0
  private static var seconds: Double { soak > 0 ? soak / 4 : 2 }

  private static let town = SmallTown.scenario(historyWeeks: 2, campaignWeeks: 2, afterWeeks: 1)

  /// Stand-ins for the programs of others, since nothing is drawn here.
  private static let blank = PageAssets(chartScript: "", mapScript: "", mapStyle: "", notices: "")

  /// Calls a function with a folder of results.
  private static func withResults(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let strategies = ["fixed-rota", "dynamic-re-task"].map { StrategyConfiguration($0) }
      let experiment = try Experiment(scenario: town, strategies: strategies, replications: 3, jobs: 1)
      _ = try Study(experiment).run(folder: folder + "/results")
      try body(folder + "/results")
    }
  }

  /// Calls a function with a folder in which a study was run, and the lines of its journal without their checksums.
  private static func withWork(_ body: (Batch, BatchFolder, [[UInt8]]) throws -> Void) throws {
    try withTemporaryFolder { path in
      var file = BatchFile(name: "Small study", scenarios: ["town.yaml"])
      file.parameters = [SweptParameter("deterrence.fast_gain", .list(["0.2", "0.9"]))]
      (file.replications, file.strategies, file.seed) = (2, ["fixed-rota"], 5)
      file.keep = Set(KeptTable.allCases)
      let (batch, folder) = (try Batch(file, scenarios: [town]), BatchFolder(path: path + "/study"))
      _ = try batch.work(in: folder, jobs: 1)
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.journalPath(.whole))))
      try body(batch, folder, bytes.split(separator: UInt8(ascii: "\n")).map { Array($0.dropFirst(9)) })
    }
  }

  /// Does something with random numbers again and again; what fails is repeated by the seed that is printed.
  private static func repeatedly(_ what: String, _ body: (inout Damage) throws -> Void) throws {
    let given = ProcessInfo.processInfo.environment["PATROLSIM_SEED"].flatMap { UInt64($0) }
    let seed = given ?? (soak > 0 ? UInt64.random(in: 0...UInt64.max) : 2_024)
    var damage = Damage(state: seed)
    let clock = ContinuousClock()
    let start = clock.now
    var (count, refused) = (0, 0)
    if soak > 0 { print("\(what): PATROLSIM_SEED=\(seed)") }
    while count < 30 || clock.now - start < .seconds(seconds) {
      do { try body(&damage) } catch {
        refused += 1
        #expect(!"\(error)".isEmpty)
      }
      count += 1
    }
    // Damage that nothing minds would be none.
    #expect(refused > count / 10, "\(what): \(refused) of \(count) were refused")
    if soak > 0 { print("\(what): \(count) damaged folders, of which \(refused) were refused") }
  }

  @Test("of results are reported on, or refused with a word")
  func reports() throws {
    try DamagedFolderTests.withResults { folder in
      let whole = try DamagedFolderTests.contents(["report.json", "manifest.json"], of: folder)
      try DamagedFolderTests.repeatedly("reports") { damage in
        try DamagedFolderTests.restore(whole, in: folder)
        let name = damage.below(4) == 0 ? "manifest.json" : "report.json"
        try DamagedFolderTests.write(damage.json(whole[name] ?? []), to: "\(folder)/\(name)")
        let files = ReportFiles.all(try ReportSource(folder: folder), assets: DamagedFolderTests.blank)
        #expect(files.contains { $0.path == "report.html" })
      }
    }
  }

  @Test("of results are replayed, or refused with a word")
  func replays() throws {
    try DamagedFolderTests.withResults { folder in
      let names = ["manifest.json", "replications.csv", "outcomes.csv.gz"]
      let whole = try DamagedFolderTests.contents(names, of: folder)
      let packed = try DamagedFolderTests.members(folder + "/outcomes.csv.gz")
      try DamagedFolderTests.repeatedly("replays") { damage in
        try DamagedFolderTests.restore(whole, in: folder)
        switch damage.below(3) {
        case 0: try DamagedFolderTests.write(damage.json(whole[names[0]] ?? []), to: "\(folder)/\(names[0])")
        case 1: try DamagedFolderTests.write(damage.rows(whole[names[1]] ?? []), to: "\(folder)/\(names[1])")
        default:
          let members = damage.members(packed)
          let bytes = try members.flatMap { try Gzip.member($0) }
          try DamagedFolderTests.write(bytes, to: "\(folder)/\(names[2])")
        }
        let result = try Replay(folder: folder).run(replication: 1 + damage.below(4))
        _ = replayReport(result, of: try Replay(folder: folder))
      }
    }
  }

  @Test("of a study's work are counted and joined, or refused with a word")
  func studies() throws {
    try DamagedFolderTests.withWork { batch, folder, lines in
      let path = folder.journalPath(.whole)
      let target = BatchFolder(path: folder.path + "-joined")
      try DamagedFolderTests.repeatedly("studies") { damage in
        try? FileManager.default.removeItem(atPath: target.path)
        let damaged = damage.journal(lines).flatMap { JournalLine.line($0) }
        try DamagedFolderTests.write(damaged, to: path)
        _ = BatchStatusText.lines(try batch.status(of: folder), of: batch)
        let study = try folder.study()
        let result = try study.results(from: [folder], to: target, allowsMissing: damage.below(2) == 0)
        _ = BatchReport(study, result: result, style: .plain).text(folder: target.path)
      }
    }
  }

  @Test("of a study are replayed by cell, or refused with a word")
  func cells() throws {
    try DamagedFolderTests.withWork { batch, folder, lines in
      _ = try batch.results(from: [folder], to: folder)
      let names = ["manifest.json", "replications.csv.gz", "visits.csv.gz"]
      let whole = try DamagedFolderTests.contents(names, of: folder.path)
      let packed = try names.dropFirst().map { try DamagedFolderTests.members("\(folder.path)/\($0)") }
      let sound = lines.flatMap { JournalLine.line($0) }
      try DamagedFolderTests.repeatedly("cells") { damage in
        try DamagedFolderTests.restore(whole, in: folder.path)
        try DamagedFolderTests.write(sound, to: folder.journalPath(.whole))
        switch damage.below(4) {
        case 0:
          try DamagedFolderTests.write(damage.json(whole[names[0]] ?? []), to: "\(folder.path)/\(names[0])")
        case 1:
          let damaged = damage.journal(lines).flatMap { JournalLine.line($0) }
          try DamagedFolderTests.write(damaged, to: folder.journalPath(.whole))
        case let table:
          let bytes = try damage.members(packed[table - 2]).flatMap { try Gzip.member($0) }
          try DamagedFolderTests.write(bytes, to: "\(folder.path)/\(names[table - 1])")
        }
        let replay = try BatchReplay(folder: folder.path, cell: 1 + damage.below(3))
        _ = batchReplayReport(try replay.run(replication: 1 + damage.below(3)), of: replay)
      }
    }
  }

  @Test("of a study's database are read again, or refused with a word")
  func databases() throws {
    try DamagedFolderTests.withWork { batch, folder, _ in
      _ = try batch.results(from: [folder], to: folder)
      let path = folder.path + "/batch.sqlite"
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      try DamagedFolderTests.repeatedly("databases") { damage in
        try DamagedFolderTests.write(damage.bytes(whole), to: path)
        _ = try Batch.read(database: path)
      }
    }
  }

  private static func contents(_ names: [String], of folder: String) throws -> [String: [UInt8]] {
    try Dictionary(
      names.map { ($0, [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))) }
    ) { first, _ in first }
  }

  private static func restore(_ files: [String: [UInt8]], in folder: String) throws {
    for (name, bytes) in files { try write(bytes, to: "\(folder)/\(name)") }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private static func members(_ path: String) throws -> [[UInt8]] {
    var members: [[UInt8]] = []
    try GzipMembers(path: path).forEach { event in
      switch event {
      case .begun: members.append([])
      case .bytes(let bytes): members[members.count - 1] += bytes
      case .ended: break
      }
    }
    return members
  }
}
