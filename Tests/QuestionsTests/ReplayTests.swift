// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

@testable import Questions
@testable import Tables

@Suite("Replaying a replication")
struct ReplayTests {
  /// Calls a function with a folder of results of five replications, weeks included.
  private static func withResults(jobs: Int = 2, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/results"
      _ = try Study(Towns.experiment(replications: 5, jobs: jobs), keepsWeeks: true).run(folder: path)
      try body(path)
    }
  }

  private static func edit(_ path: String, _ change: (String) -> String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = change(text)
    try #require(changed != text, "nothing to change in \(path)")
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static func problems(_ folder: String) -> [ReplayProblem] {
    do {
      _ = try Replay(folder: folder)
      return []
    } catch { return error.problems }
  }

  @Test(
    "every stored replication is rebuilt byte for byte, whichever number of workers ran it",
    arguments: [1, 3])
  func identical(jobs: Int) throws {
    try ReplayTests.withResults(jobs: jobs) { folder in
      let replay = try Replay(folder: folder)
      #expect(replay.warnings.isEmpty)
      for replication in 1...5 {
        let result = try replay.run(replication: replication)
        #expect(result.isStored && result.isIdentical)
        #expect(result.tables.map(\.file) == ["replications.csv", "outcomes.csv.gz", "weekly-detail.csv.gz"])
        #expect(result.tables.allSatisfy { $0.rowCount > 0 })
      }
      let beyond = try replay.run(replication: 6)
      #expect(!beyond.isStored && beyond.tables.isEmpty && beyond.isIdentical)
      #expect(beyond.single.summaries[0].replication == 6)
    }
  }

  @Test("a changed cell is named by file, row and column with both values, and no other is")
  func changedCell() throws {
    try ReplayTests.withResults { folder in
      let before = try Replay(folder: folder).run(replication: 4).single.summaries[1]
      let crime = DecimalText.trimmed(before.crime.targets, decimals: 3)
      try ReplayTests.edit(folder + "/replications.csv") {
        $0.replacing("\n4,\(before.strategy),\(crime),", with: "\n4,\(before.strategy),12345,")
      }
      let result = try Replay(folder: folder).run(replication: 4)
      #expect(!result.isIdentical)
      #expect(
        result.tables[0].differences == [
          ReplayDifference(
            row: "4, \(before.strategy)", column: "crime_targets", stored: "12345", rebuilt: crime)
        ])
      #expect(result.tables.dropFirst().allSatisfy { $0.differenceCount == 0 })
      #expect(try Replay(folder: folder).run(replication: 3).isIdentical)
    }
  }

  @Test("a renamed column and letters composed otherwise are no longer the same bytes")
  func bytes() throws {
    try ReplayTests.withResults { folder in
      let path = folder + "/replications.csv"
      let replay = try Replay(folder: folder)
      try ReplayTests.edit(path) { $0.replacing("crime_targets,", with: "crime_target,") }
      let renamed = try replay.run(replication: 1).tables[0]
      #expect(
        renamed.differences == [
          ReplayDifference(
            row: "replication, strategy", column: "crime_targets", stored: "crime_target",
            rebuilt: "crime_targets")
        ])
    }
    let (composed, decomposed) = ("1,caf\u{E9}", "1,cafe\u{301}")
    let description = Table<String>(
      "t", "One name a row.", key: ["replication"],
      [Column("replication", "The replication") { _ in 1 }, Column("name", "The name") { $0 }]
    ).description
    let header = Array("replication,name".utf8)
    let table = ReplayedTable(
      description, stored: [header, Array(composed.utf8)], rebuilt: [header, Array(decomposed.utf8)])
    #expect(table.rowCount == 1 && table.differenceCount == 1 && table.differences[0].column == "name")
  }

  @Test("rows that are missing or twice are told, and a table that is cut short or gone is refused")
  func brokenTables() throws {
    try ReplayTests.withResults { folder in
      let replay = try Replay(folder: folder)
      let path = folder + "/replications.csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let rows = text.split(separator: "\n")
      let row = try #require(rows.first { $0.hasPrefix("2,") })
      try text.replacing(row + "\n", with: "").write(toFile: path, atomically: true, encoding: .utf8)
      let missing = try replay.run(replication: 2).tables[0]
      #expect(missing.differenceCount == 1 && missing.differences[0].stored == nil)
      for twice in [text + row + "\n", text.replacing(row + "\n", with: row + "\n" + row + "\n")] {
        try twice.write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: CannotReplay.self) { try replay.run(replication: 4) }
        #expect(error?.description.contains("of replication 2") == true)
      }
      try text.write(toFile: path, atomically: true, encoding: .utf8)

      let packed = folder + "/outcomes.csv.gz"
      let bytes = try #require(FileManager.default.contents(atPath: packed))
      for length in [bytes.count - 9, bytes.count / 2, 5] {
        try bytes.prefix(length).write(to: URL(fileURLWithPath: packed))
        let error = #expect(throws: CannotReplay.self) { try replay.run(replication: 5) }
        #expect(error?.description.contains("outcomes.csv.gz can't be read: it ends in the middle") == true)
      }
      var damaged = bytes
      for index in 40..<60 { damaged[index] = 0xFF }
      try damaged.write(to: URL(fileURLWithPath: packed))
      #expect(throws: CannotReplay.self) { try replay.run(replication: 5) }
      try FileManager.default.removeItem(atPath: packed)
      let error = #expect(throws: CannotReplay.self) { try replay.run(replication: 5) }
      #expect(error?.description.contains("it is not there") == true)
    }
  }

  @Test("a packed table is read to its end: half of it, a replication twice, or more behind it are refused")
  func wholeTables() throws {
    try ReplayTests.withResults { folder in
      let replay = try Replay(folder: folder)
      let packed = folder + "/outcomes.csv.gz"
      let bytes = [UInt8](try #require(FileManager.default.contents(atPath: packed)))
      var starts = [0]
      for index in bytes.indices.dropFirst() where bytes[index...].starts(with: [0x1F, 0x8B, 8]) {
        starts.append(index)
      }
      try #require(starts.count == 6)
      let second = bytes[starts[2]..<starts[3]]
      let (first, third) = (Array(bytes[..<starts[2]]), Array(bytes[starts[3]...]))
      let header = Array(bytes[..<starts[1]])
      let endless = try Gzip.member([UInt8](repeating: 49, count: 2 << 20))
      let changes: [([UInt8], String)] = [
        (first + second, "replication 3 is missing"),
        (first + second + second + third, "of replication 2, among those of replication 3"),
        (first + third, "of replication 3, among those of replication 2"),
        (bytes + second, "more replications than manifest.json"), (bytes + [1, 2, 3], "damaged"),
        (bytes.dropLast(4) + [0, 0, 0, 0], "damaged"), (header + endless, "line 2 has more than"),
      ]
      for (changed, reason) in changes {
        try Data(changed).write(to: URL(fileURLWithPath: packed))
        let error = #expect(throws: CannotReplay.self, "\(reason)") { try replay.run(replication: 1) }
        #expect(error?.description.contains(reason) == true, "\(reason): \(error?.description ?? "")")
      }
      try FileManager.default.removeItem(atPath: packed)
      #expect(mkfifo(packed, 0o600) == 0)
      let error = #expect(throws: CannotReplay.self) { try replay.run(replication: 1) }
      #expect(error?.description.contains("it is a pipe") == true)
    }
  }

  @Test("a program is looked at only by leave, and nothing is told of a file that a manifest names")
  func programs() throws {
    try ReplayTests.withResults { folder in
      let secret = folder + "/../secret"
      try "a secret".write(toFile: secret, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: secret) }
      let found = ScenarioFile.digest(of: "a secret".utf8)
      let expected = String(repeating: "0", count: 64)
      let strategy = "external:mine"
      try ReplayTests.edit(folder + "/manifest.json") {
        $0.replacing("\"fixed-rota\"", with: "\"\(strategy)\"")
          .replacing(
            "\"seed\" :",
            with: "\"programs\" : [{\"strategy\": \"\(strategy)\", \"command\": [\"cat\", \"\(secret)\"], "
              + "\"files\": {\"\(secret)\": \"\(expected)\"}}],\n  \"seed\" :")
      }
      let refused = #expect(throws: CannotReplay.self) { try Replay(folder: folder) }
      #expect(refused?.description.contains("--allow-commands") == true)
      #expect(refused?.description.contains("digest") == false)
      let allowed = #expect(throws: CannotReplay.self) { try Replay(folder: folder, allowsCommands: true) }
      #expect(
        allowed?.problems == [.changedProgram(strategy: strategy, file: secret, expected: expected)])
      #expect(allowed?.description.contains(found) == false)
      try ReplayTests.edit(folder + "/manifest.json") {
        $0.replacing("{\"\(secret)\": ", with: "{\"/etc/passwd\": ")
      }
      let other = #expect(throws: CannotReplay.self) { try Replay(folder: folder, allowsCommands: true) }
      #expect(other?.description.contains("names \"/etc/passwd\", which is no word of the command") == true)
    }
  }

  /// A text of a manifest, what is put in its place, and what has to be said of it.
  private static let slips = [
    (
      "\"replicationsDone\" : 5", "\"replicationsDone\" : 6",
      "replicationsDone is 6; it must be from 0 to 5"
    ),
    (
      "\"replications\" : \"1-5\"", "\"replications\" : \"1-5, 5\"",
      "replications is \"1-5, 5\"; it must be ascending"
    ),
    ("\"replications\" : \"1-5\"", "\"replications\" : \"1-9223372036854775807\"", "it must be ascending"),
    ("\"replications\" : \"1-5\"", "\"replications\" : \"1-4\"", "replications names 4 replications"),
    ("\"complete\" : true", "\"complete\" : false", "complete is false, with 5 of 5"),
    (
      "\"fixed-rota\"", "\"no-extra-patrol\"",
      "strategies[1] is \"no-extra-patrol\", which is listed twice"
    ),
    ("\"cores\" : ", "\"cores\" : -", "machine.cores is -"),
    ("\"durationInSeconds\" : ", "\"durationInSeconds\" : 1e999, \"x\" : ", "a number too large"),
    ("\"seed\" : ", "\"seed\" : -", "a number too large"),
    ("\"preset\" : \"", "\"preset\" : \"x", "which is no preset of deterrence"),
    ("\"scenarioDigest\" : \"", "\"scenarioDigest\" : \"x", "scenarioDigest is no digest"),
  ]

  @Test("a manifest that says what can't be is refused by path, value and rule, by reports too")
  func manifests() throws {
    try ReplayTests.withResults { folder in
      let path = folder + "/manifest.json"
      let whole = try String(contentsOfFile: path, encoding: .utf8)
      for (old, new, reason) in ReplayTests.slips {
        try whole.write(toFile: path, atomically: true, encoding: .utf8)
        try ReplayTests.edit(path) { $0.replacing(old, with: new) }
        let error = #expect(throws: CannotReplay.self) { try Replay(folder: folder) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        let report = #expect(throws: UnreadableResults.self) { try ReportSource(folder: folder) }
        #expect(report?.description.contains(reason) == true, "\(report?.description ?? "")")
      }
    }
  }

  @Test("a changed scenario, an unknown layout, units and a missing folder are refused, all problems at once")
  func refused() throws {
    try ReplayTests.withResults { folder in
      #expect(ReplayTests.problems(folder + "/nothing") == [.noFolder(folder + "/nothing")])
      let manifest = folder + "/manifest.json"
      let whole = try String(contentsOfFile: manifest, encoding: .utf8)
      let digest = try #require(Manifest(folder: folder)).scenarioDigest
      try ReplayTests.edit(folder + "/scenario.yaml") {
        $0.replacing("after_weeks: ", with: "after_weeks: 1")
      }
      guard case .changedScenario(_, digest, let found)? = ReplayTests.problems(folder).first else {
        Issue.record("the change was not seen")
        return
      }
      #expect(found != digest)
      try ReplayTests.edit(manifest) {
        $0.replacing("\"seed\" :", with: "\"units\" : [2, 4],\n  \"seed\" :")
      }
      #expect(ReplayTests.problems(folder).count == 2)
      #expect(ReplayTests.problems(folder).contains(.otherUnits([2, 4])))
      try whole.replacing("\"format\" : 2", with: "\"format\" : 3")
        .write(toFile: manifest, atomically: true, encoding: .utf8)
      #expect(ReplayTests.problems(folder) == [.otherFormat(found: 3, known: 2)])
      try "{".write(toFile: manifest, atomically: true, encoding: .utf8)
      #expect(ReplayTests.problems(folder) == [.noManifest(folder: folder)])
    }
  }

  @Test("results of another version are rebuilt with a warning, and an unknown strategy is named")
  func versions() throws {
    try ReplayTests.withResults { folder in
      let manifest = folder + "/manifest.json"
      try ReplayTests.edit(manifest) {
        $0.replacing("\"patrolsim\" : \"\(PatrolSimVersion.current)\"", with: "\"patrolsim\" : \"0.0.1\"")
      }
      let replay = try Replay(folder: folder)
      #expect(replay.warnings.count == 1 && replay.warnings[0].contains("0.0.1"))
      #expect(try replay.run(replication: 1).isIdentical)
      try ReplayTests.edit(manifest) { $0.replacing("\"fixed-rota\"", with: "\"fixed-rotor\"") }
      guard case .badStrategies(let reason)? = ReplayTests.problems(folder).first else {
        Issue.record("the name was not refused")
        return
      }
      #expect(reason.contains("fixed-rotor"))
    }
  }

  @Test("a strategy is named as a command line names it, parameters and programs included")
  func arguments() throws {
    try ReplayTests.withResults { folder in
      var manifest = try #require(Manifest(folder: folder))
      #expect(manifest.argument(of: "data-led:refresh=12h") == "data-led:refresh=12h")
      for (label, words) in [
        ("external:mine.py", ["python3", "a folder/mine.py"]),
        ("external:officers=patch mine", ["it's", "x\"y"]),
      ] {
        manifest.programs = [Manifest.Program(strategy: label, command: words, files: [:])]
        let strategy = try StrategyConfiguration(argument: manifest.argument(of: label))
        #expect(strategy.label == label)
        #expect(strategy.program?.words == words)
      }
    }
  }

  @Test("a rebuilt replication is written whole, with what every unit did, and never over others")
  func written() throws {
    try ReplayTests.withResults { folder in
      let replay = try Replay(folder: folder)
      let result = try replay.run(replication: 2)
      let target = folder + "-2"
      #expect(try replay.write(result, to: target) == target)
      let files = try FileManager.default.contentsOfDirectory(atPath: target).sorted()
      #expect(files.count == 3 + replay.experiment.labels.count)
      let rows = try String(contentsOfFile: target + "/replications.csv", encoding: .utf8)
      let stored = try String(contentsOfFile: folder + "/replications.csv", encoding: .utf8)
      for line in rows.split(separator: "\n") { #expect(stored.contains(line + "\n")) }
      let log = try #require(files.last { $0.hasPrefix("events-") })
      #expect(try String(contentsOfFile: target + "/" + log, encoding: .utf8).contains("shift started"))
      #expect(throws: ResultsError.self) { try replay.write(result, to: target) }
    }
  }

  @Test("cells are split as they were joined")
  func cells() {
    #expect(CSVCells.split("a,,\"b,\"\"c\"\"\",d") == ["a", "", "b,\"c\"", "d"])
    #expect(CSVCells.split("") == [""])
  }
}
