// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What a command must not write over: records, edits and notes that nobody gets back.
@Suite("Files of yours")
struct KeptFilesTests {
  @Test(
    "are not replaced by a file that a command writes, unless that is asked for",
    arguments: [
      ("run town.yaml --strategy random --events mine.csv", "mine.csv", "--events"),
      ("synthesize --places 300 --forces 1 --output mine.yaml", "mine.yaml", "--output"),
      ("import mine.csv --report mine.txt", "mine.txt", "--report"),
      ("import town.csv --output mine.yaml", "mine.yaml", "--output"),
    ])
  func singleFiles(words: String, name: String, option: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let path = patrolsim.folder + "/" + name
      try "mine".write(toFile: path, atomically: true, encoding: .utf8)
      let arguments = words.split(separator: " ").map(String.init)
      let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      #expect(outcome.status == 64)
      let reason = "\(option) \"\(name)\" exists, perhaps with your edits; --force replaces it"
      #expect(outcome.errors.contains(reason), "\(outcome)")
      #expect(try patrolsim.text(name) == "mine")
      guard !words.hasPrefix("import") else { return }
      let forced = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments + ["--force"]))
      #expect(forced.status == 0, "\(forced)")
      #expect(try patrolsim.text(name) != "mine")
    }
  }

  @Test("are not replaced by a command that reads them, whatever is asked for")
  func inputs() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try "{}".write(toFile: patrolsim.folder + "/area.json", atomically: true, encoding: .utf8)
      let outcome = try patrolsim(
        "import", "crimes.csv", "--area", "area.json", "--report", "./area.json", "--force")
      #expect(outcome.status == 64)
      let reason = "--report is \"./area.json\", which is read as \"area.json\"; name another file"
      #expect(outcome.errors.contains(reason), "\(outcome)")
      #expect(try patrolsim.text("area.json") == "{}")
    }
  }

  @Test("among results, which were edited, are named and kept by compare and report; --force replaces them")
  func edits() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let compare = ["compare", "town.yaml", "-r", "2", "-o", "out"]
      func run(_ arguments: [String]) throws -> BuiltCommand.Outcome {
        try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
      }
      #expect(try run(compare).status == 0)
      let whole = try patrolsim.files(in: "out")
      // The same again changes nothing; nor does a report.
      #expect(try run(compare).status == 0)
      #expect(try run(["report", "out"]).status == 0)
      #expect(try run(compare).status == 0)
      #expect(try patrolsim.files(in: "out") == whole)
      for (name, command) in [("comparison.csv", compare), ("public.html", ["report", "out"])] {
        let path = "\(patrolsim.folder)/out/\(name)"
        let edited = try patrolsim.text("out/\(name)") + "\nmy note\n"
        try edited.write(toFile: path, atomically: true, encoding: .utf8)
        let refused = try run(command)
        #expect(refused.status == 1)
        #expect(
          refused.errors.contains("it holds files that were changed since they were written: \"\(name)\""))
        #expect(try patrolsim.text("out/\(name)") == edited)
        #expect(try run(command + ["--force"]).status == 0)
        #expect(try patrolsim.files(in: "out") == whole)
      }
      // Numbers that somebody has changed are not reported as those of the run.
      let report = try patrolsim.text("out/report.json")
      try report.replacing("\"format\":", with: "\"format\" :").write(
        toFile: patrolsim.folder + "/out/report.json", atomically: true, encoding: .utf8)
      let changed = try run(["report", "out"])
      #expect(changed.status == 1)
      #expect(changed.errors.contains("report.json can't be read: it was changed after the run"))
    }
  }

  @Test("are not taken away under your feet: the folder that you are in is not replaced, empty or not")
  func currentFolder() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      #expect(try patrolsim("compare", "town.yaml", "-r", "1", "-o", "out").status == 0)
      try FileManager.default.createDirectory(
        atPath: patrolsim.folder + "/empty", withIntermediateDirectories: false)
      for folder in ["out", "empty"] {
        let script = "cd \(folder) && exec '\(BuiltCommand.executable.path)' compare ../town.yaml -r 1 -o ."
        let outcome = try patrolsim.finish(patrolsim.start(URL(fileURLWithPath: "/bin/sh"), ["-c", script]))
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("it is the folder that you are in, or one above it"), "\(outcome)")
      }
    }
  }

  @Test("that stand in the way at the end are named, with where the results are")
  func elsewhere() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let process = try patrolsim.halted(
        ["compare", "town.yaml", "-r", "400", "-o", "out", "-q"], when: "a draft is there, or it has ended",
        again: { try? FileManager.default.removeItem(atPath: patrolsim.folder + "/out") }
      ) {
        try FileManager.default.contentsOfDirectory(atPath: patrolsim.folder).contains {
          $0.hasPrefix(".out.draft-")
        }
      }
      let notes = patrolsim.folder + "/out/notes.txt"
      try FileManager.default.createDirectory(
        atPath: patrolsim.folder + "/out", withIntermediateDirectories: true)
      try "mine".write(toFile: notes, atomically: true, encoding: .utf8)
      kill(process.processIdentifier, SIGCONT)
      let outcome = try patrolsim.finish(process)
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("out is not replaced, because it has other files"), "\(outcome.errors)")
      #expect(outcome.errors.contains("These results are in \(patrolsim.folder)/out-2"), "\(outcome.errors)")
      #expect(try String(contentsOfFile: notes, encoding: .utf8) == "mine")
    }
  }

  @Test("are told from results of another command, which report and replay name")
  func otherCommand() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      #expect(try patrolsim("pilot", "town.yaml", "-r", "10", "--streets", "1", "-o", "p").status == 0)
      for arguments in [["report", "p"], ["replay", "p", "--replication", "1"]] {
        let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
        #expect(outcome.status == 1)
        let reason = "it holds results of `patrolsim pilot`; results of `patrolsim compare` are needed"
        #expect(outcome.errors.contains(reason), "\(outcome)")
      }
    }
  }

  @Test("of a study with more replications are kept where fewer are asked for")
  func fewerReplications() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try BuiltCommand.study.write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      #expect(try patrolsim("batch", "study.yaml", "-r", "3", "-o", "out").status == 0)
      let whole = try patrolsim.files(in: "out")
      let outcome = try patrolsim("batch", "study.yaml", "-r", "2", "-o", "out")
      #expect(
        outcome.status == 1 && outcome.errors.contains("set the same number for each cell"), "\(outcome)")
      #expect(try patrolsim.files(in: "out") == whole)
      #expect(try patrolsim("batch", "study.yaml", "-r", "4", "-o", "out").status == 0)
    }
  }
}
