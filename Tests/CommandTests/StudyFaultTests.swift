// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

/// What can happen to a study on a real machine, done for real.
@Suite("A study that is disturbed", .serialized)
struct StudyFaultTests {
  @Test("killed at a random moment and run again has the bytes of one that was not")
  func killed() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      let all = patrolsim.progress(of: "whole")
      var killed = 0
      let trials = try Rounds.run(4, atLeast: 100) { watch in
        watch.begin("a study that is killed")
        let process = try patrolsim.start(
          BuiltCommand.executable, ["batch", "study.yaml", "--output", "killed", "--jobs", "2"])
        // Any moment is as good as another: where it falls is of no account to the result.
        let moment = Int.random(in: 0..<all)
        try Watchdog.wait(until: "\(moment) bytes are written, or the study is done") {
          patrolsim.progress(of: "killed") >= moment || !process.isRunning
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        killed += process.terminationReason == .uncaughtSignal ? 1 : 0
        let outcome = try patrolsim("batch", "study.yaml", "--output", "killed")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let files = try patrolsim.results("killed")
        #expect(files == whole, "killed at \(moment) of \(all) bytes")
        try FileManager.default.removeItem(atPath: "\(patrolsim.folder)/killed")
      }
      #expect(killed > trials / 4)
      if Rounds.soakSeconds != nil {
        print("killed \(killed) of \(trials) times before the end; all results the same bytes")
      }
    }
  }

  @Test("interrupted by Ctrl-C keeps what is finished, says so, and goes on from there")
  func interrupted() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      let journal = "\(patrolsim.folder)/a/work/all.journal"
      let process = try patrolsim.halted(
        ["batch", "study.yaml", "--output", "a", "--jobs", "1"], when: "the journal has some replications",
        again: { try FileManager.default.removeItem(atPath: "\(patrolsim.folder)/a") }
      ) { patrolsim.size(of: journal) >= 10_000 }
      kill(process.processIdentifier, SIGINT)
      kill(process.processIdentifier, SIGCONT)
      let outcome = try patrolsim.finish(process)
      try #require(outcome.status == 130, "\(outcome.errors)")
      #expect(outcome.errors.contains("of 144 replications are kept in"))
      let status = try patrolsim("batch", "study.yaml", "--output", "a", "--status")
      #expect(status.output.contains("missing") && !status.output.contains(" 0 missing"))
      let again = try patrolsim("batch", "study.yaml", "--output", "a")
      #expect(again.status == 0 && again.errors.contains("there already: "))
      #expect(try patrolsim.results("a") == whole)
    }
  }

  @Test(
    "on a disk that is full stops with a word, keeps its work, and goes on when there is room",
    .enabled(if: BuiltCommand.canMount, "this user may not mount a small disk"))
  func fullDisk() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      try patrolsim.shell("mkdir disk")
      defer { _ = try? patrolsim.shell("umount disk") }
      // Full while replications are written, while results are put together, and while they take their place.
      for size in ["36k", "100k", "200k", "400k"] {
        try patrolsim.shell("umount disk; mount -t tmpfs -o size=\(size) none disk")
        let full = try patrolsim("batch", "study.yaml", "--output", "disk/a")
        if size == "400k", full.status == 0 { continue }
        #expect(
          full.status == 1 && full.errors.contains("No space left on device"), "\(size): \(full.errors)")
        try patrolsim.shell("mount -o remount,size=8m disk")
        let again = try patrolsim("batch", "study.yaml", "--output", "disk/a")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try patrolsim.results("disk/a") == whole, "\(size)")
      }
    }
  }

  @Test(
    "with a folder that can't be written says so, and leaves it as it is",
    .enabled(if: BuiltCommand.canMount, "this user may not mount a small disk"))
  func readOnly() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      try patrolsim.shell("mkdir disk && mount -t tmpfs -o size=8m none disk && cp -r whole disk/a")
      defer { _ = try? patrolsim.shell("umount disk") }
      try patrolsim.shell("mount -o remount,ro disk")
      for arguments in [
        ["batch", "study.yaml", "--output", "disk/a"], ["batch", "study.yaml", "--output", "disk/new"],
        ["batch", "study.yaml", "--output", "disk/a", "--replications", "4"], ["merge", "disk/a"],
      ] {
        let outcome = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
        #expect(outcome.status == 1 && outcome.errors.contains("Read-only file system"), "\(outcome.errors)")
      }
      #expect(try patrolsim.results("disk/a") == whole)
      let status = try patrolsim("batch", "study.yaml", "--output", "disk/a", "--status")
      #expect(status.status == 0 && status.output.contains("144 of 144 replications done"))
    }
  }

  @Test("is left alone by a second process, and both may work on parts of their own")
  func twoProcesses() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      // The first holds its journal while it is halted, whatever the machine does meanwhile: it writes only what it has locked.
      let journal = "\(patrolsim.folder)/a/work/all.journal"
      let first = try patrolsim.halted(
        ["batch", "study.yaml", "--output", "a", "--jobs", "1"], when: "the journal has its first line",
        again: { try FileManager.default.removeItem(atPath: "\(patrolsim.folder)/a") }
      ) { patrolsim.size(of: journal) > 0 }
      let second = try patrolsim("batch", "study.yaml", "--output", "a")
      #expect(
        second.status == 1 && second.errors.contains("Another process is at work on this"), "\(second.errors)"
      )
      let part = try patrolsim("batch", "study.yaml", "--output", "a", "--shard", "2/2")
      #expect(part.status == 0, "\(part.errors)")
      kill(first.processIdentifier, SIGCONT)
      #expect(try patrolsim.finish(first).status == 0)
      #expect(try patrolsim.results("a") == whole)
    }
  }

  @Test(
    "under a clock that jumps by years has the same bytes",
    .enabled(if: BuiltCommand.falseClock != nil, "there is no C compiler to build a false clock with"))
  func jumpingClock() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let whole = try patrolsim.undisturbed()
      // Each look at the clock shows another time, all of them years away from the true one.
      let decade = 3_650 * 86_400
      let process = try patrolsim.start(
        BuiltCommand.executable, ["batch", "study.yaml", "--output", "a", "--jobs", "2"],
        environment: [
          "LD_PRELOAD": try #require(BuiltCommand.falseClock),
          "FALSE_CLOCK": "\(decade) \(-decade) \(2 * decade) \(-decade / 2)",
        ])
      let outcome = try patrolsim.finish(process)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try patrolsim.results("a") == whole)
      // The manifest shows that the program believes it.
      let manifest = try patrolsim.text("a/manifest.json")
      let year = try #require(Int(manifest.firstMatch(of: /"finished" : "(\d+)-/)?.1 ?? ""))
      #expect(abs(year - Calendar(identifier: .iso8601).component(.year, from: Date())) >= 4)
    }
  }
}
