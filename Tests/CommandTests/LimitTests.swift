// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What the built command does where the system sets it a limit.
@Suite("A limit of the system", .serialized)
struct LimitTests {
  /// Runs the command with a shell's words before it, and returns what came of it and which files are new.
  private func run(
    _ patrolsim: BuiltCommand, _ before: String, _ arguments: String, environment: [String: String] = [:]
  ) throws -> (outcome: BuiltCommand.Outcome, new: Set<String>) {
    func files() throws -> Set<String> {
      Set(try FileManager.default.subpathsOfDirectory(atPath: patrolsim.folder)).subtracting([
        "stdout", "stderr",
      ])
    }
    let earlier = try files()
    let line = "\(before) exec '\(BuiltCommand.executable.path)' \(arguments)"
    let process = try patrolsim.start(
      URL(fileURLWithPath: "/bin/sh"), ["-c", line], environment: environment)
    return (try patrolsim.finish(process), try files().subtracting(earlier))
  }

  @Test(
    "on the size of a file is an error that is told, and leaves nothing half written",
    // The thread sanitizer keeps its notes in files of its own, which are larger.
    .enabled(
      if: ProcessInfo.processInfo.environment["TSAN_OPTIONS"] == nil,
      "the thread sanitizer's own files are larger"),
    arguments: [
      "compare town.yaml -r 2 --output out", "run town.yaml --strategy random --events events.csv",
      "scorecards town.yaml --strategy random --output out", "pilot town.yaml -r 10 --streets 1 --output out",
      "synthesize --places 350 --forces 1 --output country.yaml", "export long.yaml --output out",
    ])
  func fileSize(arguments: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let long = BuiltCommand.town.replacing("history_weeks: 4", with: "history_weeks: 20")
      try long.write(toFile: patrolsim.folder + "/long.yaml", atomically: true, encoding: .utf8)
      // Blocks of 512 bytes.
      let (outcome, new) = try run(patrolsim, "ulimit -f 4;", arguments)
      #expect(outcome.status == 1 && outcome.errors.contains("can't be written"), "\(outcome)")
      #expect(new.isEmpty, "\(new)")
    }
  }

  @Test(
    "on a full disk loses no word of what is printed in silence", arguments: ["explain town.yaml", "--help"])
  func fullOutput(arguments: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try run(patrolsim, "", "\(arguments) > /dev/full").outcome
      #expect(outcome.status == 1)
      #expect(outcome.errors.hasPrefix("Error: standard output can't be written: No space"), "\(outcome)")
      // A word that can't be said to anybody ends nothing else.
      #expect(try run(patrolsim, "", "check no.yaml 2> /dev/full").outcome.status == 1)
    }
  }

  @Test("that closes the output keeps what is printed out of the files that are written")
  func closedOutput() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      // What could not be printed is an error; the results are there all the same.
      #expect(try run(patrolsim, "", "batch study.yaml --output closed <&- >&- 2>&-").outcome.status == 1)
      #expect(try patrolsim.results("closed") == whole)
    }
  }

  @Test(
    "is not a clock that is wrong by millennia",
    .enabled(if: BuiltCommand.falseClock != nil, "there is no C compiler to build a false clock with"),
    arguments: [300_000_000_000, -100_000_000_000])
  func farClock(offset: Int) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let clock = patrolsim.folder + "/clock"
      try "\(offset)".write(toFile: clock, atomically: true, encoding: .utf8)
      try BuiltCommand.study.write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      let environment = ["LD_PRELOAD": try #require(BuiltCommand.falseClock), "FALSE_CLOCK": clock]
      for arguments in [
        "compare town.yaml -r 2 --output a", "batch study.yaml --output b",
        "pilot town.yaml -r 10 --streets 1 --output c",
      ] {
        let outcome = try run(patrolsim, "", arguments, environment: environment).outcome
        #expect(outcome.status == 0, "\(arguments): \(outcome)")
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: patrolsim.folder)
      #expect(!names.contains { $0.contains("draft") }, "\(names)")
    }
  }

  @Test("on open files ends with a word and no trap", arguments: [4, 5, 6, 7, 8, 10, 12, 16])
  func openFiles(limit: Int) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try BuiltCommand.study.write(
        toFile: patrolsim.folder + "/study.yaml", atomically: true, encoding: .utf8)
      for arguments in ["batch study.yaml --slurm --output out", "batch study.yaml --output done"] {
        let outcome = try run(patrolsim, "ulimit -n \(limit);", arguments).outcome
        #expect([0, 1].contains(outcome.status), "\(limit): \(outcome)")
        #expect(outcome.status == 0 || outcome.errors.contains("Error: "), "\(limit): \(outcome)")
      }
    }
  }

  @Test(
    "is none: a pipe, a device or a folder in place of a file is refused, with what to do",
    arguments: [
      "check", "batch", "import", "trials", "pilot", "import records --radius 30 --wards",
      "import records --radius 30 --stations", "import records --radius 30 --times",
    ])
  func otherThanFiles(arguments: String) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      #expect(mkfifo(patrolsim.folder + "/pipe", 0o600) == 0)
      try FileManager.default.createDirectory(
        atPath: patrolsim.folder + "/records", withIntermediateDirectories: false)
      for (path, kind) in [("pipe", "a pipe"), ("/dev/zero", "a device"), ("/dev/stdin", "a device")] {
        let outcome = try run(patrolsim, "", "\(arguments) \(path)").outcome
        #expect(outcome.status == 1)
        let rule = "it is \(kind), and only regular files are read; save what it gives to a file first"
        #expect(outcome.errors.contains(rule), "\(outcome)")
      }
    }
  }
}
