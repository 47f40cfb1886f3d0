// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import Testing

@testable import ScenarioFiles

@Suite("Study files")
struct BatchFileTests {
  /// A study with every sort of values.
  static let full = """
    patrolsim-batch: 1
    name: Small study
    description: All sorts of values.
    scenarios: [a.yaml, b.yaml]
    strategies: [fixed-rota, "data-led:refresh=12h"]
    replications: 7
    seed: 5
    design: grid
    parameters:
      deterrence.fast_gain: [0.2, 0.4]
      deterrence.slow_decay: {from: 0.5 d, to: 8 d, steps: 5, scale: log}
      deterrence.preset: [null, crossover-trials]
      units: [2, 4, 8]
    """

  private static func problems(_ text: String, path: String = "my.yaml") -> [String] {
    do {
      _ = try BatchFile.read(text: text, path: path)
      return []
    } catch { return error.problems.map(\.message) }
  }

  /// The full study with one piece of its text replaced.
  private static func full(_ piece: String, _ replacement: String) -> String {
    precondition(full.contains(piece), "The study has no \(piece)")
    return full.replacingOccurrences(of: piece, with: replacement)
  }

  @Test("read what they say, and write it back")
  func reads() throws {
    let file = try BatchFile.read(text: Self.full, path: "my.yaml")
    #expect(file.scenarios == ["a.yaml", "b.yaml"] && file.strategies.count == 2)
    #expect(file.replications == 7 && file.seed == 5 && file.design == .grid)
    #expect(file.parameters.map(\.key).last == "units")
    #expect(file.parameters[1].levels == ["0.5 d", "1 d", "2 d", "4 d", "8 d"])
    #expect(file.parameters[2].levels == ["null", "crossover-trials"])
    #expect(file.pointCount == 2 * 5 * 2 * 3)
    #expect(try BatchFile.read(text: file.text, path: "x") == file)
  }

  @Test("say all that is wrong at once, with line, key, value, rule and near miss")
  func allProblems() {
    let text = """
      patrolsim-batch: 1
      nane: Small study
      scenarios: [a.yaml, a.yaml]
      replications: 0
      design: gird
      points: 4
      parameters:
        deterrence.fast_gain: {from: 0.5, to: 0.2}
        deterrence.slow_decay: {from: 1 h, to: 5 d, steps: 3}
        deterrence.diffusion: some
        deterrence.reach: {from: 0 m, to: 5 m, steps: 1, scale: log}
        crime.near: prior
      """
    let problems = Self.problems(text)
    for expected in [
      "my.yaml:1:1: the key \"name\" is missing", "my.yaml:2:1: nane is not a key of the format",
      "did you mean \"name\"?",
      "my.yaml:3:21: scenarios[1] is \"a.yaml\"; the scenario on line 3 has that name already",
      "my.yaml:4:15: replications is 0; it must be from 1 to 1000000",
      "my.yaml:5:9: design is \"gird\"", "did you mean \"grid\"?", "my.yaml:6:9: points is for the designs",
      "parameters.deterrence.fast_gain.to is 0.2; it must be greater than `from`, 0.5",
      "parameters.deterrence.fast_gain is a range, of which a grid needs `steps`",
      "parameters.deterrence.slow_decay.to has the unit \"d\" and `from` the unit \"h\"",
      "parameters.deterrence.diffusion is \"some\"; it must be a list of values, a range",
      "parameters.deterrence.reach.steps is 1; it must be from 2 to 100000",
      "parameters.deterrence.reach.from is 0; it must be greater than 0 where scale is log",
      "parameters.crime.near has no prior range (known: deterrence.deterrable_share",
    ] {
      #expect(
        problems.contains { $0.contains(expected) },
        "\(expected) is not in:\n\(problems.joined(separator: "\n"))")
    }
    #expect(problems.allSatisfy { $0.hasPrefix("my.yaml:") })
  }

  @Test("say what is wrong across keys with what is wrong in one, and know the same value by its other name")
  func acrossKeys() {
    #expect(
      Self.problems(
        "patrolsim-batch: 1\nname: x\nscenarios: a.yaml\nreplications: none\ndesign: latin-hypercube\npoints: 4"
      ) == [
        "my.yaml:4:15: replications is \"none\"; it must be a whole number",
        "my.yaml:5:9: design has no parameter to vary",
      ])
    #expect(
      Self.problems(Self.full("[null, crossover-trials]", "[null, crossover-trials, no-effect]")) == [
        "my.yaml:12:47: parameters.deterrence.preset[2] is \"no-effect\"; the value on line 12 has that name already"
      ])
  }

  @Test(
    "keep what they are asked to, one table or several, and are the same in whatever order these are named")
  func keep() throws {
    #expect(try BatchFile.read(text: Self.full, path: "x").keep == [])
    for (text, tables) in [
      ("visits", [.visits]), ("[visits, methods]", [.methods, .visits]),
      ("[methods, weeks, visits]", Set(KeptTable.allCases)),
    ] as [(String, Set<KeptTable>)] {
      let file = try BatchFile.read(text: Self.full + "\nkeep: \(text)", path: "x")
      #expect(file.keep == tables, "\(text)")
      #expect(try BatchFile.read(text: file.text, path: "x") == file)
    }
    let file = try BatchFile.read(text: Self.full + "\nkeep: [visits, methods]", path: "x")
    #expect(file.text.contains("\nkeep: [methods, visits]\n"), "\(file.text)")
  }

  @Test("refuse to keep what there is not, with line, key, value, rule and near miss, all at once")
  func unknownKeep() {
    #expect(
      Self.problems(Self.full + "\nkeep: [methods, wekes, visists, methods, evrything]").map {
        $0.replacing("no table has that name (known: methods, weeks, visits)", with: "…")
      } == [
        "my.yaml:14:17: keep[1] is \"wekes\"; …; did you mean \"weeks\"?",
        "my.yaml:14:24: keep[2] is \"visists\"; …; did you mean \"visits\"?",
        "my.yaml:14:33: keep[3] is \"methods\"; the table on line 14 has that name already",
        "my.yaml:14:42: keep[4] is \"evrything\"; …",
      ])
    #expect(
      Self.problems(Self.full + "\nkeep: method").map { $0.contains("my.yaml:14:7: keep is \"method\"") } == [
        true
      ])
    #expect(
      Self.problems(Self.full + "\nkeep: method").allSatisfy { $0.contains("did you mean \"methods\"?") })
    #expect(Self.problems(Self.full + "\nkepe: [weeks]").contains { $0.contains("did you mean \"keep\"?") })
    #expect(Self.problems(Self.full + "\nkeep: {weeks: true}").count == 1)
    #expect(
      Self.problems(Self.full + "\nkeep: []") == [
        "my.yaml:14:7: keep has 0 entries; it must have from 1 to 1000"
      ])
    #expect(Self.problems(Self.full + "\nkeep: [[weeks]]").count == 1)
  }

  @Test("compare values by quantity, in the unit that the study writes first or in a strategy's own")
  func scales() {
    for (key, texts, unit, numbers) in [
      ("deterrence.slow_decay", ["12 h", "1 d", "90 min"], "h", [12, 24, 1.5] as [Double?]),
      ("strategies.data-led.refresh", ["1 d", "6"], "h", [24, 6]),
      ("strategies.data-led.officers", ["team", "patch"], "", [nil, nil]),
      ("units", ["2", "10"], "", [2, 10]), ("deterrence.preset", ["null", "prior"], "", [nil, nil]),
      ("phases.campaign_start", ["2024-01-08", "2023-02-01"], "", [nil, nil]),
      ("deterrence.reach", ["1 km", "200 m"], "km", [1, 0.2]),
    ] {
      let scale = ParameterScale(key, texts)
      #expect(scale.unit == unit && texts.map(scale.number) == numbers, "\(key)")
    }
    #expect(ParameterScale("deterrence.preset", ["prior", "null"]).order(of: "null") == 1)
  }

  @Test("are told from scenarios, and from formats of another version")
  func kind() {
    #expect(Self.problems(ScenarioTexts.small)[0].contains("this should be a study, which starts with"))
    #expect(
      Self.problems(Self.full("batch: 1", "batch: 2")) == [
        "my.yaml:1:18: patrolsim-batch is 2; it must be 1, the version of the format that this program reads"
      ])
    #expect(
      Self.problems("") == ["my.yaml:1:1: the file is empty; a study starts with \"patrolsim-batch: 1\""])
  }

  @Test("ask for what a design needs, and refuse what it has no use for")
  func designs() {
    let sampled = Self.full("design: grid", "design: sobol")
    #expect(Self.problems(sampled).contains { $0.contains("is sobol, which needs `points`") })
    #expect(
      Self.problems(sampled).contains { $0.contains("steps is for the designs grid and one-at-a-time") })
    #expect(
      Self.problems(Self.full("design: grid", "design: list")).contains {
        $0.contains("is not for the design list")
      })
    #expect(
      Self.problems("patrolsim-batch: 1\nname: x\nscenarios: a.yaml\ndesign: one-at-a-time") == [
        "my.yaml:4:9: design has no parameter to vary"
      ])
    let large = Self.full("[2, 4, 8]", "{from: 1, to: 9, steps: 100000}")
    #expect(
      Self.problems(large).contains { $0.contains("2000000 points in its sweep; at most 1000000 are read") })
  }

  @Test("take every prior range where the design is prior and names no parameter")
  func priors() throws {
    let text = "patrolsim-batch: 1\nname: x\nscenarios: a.yaml\ndesign: prior\npoints: 10"
    let file = try BatchFile.read(text: text, path: "x")
    #expect(file.parameters.count == 9)
    let range = UncertainParameter.fastDecay.range
    #expect(
      file.parameters.first { $0.key == "deterrence.fast_decay" }?.ends
        == ["\(range.lowerBound) h", "\(range.upperBound) h"])
    #expect(try BatchFile.read(text: file.text, path: "x") == file)
  }

  @Test("list points one by one, or in a CSV file beside them")
  func lists() throws {
    let start = "patrolsim-batch: 1\nname: x\nscenarios: a.yaml\ndesign: list\nlist:"
    let inline = try BatchFile.read(
      text: start + "\n  - {deterrence.fast_gain: 0.2, units: 3}\n  - {units: 4, deterrence.fast_gain: 0.3}",
      path: "x")
    #expect(inline.parameters.map(\.key) == ["deterrence.fast_gain", "units"])
    #expect(inline.list == [["0.2", "3"], ["0.3", "4"]])
    #expect(try BatchFile.read(text: inline.text, path: "x") == inline)
    #expect(
      Self.problems(start + "\n  - {units: 3}\n  - {unit: 4}") == [
        "my.yaml:7:5: list[1] must set the same parameters as the first point: units"
      ])
    let folder = FileManager.default.temporaryDirectory.appending(path: "patrolsim-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let csv = folder.appending(path: "points.csv")
    try "deterrence.fast_gain,units\n0.2,3\n0.3,4\n".write(to: csv, atomically: true, encoding: .utf8)
    let path = folder.appending(path: "study.yaml").path
    #expect(try BatchFile.read(text: start + " points.csv", path: path) == inline)
    try "units,units\n3\n".write(to: csv, atomically: true, encoding: .utf8)
    #expect(
      Self.problems(start + " points.csv", path: path) == [
        "points.csv:1:1: the file must name at most 40 parameters in its first line, each once"
      ])
    #expect(Self.problems(start + " none.csv", path: path)[0].contains("there is no such file"))
  }

  @Test(
    "their article has every key that the reader knows, and no other, and examples that read as they stand")
  func article() throws {
    let path = "Sources/ScenarioFiles/ScenarioFiles.docc/BatchFormat.md"
    let text = try String(contentsOf: ScenarioTexts.folder(path), encoding: .utf8)
    let example = try #require(text.firstMatch(of: #/(?s)```yaml\n(.*?)```/#)).1
    #expect(Self.problems(String(example)) == [])
    #expect(
      try BatchFile.read(text: ScenarioTexts.shipped("studies/tiny-town.yaml"), path: "x").pointCount == 14)
    let keys = try #require(text.firstMatch(of: #/(?s)## Keys(.*?)##/#)).1
    let described = Set(keys.matches(of: #/(?m)^\| `(\S+)`/#).map { String($0.1) })
    let log = ProblemLog(path: "x")
    let root = try #require(
      YamlText.compose("{patrolsim-batch: 1, name: x, scenarios: a, parameters: {}}", log: log))
    _ = BatchReader.read(root, log: log)
    #expect(described == log.knownKeys)
    #expect(SweepDesign.allCases.allSatisfy { text.contains("\n| `\($0.rawValue)` |") })
  }
}
