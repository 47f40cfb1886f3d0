// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The commands on scorecards and on what is left after a campaign")
struct OperationCommandTests {
  @Test("scorecards are written as five files, the same again, and never over others")
  func scorecards() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let arguments = ["scorecards", "town.yaml", "--strategy", "fixed-rota", "--output"]
      func run(_ folder: String) throws -> BuiltCommand.Outcome {
        try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments + [folder]))
      }
      let first = try run("a")
      #expect(first.status == 0)
      #expect(
        first.output
          == "Scorecards: a (weekly and monthly, as .csv and .txt; public.html is the page for the public)\n")
      #expect(try run("b").status == 0)
      let files = try patrolsim.files(in: "a")
      #expect(
        files.keys.sorted() == ["monthly.csv", "monthly.txt", "public.html", "weekly.csv", "weekly.txt"])
      #expect(try patrolsim.files(in: "b") == files)
      let again = try run("a")
      #expect(again.status == 1)
      #expect(again.errors.contains("it holds other files, which would be lost: \"monthly.csv\""))
      #expect(try patrolsim.files(in: "a") == files)
    }
  }

  @Test("after prints text, JSON and CSV")
  func after() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      func run(_ format: String) throws -> String {
        let outcome = try patrolsim(
          "after", "town.yaml", "--strategies", "fixed-rota", "--shares", "0,1", "--weeks", "1",
          "--replications", "3", "--quiet", "--format", format)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        return outcome.output
      }
      #expect(try run("text").hasPrefix("Small town: after the campaign\n"))
      #expect(try run("csv").hasPrefix("strategy,share,units,measure,day,unit,estimate,"))
      let json = try JSONSerialization.jsonObject(with: Data(try run("json").utf8)) as? [String: Any]
      #expect((json?["strategies"] as? [Any])?.count == 1)
    }
  }

  @Test(
    "nonsense is refused with a word",
    arguments: [
      (["after", "town.yaml", "--shares", "0,half"], "write shares like 0,0.25,0.5,1"),
      (["after", "town.yaml", "--shares", "2", "--weeks", "-3"], "the share 2 is out of range"),
      (["after", "town.yaml", "--strategies", "no-extra-patrol"], "no strategy deploys units"),
      (["after", "town.yaml", "--replications", "0"], "the number of replications is 0"),
      (["after", "town.yaml", "--cost-per-hour", "0"], "--cost-per-hour is 0.0; it must be greater than 0"),
      (["scorecards", "town.yaml", "--strategy", "fixd-rota"], "did you mean \"fixed-rota\"?"),
      (["scorecards", "town.yaml", "--strategy", "random", "--replication", "0"], "it must be at least 1"),
    ])
  func nonsense(arguments: [String], word: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      #expect(outcome.status != 0)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
    }
  }

  @Test(
    "run, scorecards and export take the scenario's first strategy that patrols where none is named, and say so"
  )
  func firstStrategy() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      for arguments in [
        ["run", "town.yaml"], ["scorecards", "town.yaml"], ["export", "town.yaml", "-o", "records"],
      ] {
        let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
        // The town has no full month to export.
        #expect(outcome.status == (arguments[0] == "export" ? 1 : 0), "\(outcome.errors)")
        #expect(outcome.errors.contains("the first in the scenario with patrol"), "\(arguments)")
      }
      #expect(try patrolsim("run", "town.yaml", "--strategy", "random").errors.isEmpty)
    }
  }

  @Test("an hour's cost moves every amount of a comparison, and its results have a folder of their own")
  func costPerHour() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let usual = try patrolsim("compare", "town.yaml", "-r", "3", "-q")
      let dear = try patrolsim("compare", "town.yaml", "-r", "3", "-q", "--cost-per-hour", "180")
      #expect(usual.output.contains("Costs, at £90") && dear.output.contains("Costs, at £180"))
      let folders = try FileManager.default.contentsOfDirectory(atPath: patrolsim.folder + "/Results")
      #expect(folders.count == 2 && folders.contains { $0.hasSuffix("-cost-180") })
    }
  }

  @Test("a question that is asked again otherwise is answered in a folder of its own and takes nothing away")
  func exploring() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let results = patrolsim.folder + "/Results"
      func compare(_ arguments: String...) throws -> String {
        let outcome = try patrolsim.finish(
          patrolsim.start(BuiltCommand.executable, ["compare", "town.yaml", "-q"] + arguments))
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.errors
      }
      _ = try compare("-r", "4")
      let first = try #require(try FileManager.default.contentsOfDirectory(atPath: results).first)
      let before = try patrolsim.files(in: "Results/" + first)
      #expect(try compare("-r", "2").contains("These results are in"))
      _ = try compare("-r", "4", "--strategy", "random")
      _ = try compare("-r", "4", "--preset", "compromise")
      #expect(try patrolsim.files(in: "Results/" + first) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: results).count == 4)
      let named = try patrolsim("compare", "town.yaml", "-q", "-r", "2", "-o", "Results/" + first)
      #expect(named.status == 1 && named.errors.contains("more replications"))
    }
  }

  @Test("a wrong value of an option names the command that it is an option of")
  func wrongValue() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim("pilot", "town.yaml", "--design", "foo")
      #expect(outcome.status == 64)
      #expect(
        outcome.errors.contains("Usage: patrolsim pilot ")
          && outcome.errors.contains("'patrolsim pilot --help'"))
    }
  }

  @Test("schema prints a JSON Schema")
  func schema() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim("schema")
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      #expect(outcome.status == 0 && json?["additionalProperties"] as? Bool == false)
    }
  }
}
