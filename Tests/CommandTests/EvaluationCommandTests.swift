// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The commands that plan a pilot and examine a campaign")
struct EvaluationCommandTests {
  @Test("pilot prints what to do and writes files that only the same pilot is written over")
  func pilot() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      func run(_ more: [String]) throws -> BuiltCommand.Outcome {
        let arguments = [
          "pilot", "town.yaml", "--streets", "1", "--weeks", "4,8", "--visits", "1", "-r", "10", "--quiet",
          "--output", "plan",
        ]
        return try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments + more))
      }
      let first = try run([])
      #expect(first.status == 0 && first.errors.isEmpty)
      #expect(first.output.hasPrefix("Pilot plans for Small town\n"))
      for part in [
        "Recommendation\n", "Parallel, with matched controls", "a stepped wedge needs at least two streets",
        "Regression to the mean", "Results: ",
      ] {
        #expect(first.output.contains(part))
      }
      #expect(first.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("Results:") })
      let files = try patrolsim.files(in: "plan")
      #expect(files["pilot.csv"] != nil && files["README.md"] != nil)
      #expect(try run([]).status == 0)
      let other = try run(["--power", "0.7"])
      #expect(other.status == 1 && other.errors.contains("--force"))
      #expect(try patrolsim.files(in: "plan") == files)
      let json = try run(["--force", "--format", "json"])
      #expect(json.status == 0)
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect((object?["results"] as? [Any])?.count == 8)
    }
  }

  @Test(
    "nonsense is refused with a word",
    arguments: [
      (["pilot", "town.yaml", "--streets", "three"], "which is not a whole number"),
      (["pilot", "town.yaml", "--design", "paralel"], "did you mean \"parallel\"?"),
      (["pilot", "town.yaml", "--streets", "9", "--power", "2"], "the power is 2.0"),
      (
        ["pilot", "town.yaml", "--streets", "2"],
        "places for 1 street with a control each, but the pilot has 2"
      ),
      (["pilot", "town.yaml", "--effect", "much"], "write a fall as a percentage, like 16%"),
      (["pilot", "town.yaml", "--counts", "burglry"], "did you mean \"burglary\"?"),
      (["pilot", "nowhere.yaml"], "nowhere.yaml"),
      (["pilot", "."], "CSV"),
      (["examine", "town.yaml"], "has no claims to examine"),
      (
        ["examine", "town.yaml", "--chance", "0", "-r", "0"], "the number of replications without patrol is 0"
      ),
      (["examine", "town.yaml", "--strategy", "fixd-rota"], "did you mean \"fixed-rota\"?"),
    ])
  func nonsense(arguments: [String], word: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      #expect(outcome.status != 0)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
    }
  }

  @Test("examine prints a table, JSON and CSV of the claims that a scenario holds")
  func examine() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let path = patrolsim.folder + "/town.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "\nclaims:\n  - {what: all crime, fall_percent: 15}\n").write(
        toFile: path, atomically: true, encoding: .utf8)
      func run(_ format: String) throws -> BuiltCommand.Outcome {
        try patrolsim("examine", "town.yaml", "-r", "3", "--chance", "5", "--format", format)
      }
      let report = try run("text")
      #expect(report.status == 0)
      #expect(report.output.hasPrefix("Claims for Small town, examined\n"))
      #expect(report.output.contains("1. all crime: a reported fall of 15%"))
      #expect(report.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      // A town of six places has none to choose from.
      #expect(report.errors.contains("The scenario's own targets are kept"))
      #expect(try run("csv").output.hasPrefix("claim,kind,corridor,types,reported_fall,setting,"))
      let json = try JSONSerialization.jsonObject(with: Data(try run("json").output.utf8)) as? [String: Any]
      #expect((json?["claims"] as? [Any])?.count == 1 && json?["choosesTargets"] as? Bool == false)
    }
  }
}
