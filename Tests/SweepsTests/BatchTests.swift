// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import GRDB
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Sweeps

@Suite("A study of many cells")
struct BatchTests {
  @Test("gives the same bytes on one worker or many, whole, in parts, or after interruptions")
  func sameBytes() throws {
    try withTemporaryFolder { folder in
      let batch = try Studies.batch()
      let whole = try Studies.run(batch, in: folder + "/whole")
      #expect(
        whole.keys.sorted() == [
          "README.md", "batch.sqlite", "cells.csv", "datapackage.json", "differences.csv", "effects.csv",
          "replications.csv.gz", "study.yaml", "tornado.csv",
        ])
      try Studies.expect(whole, of: batch, below: folder)
    }
  }

  @Test("has the numbers of a comparison with the cell's parameters, scenario and seed")
  func equalsComparison() throws {
    try withTemporaryFolder { folder in
      let batch = try Studies.batch()
      _ = try Studies.run(batch, in: folder)
      let result = try batch.results(from: [BatchFolder(path: folder)], to: BatchFolder(path: folder))
      // Cell 5 is fast_gain 0.9 with refresh 12 h.
      let scenario = try batch.bases[0].template.scenario(setting: [
        ScenarioSetting("deterrence.fast_gain", "0.9")
      ])
      let experiment = try Experiment(
        scenario: scenario,
        strategies: [
          StrategyConfiguration("fixed-rota"), try StrategyConfiguration(argument: "data-led:refresh=12h"),
        ],
        replications: 3, seed: 5)
      let comparison = try experiment.run().comparison
      for (strategy, effects) in zip(comparison.strategies.dropFirst(), result.cells[4].effects) {
        for (measure, effect) in zip(BatchMeasure.all, effects) {
          #expect(strategy.effect(on: measure.outcome, in: measure.area)?.percent == effect)
        }
      }
      // Every difference too, with its p values and what pairing gains; a strategy whose parameter is varied is told by its name alone.
      #expect(result.cells[4].differences.joined().count == 4)
      for own in result.cells[4].differences.joined() {
        let other = try #require(
          comparison.differences.first { $0.outcome == own.outcome && $0.area == own.area })
        #expect(own.first == "fixed-rota" && own.second == "data-led")
        #expect(own.percentagePoints == other.percentagePoints && own.pValue == other.pValue)
        #expect(
          own.adjustedPValue == other.adjustedPValue && own.varianceReduction == other.varianceReduction)
      }
      #expect(result.cells[4].digest == ScenarioFile.digest(of: scenario) && result.cells[4].seed == "5")
    }
  }

  @Test("adds replications to what is there, and runs nothing again")
  func extends() throws {
    try withTemporaryFolder { folder in
      let (few, many) = (try Studies.batch(), try Studies.batch(Studies.file(replications: 5)))
      #expect(few.digest == many.digest)
      _ = try Studies.run(few, in: folder + "/a")
      let work = try many.work(in: BatchFolder(path: folder + "/a"))
      #expect(work.alreadyDone == 18 && work.finished == 12)
      let extended = try Studies.run(many, in: folder + "/a")
      #expect(try Studies.run(many, in: folder + "/b") == extended)
    }
  }

  @Test("is known by all that its numbers rest on")
  func digest() throws {
    let digest = try Studies.batch().digest
    var other = Studies.file()
    other.seed = 6
    #expect(try Studies.batch(other).digest != digest)
    other = Studies.file()
    other.strategies = ["data-led"]
    #expect(try Studies.batch(other).digest != digest)
    #expect(try Studies.batch(Studies.file([])).digest != digest)
    var scenario = Studies.town
    scenario.crime.places[0].ratesPerYear[0] += 1
    #expect(try Studies.batch(scenario: scenario).digest != digest)
    other = Studies.file()
    (other.name, other.description) = ("Another name", "And words")
    #expect(try Studies.batch(other).digest == digest)
  }

  @Test("reports a cell that can't be run, and runs the rest")
  func failedCell() throws {
    try withTemporaryFolder { folder in
      // Twice as many units as a person can mean is a slip; a rule between values shows only in its cell.
      let file = Studies.file([
        SweptParameter("operation.shifts[day].length", .list(["9 h", "20 min"]))
      ])
      let batch = try Studies.batch(file)
      let work = try batch.work(in: BatchFolder(path: folder))
      #expect(work.finished == 3 && work.failed == 3 && work.isTried && !work.isComplete)
      let result = try batch.results(from: [BatchFolder(path: folder)], to: BatchFolder(path: folder))
      #expect(result.cells.map(\.status) == [.done, .failed] && !result.isComplete)
      #expect(result.replicationsFailed == 3)
      let manifest = try JSONDecoder().decode(
        BatchManifest.self,
        from: try #require(FileManager.default.contents(atPath: folder + "/manifest.json")))
      #expect(!manifest.complete && manifest.replicationsFailed == 3 && manifest.cellsFailed == 1)
      let readme = try #require(FileManager.default.contents(atPath: folder + "/README.md"))
      #expect(String(decoding: readme, as: UTF8.self).contains("**Incomplete**: 3 of 6 replications failed"))
      #expect(try #require(result.cells[1].error).contains("its shift lasts 20 min"))
      #expect(result.tornado.allSatisfy { $0.swing.value == nil })
      let cells = try #require(FileManager.default.contents(atPath: folder + "/cells.csv"))
      #expect(String(decoding: cells, as: UTF8.self).contains("failed"))
      // It is tried again the next time, and fails again.
      #expect(try batch.work(in: BatchFolder(path: folder)).failed == 3)
    }
  }

  @Test("has the numbers of what cells set in one unit, and says in which")
  func numbers() throws {
    try withTemporaryFolder { folder in
      let file = Studies.file(
        [
          SweptParameter("deterrence.slow_decay", .list(["12 h", "1 d"])),
          SweptParameter("strategies.data-led.refresh", .list(["30", "1 d"])),
          SweptParameter("deterrence.preset", .list(["null", "compromise"])),
        ], design: .oneAtATime, replications: 1, strategies: ["data-led"])
      _ = try Studies.run(Studies.batch(file), in: folder)
      let queue = try DatabaseQueue(path: folder + "/batch.sqlite")
      let rows = try queue.read {
        try Row.fetchAll(
          $0,
          sql: """
            SELECT p.key, s.value, s.number, p.unit FROM cell_parameter s JOIN parameter p ON p.id = s.parameter
            ORDER BY s.cell
            """)
      }
      #expect(rows.map { $0["value"] as String } == ["12 h", "1 d", "30", "1 d", "no-effect", "compromise"])
      #expect(rows.map { $0["number"] as Double? } == [12, 24, 30, 24, nil, nil])
      #expect(rows.map { $0["unit"] as String } == ["h", "h", "h", "h", "", ""])
    }
  }

  @Test("keeps every digit of a swept seed")
  func seeds() throws {
    try withTemporaryFolder { folder in
      let seeds = ["9007199254740993", "18446744073709551615"]
      var file = Studies.file([SweptParameter("seed", .list(seeds))], replications: 1)
      file.seed = nil
      let files = try Studies.run(Studies.batch(file), in: folder)
      let rows = String(decoding: try #require(files["cells.csv"]), as: UTF8.self).split(separator: "\n")
      for (row, seed) in zip(rows.dropFirst(), seeds) {
        #expect(row.split(separator: ",", omittingEmptySubsequences: false)[4] == seed, "\(row)")
      }
    }
  }

  @Test("writes the preset null as no-effect in every table, since readers take null for nothing")
  func nullPreset() throws {
    try withTemporaryFolder { folder in
      let file = Studies.file(
        [SweptParameter("deterrence.preset", .list(["null", "compromise"]))], replications: 1,
        strategies: ["fixed-rota"])
      let batch = try Studies.batch(file)
      let files = try Studies.run(batch, in: folder)
      for name in ["cells.csv", "effects.csv", "tornado.csv"] {
        let text = String(decoding: try #require(files[name]), as: UTF8.self)
        #expect(text.contains(",no-effect,") && !text.contains("null"), "\(name): \(text)")
      }
      let queue = try DatabaseQueue(path: folder + "/batch.sqlite")
      for table in ["cells", "effects", "replications"] {
        let presets = try queue.read {
          try String.fetchSet($0, sql: "SELECT \"deterrence.preset\" FROM \(table)")
        }
        #expect(presets == ["no-effect", "compromise"], "\(table)")
      }
      // The study's own text stays as it is written, and either name is read.
      #expect(batch.text.contains("null"))
      var other = file
      other.parameters = [SweptParameter("deterrence.preset", .list(["no-effect", "compromise"]))]
      #expect(try Studies.run(Studies.batch(other), in: folder + "/b")["cells.csv"] == files["cells.csv"])
    }
  }

  @Test("that ships can be run in every cell")
  func shipped() throws {
    let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios")
    let file = try BatchFile.read(path: scenarios.appendingPathComponent("studies/tiny-town.yaml").path)
    let scenario = try ScenarioFile.read(path: scenarios.appendingPathComponent("tiny.yaml").path)
    let batch = try Batch(file, scenarios: [scenario])
    for point in batch.points {
      let settings = CellSettings(batch.file.parameters.map(\.key), point)
      #expect(throws: Never.self) {
        try settings.experiment(batch.bases[0], replications: 1, seed: nil, allowsCommands: false)
      }
    }
  }

  @Test("refuses slips before anything is run, all at once")
  func slips() throws {
    let file = Studies.file(
      [
        SweptParameter("deterrence.fast_gian", .list(["0.2", "0.9"])),
        SweptParameter("deterrence.slow_gain", .list(["0.2", "3"])),
        SweptParameter("deterrence.slow_decay", .list(["5"])),
      ])
    let error = try #require(throws: InvalidBatch.self) { try Studies.batch(file) }
    #expect(error.problems.count == 3)
    #expect(error.description.contains("did you mean \"fast_gain\"?"))
    #expect(error.description.contains("slow_gain is 3; it must be from 0 to 1"))
    #expect(error.description.contains("without a unit"))
    for (key, text, words) in [
      ("units", "none", "units is \"none\"; it must be a whole number from 1 to 10000"),
      ("strategies.datum-led.refresh", "6 h", "did you mean \"data-led\"?"),
      ("strategies.data-led.refresh", "6 m", "must be a number and its unit"),
      ("strategies.data-led.refresh", "0.1 h", "refresh is 0.1; it must be between"),
    ] {
      let error = try #require(throws: InvalidBatch.self) {
        try Studies.batch(Studies.file([SweptParameter(key, .list([text]))]))
      }
      #expect(error.description.contains(words), "\(error)")
    }
    let strategies = try #require(throws: InvalidBatch.self) {
      try Studies.batch(Studies.file(strategies: ["fixed-rotar", "data-led:refresh=0h"]))
    }
    #expect(strategies.problems.count == 2)
  }

  @Test("says everything that is wrong in file, scenarios, strategies and values at once, each with its line")
  func allProblems() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/study.yaml"
      try Data(ScenarioFile.text(for: Studies.town).utf8).write(
        to: URL(fileURLWithPath: folder + "/town.yaml"))
      func problems(_ text: String) throws -> [String] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let error = try #require(throws: InvalidBatch.self) { try Batch.read(path: path) }
        return error.description.replacing(folder + "/", with: "").split(separator: "\n").map(String.init)
      }
      let found = try problems(
        """
        patrolsim-batch: 1
        name: All wrong
        scenarios: [town.yaml, twon.yaml]
        strategies: [fixed-rotar, data-led]
        replications: 0
        parameters:
          deterrence.fast_gian: [0.2, 0.4]
          deterrence.slow_gain: [0.2, 3, -1, 0.4, 7]
          deterrence.slow_decay: {from: 1 m, to: 5 m, steps: 3}
          deterrence.reach: {from: 5 m, to: 1 m, steps: 3}
          units: [2, none]
          strategies.data-led.refresh: [6 h, 0.1 h]
          strategies.data-led.refesh: [6 h]
        """)
      for expected in [
        "study.yaml:3:24: twon.yaml: there is no such file",
        "study.yaml:4:14: no strategy", "did you mean \"fixed-rota\"?",
        "study.yaml:5:15: replications is 0; it must be from 1 to 1000000",
        "study.yaml:7:3: deterrence.fast_gian is not a key of the format",
        "study.yaml:8:31: deterrence.slow_gain is 3; it must be from 0 to 1",
        "study.yaml:8:34: deterrence.slow_gain is -1; it must be from 0 to 1",
        "study.yaml:8:43: deterrence.slow_gain is 7; it must be from 0 to 1",
        "study.yaml:9:33: deterrence.slow_decay is \"1 m\"",
        "study.yaml:9:42: deterrence.slow_decay is \"5 m\"",
        "study.yaml:10:37: parameters.deterrence.reach.to is 1; it must be greater than `from`, 5",
        "study.yaml:11:14: units is \"none\"; it must be a whole number from 1 to 10000",
        "study.yaml:12:38: ", "refresh is 0.1; it must be between", "study.yaml:13:",
        "did you mean \"refresh\"?",
      ] {
        #expect(
          found.contains { $0.contains(expected) }, "\(expected) is not in:\n\(found.joined(separator: "\n"))"
        )
      }
      #expect(found.allSatisfy { $0.hasPrefix("study.yaml:") })
      #expect(Set(found).count == found.count)
      // Points in a file of their own have lines of their own.
      try Data("deterrence.fast_gain,units\n0.2,3\n1.5,0\n".utf8).write(
        to: URL(fileURLWithPath: folder + "/points.csv"))
      let listed = try problems(
        "patrolsim-batch: 1\nname: Listed\nscenarios: town.yaml\ndesign: list\nlist: points.csv")
      #expect(listed.count == 2)
      #expect(listed[0].hasPrefix("points.csv:3:1: deterrence.fast_gain is 1.5; it must be from 0 to 1"))
      #expect(listed[1].hasPrefix("points.csv:3:5: units is \"0\""))
    }
  }

  @Test(
    "is another study with another program for a strategy, or another version of it, and is refused by name")
  func programs() throws {
    try withTemporaryFolder { folder in
      let program = folder + "/rota.py"
      func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: program)) }
      // What it answers is of no account here: a program that fails is one too.
      try write("# first")
      let file = Studies.file(
        [], replications: 2, strategies: ["external:name=mine python3 \(program)", "fixed-rota"])
      func batch() throws -> Batch { try Batch(file, scenarios: [Studies.town], allowsCommands: true) }
      let first = try batch()
      #expect(first.programs.map(\.program.files).first?[program]?.count == 64)
      let work = BatchFolder(path: folder + "/work")
      _ = try first.work(in: work)
      _ = try first.results(from: [work], to: work)
      let shard = BatchFolder(path: folder + "/shard")
      _ = try first.work(in: shard, shard: try #require(Shard(1, of: 2)))
      try write("# second")
      let second = try batch()
      #expect(second.digest != first.digest)
      func refused(_ what: String, _ body: () throws -> Void) {
        let error = #expect(throws: BatchError.self, "\(what)", performing: body)
        let words = error?.description ?? ""
        #expect(
          words.contains("external:mine") && words.contains("rota.py") && words.contains("another"),
          "\(words)")
      }
      refused("resume") { _ = try second.work(in: work) }
      refused("status") { _ = try second.status(of: work) }
      refused("plan") { _ = try second.plan(in: work, jobs: 1) }
      refused("resume from the folder") { _ = try work.study(allowsCommands: true).work(in: work) }
      refused("rerun") {
        let again = try Batch.read(database: work.path + "/batch.sqlite", allowsCommands: true)
        _ = try again.work(in: BatchFolder(path: folder + "/again"))
      }
      let other = BatchFolder(path: folder + "/other")
      _ = try second.work(in: other, shard: try #require(Shard(2, of: 2)))
      refused("merge") {
        _ = try shard.study().results(
          from: [shard, other], to: BatchFolder(path: folder + "/joined"), allowsMissing: true)
      }
      // What it was begun with is known without the program.
      try FileManager.default.removeItem(atPath: program)
      #expect(try work.study().digest == first.digest)
      #expect(
        try Batch.read(database: work.path + "/batch.sqlite", allowsCommands: true).digest == first.digest)
      let manifest = try JSONDecoder().decode(
        BatchManifest.self,
        from: try #require(FileManager.default.contents(atPath: work.path + "/manifest.json")))
      #expect(manifest.programs == first.programs)
    }
  }

  @Test("deals other numbers of units out, and takes a scenario's own strategies where it names none")
  func units() throws {
    try withTemporaryFolder { folder in
      let file = Studies.file(
        [SweptParameter("units", .list(["1", "4"]))], design: .oneAtATime, replications: 2, strategies: [])
      let batch = try Studies.batch(file)
      #expect(batch.points == [[nil], ["1"], ["4"]])
      #expect(batch.bases[0].labels.count == StrategyConfiguration.standard.count)
      _ = try Studies.run(batch, in: folder)
      let queue = try DatabaseQueue(path: folder + "/batch.sqlite")
      let hours = try queue.read {
        try Double.fetchAll(
          $0,
          sql:
            "SELECT officer_hours FROM replications WHERE strategy = 'fixed-rota' AND replication = 1 ORDER BY cell"
        )
      }
      #expect(hours.count == 3 && hours[1] < hours[0] && hours[2] == 2 * hours[0])
    }
  }
}
