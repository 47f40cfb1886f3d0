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
      (["after", "town.yaml", "--shares", "2", "--weeks", "-3"], "the share 2 is not from 0 to 1"),
      (["after", "town.yaml", "--strategies", "no-extra-patrol"], "no strategy deploys units"),
      (["after", "town.yaml", "--replications", "0"], "the number of replications is 0"),
      (["after", "town.yaml", "--cost-per-hour", "0"], "the cost of an hour is 0 pounds"),
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
}
