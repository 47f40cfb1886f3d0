// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@testable import ScenarioFiles

@Suite("A scenario that is written and read again")
struct RoundTripTests {
  @Test("is the same scenario, whatever its values")
  func isTheSame() throws {
    for seed in 0..<300 {
      var random = RandomScenario(seed: UInt64(seed))
      let scenario = random.scenario()
      let text = ScenarioFile.text(
        for: scenario,
        header: ["Drawn with seed \(seed)", "", "two\nlines \u{7}\u{7F}\u{FEFF}", "*.csv &a *b"])
      let readBack = try ScenarioFile.read(text: text, path: "seed-\(seed).yaml")
      #expect(readBack == scenario, "seed \(seed)")
    }
  }

  @Test("is the same in a town built by hand")
  func smallTown() throws {
    let scenario = SmallTown.scenario()
    #expect(try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: "town.yaml") == scenario)
  }

  @Test("keeps every parameter of every strategy")
  func strategies() throws {
    var scenario = SmallTown.scenario()
    for entry in StrategyCatalogue.standard.entries where !entry.parameters.isEmpty && !entry.needsProgram {
      var values: [String: Double] = [:]
      for parameter in entry.parameters {
        let middle = (parameter.range.lowerBound + parameter.range.upperBound) / 2
        values[parameter.name] = parameter.choices.isEmpty ? middle : middle.rounded(.down)
      }
      scenario.strategies.append(StrategyConfiguration(entry.name, parameters: values))
    }
    #expect(try ScenarioFile.read(text: ScenarioFile.text(for: scenario), path: "town.yaml") == scenario)
  }

  @Test("keeps the command of a program, however its words look, as one that only a file has named")
  func programs() throws {
    var scenario = SmallTown.scenario()
    for (index, words) in [
      ["python3", "my strategy.py"], ["./a", "--x=1", "0", "~", "#", "- b: {c}"], ["x"],
    ]
    .enumerated() {
      let program = ProgramCommand(words, name: index == 2 ? "mine" : nil, isNamedByUser: false)
      scenario.strategies.append(
        StrategyConfiguration("external", parameters: index == 0 ? [:] : ["timeout": 2.5], program: program))
    }
    let text = ScenarioFile.text(for: scenario)
    #expect(try ScenarioFile.read(text: text, path: "town.yaml") == scenario)
    let elsewhere = try ScenarioFile.read(text: text, path: "some/folder/town.yaml")
    #expect(elsewhere.strategies.last?.program?.folder == "some/folder")
    #expect(ScenarioFile.text(for: elsewhere) == text)
  }

  @Test("has lines of a readable length, but for long texts")
  func lineLength() {
    let lines = ScenarioFile.text(for: SmallTown.scenario()).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= YamlWriter.lineLength })
  }
}

@Suite("The article on the format")
struct FormatArticleTests {
  private static func article() throws -> String {
    let url = ScenarioTexts.folder("Sources/ScenarioFiles/ScenarioFiles.docc/ScenarioFormat.md")
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// Every key the reader asks for in a file that has every part.
  static func knownKeys() throws -> Set<String> {
    let log = ProblemLog(path: "all.yaml")
    let strategies = StrategyCatalogue.standard.names.map { "{\($0): {}}" }.joined(separator: ", ")
    let all = """
      crime:
        types: {burglary: {}}
        hour_profiles: {h: {}}
        month_profiles: {m: {}}
        series: [{}]
        near_repeats: {}
        contexts: [{}]
      calendar: {}
      choose: {}
      tactics: {vehicle: {}}
      deterrence: {}
      beliefs: {}
      knowledge: {channels: {"999": {}}}
      trust: {}
      stops: {}
      tips: {}
      surveys: {}
      trial: {findings: [{}]}
      claims: [{}]
      strategies: [\(strategies)]
      calls: {crime: {burglary: {}}, preference: [{}], response_units: [{}]}
      """
    let text =
      ScenarioTexts.small(
        "operation:\n",
        "operation:\n  speeds: {}\n  travel: {}\n  timetable: {}\n  familiarity: {}\n  after: {}\n  rota: r\n  delivered: d\n"
      )
      .replacingOccurrences(of: "2024-01-08}", with: "2024-01-08, second_wave: {}}")
      .replacingOccurrences(of: "id: ring,", with: "id: ring, points: [{}],") + "\n" + all
    _ = try? ScenarioFile.check(text: text, log: log)
    return log.knownKeys
  }

  @Test("has each key that the reader knows, and no other")
  func hasEachKey() throws {
    let declared = Set(Format.parts.flatMap { $0.keys.map(\.pattern) })
    let known = try FormatArticleTests.knownKeys()
    #expect(known.count > 60)
    #expect(known.subtracting(declared).sorted() == [])
    #expect(declared.subtracting(known).sorted() == [])
  }

  /// `PATROLSIM_RENEW=1 swift test --filter FormatArticleTests` writes the tables anew.
  @Test("has the tables that the declarations of keys give")
  func tables() throws {
    let article = try FormatArticleTests.article()
    let renewed = Format.renewed(article)
    if ProcessInfo.processInfo.environment["PATROLSIM_RENEW"] == "1" {
      try renewed.write(
        to: ScenarioTexts.folder("Sources/ScenarioFiles/ScenarioFiles.docc/ScenarioFormat.md"),
        atomically: true,
        encoding: .utf8)
    }
    let (old, new) = (article.split(separator: "\n"), renewed.split(separator: "\n"))
    let missing = new.filter { !old.contains($0) }
    #expect(article == renewed, "\(missing.joined(separator: "\n"))")
  }

  @Test("has an example that reads as it stands")
  func example() throws {
    let blocks = try FormatArticleTests.article().components(separatedBy: "```yaml\n").dropFirst()
    let example = try #require(blocks.first?.components(separatedBy: "```").first)
    #expect(ScenarioTexts.problems(example) == [])
  }
}
