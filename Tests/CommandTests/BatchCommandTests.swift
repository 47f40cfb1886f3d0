// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The command batch, and merge")
struct BatchCommandTests {
  @Test("shows the plan, runs it, and reports what moves the outcome")
  func report() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try BuiltCommand.study.write(toFile: patrolsim.folder + "/few.yaml", atomically: true, encoding: .utf8)
      let few = try patrolsim("batch", "few.yaml", "--output", "few")
      #expect(few.status == 0 && few.errors.contains("12 base points are too few for Sobol indices"))
      #expect(few.output.contains("No index (–): 12 base points have all their cells"), "\(few.output)")
      try BuiltCommand.study.replacing("points: 12", with: "points: 32").write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      let plan = try patrolsim("batch", "study.yaml", "--plan")
      #expect(plan.status == 0 && !plan.output.contains("too few"))
      #expect(plan.output.hasPrefix("Small study: 1 scenario × 128 points (sobol) = 128 cells\n"))
      for words in [
        "× 3 replications = 384 replications, each of 2 strategies", "time: about", "disk: about",
      ] {
        #expect(plan.output.contains(words), "\(plan.output)")
      }
      #expect(!FileManager.default.fileExists(atPath: patrolsim.folder + "/Results"))
      let outcome = try patrolsim("batch", "study.yaml", "--output", "a")
      #expect(outcome.status == 0)
      for words in [
        "What moves harm averted", "Share of the variance due to it", "deterrence.slow_decay", "Results: ",
      ] {
        #expect(outcome.output.contains(words), "\(outcome.output)")
      }
      #expect(
        outcome.output.split(separator: "\n").allSatisfy {
          $0.hasPrefix("Results") || $0.hasPrefix("Tables") || $0.count <= 80
        })
      #expect(outcome.errors.contains("× 3 replications"))
      let again = try patrolsim("batch", "study.yaml", "--output", "a", "--no-resume")
      #expect(again.status == 1 && again.errors.contains("holds work already"))
    }
  }

  @Test(
    "parts run with --shard are merged to the bytes of the whole; what is missing, foreign or damaged is refused"
  )
  func shards() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      for number in [1, 2] {
        let outcome = try patrolsim(
          "batch", "study.yaml", "--shard", "\(number)/3", "--output", "part-\(number)")
        #expect(
          outcome.status == 0 && outcome.errors.contains("Shard \(number)/3 is done"), "\(outcome.errors)")
      }
      let missing = try patrolsim("merge", "part-1", "part-2", "--output", "joined")
      #expect(missing.status == 1)
      #expect(
        missing.errors
          == "Error: 48 of 144 replications are missing.\nError: Shard 3/3 lacks 48 of its 48 replications.\n"
      )
      #expect(!FileManager.default.fileExists(atPath: patrolsim.folder + "/joined/batch.sqlite"))
      _ = try patrolsim("batch", "study.yaml", "--shard", "3/3", "--output", "part-3")
      // A part that was cut while it was copied.
      try patrolsim.shell("cp -r part-3 cut && truncate -s -100 cut/work/shard-3-of-3.journal")
      let cut = try patrolsim("merge", "part-1", "part-2", "cut", "--output", "joined")
      #expect(
        cut.status == 1 && cut.errors.contains("Shard 3/3 lacks 1 of its 48 replications."), "\(cut.errors)")
      let joined = try patrolsim("merge", "part-3", "part-1", "part-2", "--output", "joined")
      #expect(joined.status == 0, "\(joined.errors)")
      #expect(try patrolsim.results("joined") == whole)
      try BuiltCommand.study.replacing("points: 12", with: "points: 13").write(
        toFile: patrolsim.folder + "/other.yaml", atomically: true, encoding: .utf8)
      _ = try patrolsim("batch", "other.yaml", "--shard", "1/3", "--output", "other")
      let foreign = try patrolsim("merge", "part-1", "other", "--output", "x")
      #expect(
        foreign.status == 1 && foreign.errors.contains("is the work of another study"), "\(foreign.errors)")
      let nothing = try patrolsim("merge", "part-1", "none", "--output", "x")
      #expect(nothing.status == 1 && nothing.errors.contains("holds no work of a study"))
    }
  }

  @Test(
    "a record of submitted jobs that can't be is refused with path, value and rule, and nothing is submitted")
  func submitted() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try BuiltCommand.study.write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      _ = try patrolsim("batch", "study.yaml", "--shard", "1/3", "--output", "part")
      for (json, said) in [
        (#"{"array": 1, "merge": 2, "shards": 0}"#, "shards is 0; it must be from 1 to 100000"),
        (#"{"array": 1, "merge": 2, "shards": 4611686018427387904}"#, "shards is 4611686018427387904"),
        (#"{"array": -1, "merge": 2, "shards": 3}"#, "array is -1"),
        (#"{"array": 1, "merge": 2}"#, "shards is missing"), ("{", "is not JSON"),
      ] {
        try json.write(toFile: patrolsim.folder + "/part/work/slurm.json", atomically: true, encoding: .utf8)
        for option in ["--status", "--slurm"] {
          let outcome = try patrolsim("batch", "part", option)
          #expect(outcome.status == 1 && outcome.errors.contains("work/slurm.json"), "\(outcome.errors)")
          #expect(outcome.errors.contains(said), "\(outcome.errors)")
        }
      }
    }
  }

  /// A study of four cells that keeps everything.
  private static let kept = """
    patrolsim-batch: 1
    name: Kept study
    scenarios: town.yaml
    strategies: [fixed-rota, data-led]
    replications: 3
    parameters:
      deterrence.fast_gain: [0.2, 0.9]
      deterrence.slow_decay: [12 h, 2 d]
    keep: [methods, weeks, visits]
    """

  @Test(
    "keeps methods, weeks and visits on request, to the same bytes whole and in parts; a wrong word is refused"
  )
  func keep() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let path = patrolsim.folder + "/study.yaml"
      try BatchCommandTests.kept.replacing("weeks", with: "wekes").write(
        toFile: path, atomically: true, encoding: .utf8)
      let refused = try patrolsim("batch", "study.yaml", "--output", "whole")
      #expect(refused.status == 1, "\(refused.errors)")
      #expect(refused.errors.contains("study.yaml:9:17: keep[1] is \"wekes\""), "\(refused.errors)")
      #expect(refused.errors.contains("did you mean \"weeks\"?"))
      try BatchCommandTests.kept.write(toFile: path, atomically: true, encoding: .utf8)
      let outcome = try patrolsim("batch", "study.yaml", "--output", "whole")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("fixed-rota over data-led"), "\(outcome.output)")
      let whole = try patrolsim.results("whole")
      for name in ["methods.csv", "weeks.csv.gz", "visits.csv.gz", "differences.csv", "datapackage.json"] {
        #expect(whole[name] != nil, "\(name)")
      }
      for number in [1, 2] {
        _ = try patrolsim("batch", "study.yaml", "--shard", "\(number)/2", "--output", "part-\(number)")
      }
      #expect(try patrolsim("merge", "part-2", "part-1", "--output", "joined").status == 0)
      #expect(try patrolsim.results("joined") == whole)
    }
  }

  @Test(
    "has runs that replay rebuilds by cell and replication, and says whether they agree with what was kept")
  func replay() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try BatchCommandTests.kept.write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      #expect(try patrolsim("batch", "study.yaml", "--output", "out").status == 0)
      let same = try patrolsim("replay", "out", "--cell", "3", "--replication", "2", "--output", "run")
      #expect(same.status == 0, "\(same.errors)")
      #expect(same.output.contains("  identical: 3 rows of replications.csv.gz\n"), "\(same.output)")
      #expect(same.output.contains("\nReplication: \(patrolsim.folder)/run\n"), "\(same.output)")
      #expect(try patrolsim.files(in: "run")["events-2-data-led.csv"] != nil)
      try patrolsim.shell(
        "cd out && gunzip replications.csv.gz && sed -i 's/^3,\\(.*\\),2,fixed-rota,/3,\\1,2,fixed-rota,7/' replications.csv "
          + "&& gzip replications.csv")
      let other = try patrolsim("replay", "out", "--cell", "3", "--replication", "2")
      #expect(other.status == 1)
      #expect(other.output.contains("1 difference in 3 rows of replications.csv.gz"), "\(other.output)")
      #expect(other.output.contains("3, 2, fixed-rota: crime_targets is stored as 7"), "\(other.output)")
      #expect(try patrolsim("replay", "out", "--cell", "3", "--replication", "1").status == 0)
      for (arguments, words, code) in [
        (["out", "--replication", "1"], "is a study of many cells: say with --cell which", Int32(1)),
        (["out", "--cell", "9", "--replication", "1"], "has no cell 9: its cells are 1 to 4", 1),
        (["out", "--cell", "1", "--replication", "4"], "has no replication 4 of cell 1: each cell has 3", 1),
        (["out", "--cell", "0", "--replication", "1"], "--cell is 0; it must be at least 1", 64),
      ] {
        let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, ["replay"] + arguments))
        #expect(outcome.status == code && outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
      }
      // By its database, or by its file where the results are where they go by themselves.
      #expect(try patrolsim("replay", "out/batch.sqlite", "--cell", "2", "--replication", "1").status == 0)
      let early = try patrolsim("replay", "study.yaml", "--cell", "4", "--replication", "3")
      #expect(early.status == 1 && early.errors.contains("holds no work of a study"), "\(early.errors)")
      #expect(try patrolsim("batch", "study.yaml", "--quiet").status == 0)
      let byFile = try patrolsim("replay", "study.yaml", "--cell", "4", "--replication", "3")
      #expect(byFile.status == 0 && byFile.output.contains("cell 4 of Kept study"), "\(byFile.errors)")
      _ = try patrolsim("compare", "town.yaml", "-r", "2", "-o", "compared")
      let noStudy = try patrolsim("replay", "compared", "--cell", "1", "--replication", "1")
      #expect(noStudy.status == 1 && noStudy.errors.contains("holds no study"), "\(noStudy.errors)")
    }
  }

  @Test("runs a study again from its database alone, or goes on from its folder")
  func database() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      try patrolsim.shell("mkdir elsewhere && cp whole/batch.sqlite elsewhere/ && rm town.yaml study.yaml")
      let outcome = try patrolsim("batch", "elsewhere/batch.sqlite", "--output", "again", "--quiet")
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(try patrolsim.results("again") == whole)
      let more = try patrolsim("batch", "whole", "--replications", "4")
      #expect(more.status == 0 && more.errors.contains("there already: 144 replications"), "\(more.errors)")
    }
  }

  @Test(
    "names every mistake at once, each with its place, and exits with 1; options that make no sense with 64")
  func mistakes() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      func write(_ text: String) throws {
        try text.write(toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      }
      try write(
        BuiltCommand.study.replacing("fast_gain", with: "fast_gian").replacing("0.5 d", with: "0.5 m")
          .replacing("to: 5 d", with: "to: 5 m"))
      let keys = try patrolsim("batch", "study.yaml")
      #expect(keys.status == 1)
      #expect(
        keys.errors.contains("deterrence.fast_gian is not a key") && keys.errors.contains("fast_gain\"?"))
      #expect(keys.errors.contains("\"m\" is not a unit for it"), "\(keys.errors)")
      try write(BuiltCommand.study.replacing("town.yaml", with: "[town.yaml, twon.yaml, study.yaml]"))
      let files = try patrolsim("batch", "study.yaml")
      #expect(files.status == 1 && files.errors.contains("twon.yaml: there is no such file"))
      #expect(files.errors.contains("study.yaml:1:1: patrolsim-batch is not a key"), "\(files.errors)")
      try write(BuiltCommand.study)
      for (arguments, words, code) in [
        (["batch", "none.yaml"], "there is no such file", Int32(1)),
        (["batch", "town.yaml"], "this should be a study", 1),
        (["batch", "study.yaml", "--shard", "4/3"], "--shard is \"4/3\"", 64),
        (["batch", "study.yaml", "--shard", "1/2", "--status"], "--shard runs a part here", 64),
        (["batch", "study.yaml", "--replications", "0"], "it must be from 1 to 1000000", 1),
        (["batch", "study.yaml", "--jobs", "0"], "it must be at least 1", 1),
        (["batch", "study.yaml", "--mem", "2G"], "are for --slurm", 64),
        (["batch", "study.yaml", "--output", "town.yaml"], "town.yaml", 1),
        (["compare", "town.yaml", "--jobs", "99999"], "it must be at most 1024", 64),
        (["merge", "a", "b"], "name one for the results with --output", 64), (["merge"], "folders", 64),
      ] {
        let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
        #expect(outcome.status == code && outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
      }
      #expect(try patrolsim.text("town.yaml") == BuiltCommand.town)
    }
  }

  @Test("reports a cell that can't be run, and runs the rest; a program runs only where that is allowed")
  func failures() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let study = """
        patrolsim-batch: 1
        name: Lengths
        scenarios: town.yaml
        replications: 2
        design: one-at-a-time
        parameters:
          operation.shifts[day].length: [20 min, 8 h]
        """
      try study.write(toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      let outcome = try patrolsim("batch", "study.yaml", "--output", "a")
      #expect(
        outcome.status == 1 && outcome.errors.contains("The study is incomplete: 2 of 6 replications failed"))
      #expect(outcome.output.contains("INCOMPLETE: of 6 replications, 2 failed and 0 are missing."))
      #expect(outcome.output.contains("1 cell could not be run"), "\(outcome.output) \(outcome.errors)")
      #expect(outcome.output.contains("which a break of 45 min uses up"))
      #expect(try patrolsim.text("a/manifest.json").contains("\"complete\" : false"))
      let status = try patrolsim("batch", "a", "--status")
      #expect(status.status == 0 && status.output.contains("incomplete: 2 failed"), "\(status.output)")
      #expect(status.output.contains("INCOMPLETE: 2 replications failed; all others are there."))
      let merged = try patrolsim("merge", "a", "--output", "merged")
      #expect(merged.status == 1 && merged.errors.contains("2 of 6 replications failed"), "\(merged.errors)")
      let part = try patrolsim("batch", "study.yaml", "--shard", "1/3", "--output", "part")
      #expect(part.status == 0 && part.errors.contains("Shard 1/3 is done"), "\(part.errors)")
      let failed = try patrolsim("batch", "study.yaml", "--shard", "2/3", "--output", "part")
      #expect(failed.status == 1 && failed.errors.contains("Shard 2/3 is incomplete"), "\(failed.errors)")
      try (study + "\nstrategies: [\"external:false\"]").write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      let refused = try patrolsim("batch", "study.yaml", "--output", "b")
      #expect(refused.status == 1 && refused.errors.contains("--allow-commands"), "\(refused.errors)")
      let allowed = try patrolsim("batch", "study.yaml", "--output", "b", "--allow-commands")
      #expect(
        allowed.status == 1 && allowed.output.contains("3 cells could not be run"),
        "\(allowed.output)\(allowed.errors)")
    }
  }
}
