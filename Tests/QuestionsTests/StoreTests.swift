// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import GRDB
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("Stored results")
struct StoreTests {
  @Test("all files but the manifest are the same bytes for one worker or many, and any chunks")
  func sameBytes() throws {
    try withTemporaryFolder { folder in
      var stored: [[String: Data]] = []
      for (jobs, chunkSize) in [(1, 1), (2, 1), (3, 2), (2, 4)] {
        let experiment = try Towns.experiment(replications: 7, jobs: jobs, chunkSize: chunkSize)
        let path = "\(folder)/\(jobs)-\(chunkSize)"
        _ = try Study(experiment, keepsWeeks: true).run(folder: path)
        stored.append(try ResultFiles.all(in: path))
      }
      #expect(
        stored[0].keys.sorted() == [
          "README.md", "comparison.csv", "costs.csv", "datapackage.json", "differences.csv", "fairness.csv",
          "methods.csv",
          "outcomes.csv.gz", "places.csv", "places.geojson", "ranking.csv", "replications.csv", "report.json",
          "results.sqlite", "scenario.yaml", "summary.json", "truth.csv", "wards.csv", "weekly-detail.csv.gz",
          "weekly.csv",
        ])
      for files in stored.dropFirst() {
        for (name, bytes) in stored[0] { #expect(files[name] == bytes, "\(name) differs") }
      }
    }
  }

  @Test("an interrupted run leaves a readable result that says so")
  func interrupted() throws {
    try withTemporaryFolder { folder in
      var experiment = try Towns.experiment(replications: 40, jobs: 2)
      let interruption = Interruption()
      experiment.makeSource = { [experiment] in
        UnevenSource(experiment) { if $0 == 3 { interruption.request() } }
      }
      let stored = try Study(experiment).run(folder: folder + "/town", interruption: interruption)
      let manifest = try #require(Manifest(folder: stored.folder))
      #expect(!manifest.complete)
      #expect(manifest.replicationsAsked == 40)
      #expect(manifest.replicationsDone == stored.result.replications.count)
      let rows = try #require(try ResultFiles.all(in: stored.folder)["replications.csv"])
      let lines = String(decoding: rows, as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 1 + 3 * manifest.replicationsDone)
    }
  }

  @Test("an interrupted run never replaces a complete result")
  func interruptedBeside() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/town"
      _ = try Study(Towns.experiment(replications: 4)).run(folder: path)
      let before = try ResultFiles.all(in: path)
      var experiment = try Towns.experiment(replications: 40, jobs: 2)
      let interruption = Interruption()
      experiment.makeSource = { [experiment] in
        UnevenSource(experiment) { if $0 == 3 { interruption.request() } }
      }
      let stored = try Study(experiment).run(folder: path, interruption: interruption)
      #expect(stored.folder.hasSuffix("/town-interrupted"))
      #expect(try ResultFiles.all(in: path) == before)
    }
  }

  @Test("results of another study are kept unless force is given")
  func anotherStudy() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/town"
      _ = try Study(Towns.experiment(replications: 3)).run(folder: path)
      let other = try Study(Towns.experiment(replications: 3, seed: 8))
      let error = #expect(throws: ResultsError.self) { _ = try other.run(folder: path) }
      #expect(error?.description.contains("another seed, 7") == true)
      let fewer = try Study(Towns.experiment(replications: 2))
      #expect(throws: ResultsError.self) { _ = try fewer.run(folder: path) }
      _ = try other.run(folder: path, force: true)
      #expect(Manifest(folder: path)?.seed == 8)
      _ = try Study(Towns.experiment(replications: 4, seed: 8)).run(folder: path)
      #expect(Manifest(folder: path)?.replicationsDone == 4)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["town"])
    }
  }

  @Test("a folder that holds something else is never touched, not even by force")
  func somethingElse() throws {
    try withTemporaryFolder { folder in
      try Data("precious".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
      let study = try Study(Towns.experiment(replications: 1))
      #expect(throws: ResultsError.holdsOthers(path: folder, names: ["notes.txt"], count: 1)) {
        _ = try study.run(folder: folder, force: true)
      }
      let file = folder + "/notes.txt"
      #expect(throws: ResultsError.inTheWay(path: file, kind: "a file")) { _ = try study.run(folder: file) }
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
    }
  }

  @Test("a folder that can't be made gives the system's reason")
  func cannotWrite() throws {
    let study = try Study(Towns.experiment(replications: 1))
    let error = #expect(throws: ResultsError.self) { _ = try study.run(folder: "/proc/nowhere/results") }
    #expect(error?.description == "/proc/nowhere can't be written: No such file or directory")
  }

  @Test("the database holds what the tables hold")
  func database() throws {
    try withTemporaryFolder { folder in
      let experiment = try Towns.experiment(replications: 3)
      let stored = try Study(experiment).run(folder: folder + "/town")
      let queue = try DatabaseQueue(path: stored.folder + "/results.sqlite")
      try queue.read { (database: Database) throws -> Void in
        #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM replication_summary") == 9)
        #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM place_outcome") == 3 * 3 * 6)
        #expect(try Int.fetchOne(database, sql: "SELECT replications_done FROM run") == 3)
        let sql = "SELECT sum(crime_everywhere) FROM replication_summary"
        let crime = stored.result.replications.joined().reduce(0) { $0 + $1.crime.everywhere }
        #expect(try Double.fetchOne(database, sql: sql) == crime)
        #expect(crime > 0)
        let averted = "SELECT sum(crime_averted_everywhere) FROM averted WHERE strategy = 'data-led'"
        let expected = stored.result.replications.reduce(0) { $0 + $1[2].averted(.crime, in: .everywhere) }
        #expect(try Double.fetchOne(database, sql: averted) == expected)
        #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM place_effect") == 18)
      }
    }
  }

  @Test(
    "calls for service have columns in replications.csv and the database that add up, where there are any")
  func calls() throws {
    var scenario = try Towns.experiment().scenario
    scenario.calls = SmallTown.calls(in: scenario, units: 2)
    try withTemporaryFolder { folder in
      let experiment = try Experiment(scenario: scenario, replications: 2, jobs: 1)
      let stored = try Study(experiment).run(folder: folder + "/town")
      let queue = try DatabaseQueue(path: stored.folder + "/results.sqlite")
      let (received, all) = try queue.read { (database: Database) throws -> (Double?, Double?) in
        let grades = "calls_emergency + calls_priority + calls_scheduled"
        return (
          try Double.fetchOne(database, sql: "SELECT sum(\(grades)) FROM replication_summary"),
          try Double.fetchOne(
            database,
            sql: "SELECT sum(calls_answered + calls_lost + calls_waiting_at_end) FROM replication_summary")
        )
      }
      let expected = stored.result.replications.joined().reduce(0) { $0 + ($1.calls?.total.received ?? 0) }
      #expect(expected > 1_000 && received == Double(expected) && all == Double(expected))
      let table = try String(contentsOfFile: stored.folder + "/replications.csv", encoding: .utf8)
      let header = table.prefix { !$0.isNewline }.split(separator: ",").map(String.init)
      #expect(header.suffix(20).first == "calls_emergency" && header.last == "abstracted_shifts")
    }
  }

  @Test(
    "the data dictionary names every column of every table, and no column twice, with calls and without",
    arguments: [false, true])
  func dictionary(hasCalls: Bool) throws {
    var scenario = try Towns.experiment().scenario
    if hasCalls { scenario.calls = SmallTown.calls(in: scenario) }
    let text = ResultsReadme.text(for: Study(try Experiment(scenario: scenario)))
    for table in ResultTables.files(of: scenario) {
      let names = table.fields.map(\.name)
      #expect(Set(names).count == names.count, "\(table.file) has a column twice")
      for name in names { #expect(text.contains("| \(name) |")) }
    }
  }

  @Test("the summary is JSON with sorted keys that reads back as the comparison")
  func summary() throws {
    struct Read: Decodable {
      let comparison: Comparison
      let complete: Bool
    }
    let experiment = try Towns.experiment(replications: 3)
    let result = try experiment.run()
    let bytes = try Study(experiment).summary(of: result)
    let read = try JSONDecoder().decode(Read.self, from: Data(bytes))
    #expect(read.comparison == result.comparison)
    #expect(read.complete)
  }
}
