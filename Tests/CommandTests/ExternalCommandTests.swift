// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolTesting
import Testing

@Suite("Programs that decide, from the command line")
struct ExternalCommandTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// Whether the examples can run here.
  static let hasPython = ["/usr/bin/env"].contains { path in
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["python3", "-c", "pass"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// A program for the shell that sends every unit to one place, and writes its process id to a file.
  private static let script = """
    echo $$ >> pids
    while read -r line; do
      case "$line" in
        *'"hello"'*) echo '{"protocol": 1}' ;;
        '{"message":"reset"'*) echo '{"ready": true}' ;;
        *) echo $$ >> asked; TASK ;;
      esac
    done
    """
  /// It as a strategy, with a time for an answer that a busy machine doesn't reach.
  private static let mine = "external:timeout=600s sh mine.sh"
  private static let usual = "echo '{\"visit\": \"high-street\", \"minutes\": 20}'"

  private static func withScript<Value>(
    task: String = usual, _ body: (BuiltCommand) throws -> Value
  ) throws -> Value {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws in
      try script.replacing("TASK", with: task).write(
        toFile: patrolsim.folder + "/mine.sh", atomically: true, encoding: .utf8)
      return try body(patrolsim)
    }
  }

  /// The blocks of a language in the tutorial.
  private static func blocks(_ language: String) throws -> [String] {
    let article = try String(
      contentsOf: root.appendingPathComponent(
        "Sources/StrategyPrograms/StrategyPrograms.docc/ExternalStrategies.md"), encoding: .utf8)
    return article.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  @Test("the tutorial works as it stands, word for word", .enabled(if: hasPython, "python3 is not installed"))
  func tutorial() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let folder = patrolsim.folder
      let python = try Self.blocks("python")
      #expect(python.count == 1)
      try python[0].write(toFile: folder + "/my_strategy.py", atomically: true, encoding: .utf8)
      let tiny = try String(
        contentsOf: Self.root.appendingPathComponent("Scenarios/tiny.yaml"), encoding: .utf8)
      try tiny.write(toFile: folder + "/tiny.yaml", atomically: true, encoding: .utf8)
      let strategies = try #require(try Self.blocks("yaml").first)
      let lines = tiny.components(separatedBy: "\nstrategies:")[0]
      try (lines + "\n" + strategies).write(
        toFile: folder + "/with-mine.yaml", atomically: true, encoding: .utf8)
      let path = "PATH=\(BuiltCommand.executable.deletingLastPathComponent().path):$PATH"
      let commands = try Self.blocks("sh").flatMap { $0.split(separator: "\n") }
      #expect(commands.count == 4)
      for command in commands {
        let few = command.contains(" compare ") ? "\(command) --replications 5" : String(command)
        let outcome = try patrolsim.finish(
          patrolsim.start(URL(fileURLWithPath: "/bin/sh"), ["-c", "\(path); \(few)"]))
        #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        #expect(
          outcome.output.contains(command.contains("with-mine") ? "external:mine" : "external:my_strategy.py")
            || command.contains(" compare tiny"))
      }
    }
  }

  @Test(
    "the example that comes with PatrolSim keeps all laws",
    .enabled(if: hasPython, "python3 is not installed"))
  func example() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let path = Self.root.appendingPathComponent("Scenarios/strategies/nearest_hotspot.py").path
      let outcome = try patrolsim("check-strategy", "external:timeout=600s python3 \(path)", "--limit", "600")
      #expect(outcome.status == 0, "\(outcome.output)")
      #expect(outcome.output.hasPrefix("external:nearest_hotspot.py\n  ✓ "))
      #expect(!outcome.output.contains("✗") && !outcome.output.contains("–"))
    }
  }

  @Test("a program gives the same bytes on one worker and on three, and its digest is in the manifest")
  func sameBytes() throws {
    try Self.withScript { (patrolsim: BuiltCommand) throws -> Void in
      for jobs in ["1", "3"] {
        let outcome = try patrolsim(
          "compare", "town.yaml", "--strategy", Self.mine, "-r", "7", "-j", jobs, "-o",
          "jobs-\(jobs)")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("external:mine.sh"))
      }
      #expect(try patrolsim.files(in: "jobs-1") == patrolsim.files(in: "jobs-3"))
      let manifest = try patrolsim.text("jobs-1/manifest.json")
      #expect(manifest.contains(/"command" : \[\s+"sh",\s+"mine.sh"\s+\]/))
      let digest = try patrolsim.finish(
        patrolsim.start(URL(fileURLWithPath: "/usr/bin/env"), ["sha256sum", "mine.sh"])
      ).output.prefix(64)
      #expect(digest.count == 64 && manifest.contains("\"mine.sh\" : \"\(digest)\""))
      try Self.script.replacing("TASK", with: Self.usual + " #").write(
        toFile: patrolsim.folder + "/mine.sh", atomically: true, encoding: .utf8)
      let other = try patrolsim(
        "compare", "town.yaml", "--strategy", Self.mine, "-r", "7", "-o", "jobs-1")
      #expect(other.status == 1 && other.errors.contains("another program, or of another version of it"))
    }
  }

  @Test("a command of a scenario file runs only if that is allowed, from the folder of the file")
  func allowed() throws {
    try Self.withScript { (patrolsim: BuiltCommand) throws -> Void in
      let here = patrolsim.folder + "/here"
      try FileManager.default.createDirectory(atPath: here, withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: patrolsim.folder + "/mine.sh", toPath: here + "/mine.sh")
      let strategies =
        "\nstrategies: [no-extra-patrol, {external: {command: [sh, mine.sh], timeout: 600 s}}]\n"
      try (BuiltCommand.town + strategies).write(
        toFile: here + "/town.yaml", atomically: true, encoding: .utf8)
      for command in [
        ["compare"], ["run", "--strategy", "external"], ["export", "-o", "x", "--strategy", "external"],
      ] {
        let arguments = [command[0], "here/town.yaml"] + command.dropFirst()
        let refused = try patrolsim.finish(patrolsim.start(BuiltCommand.executable, arguments))
        #expect(refused.status == 1)
        #expect(
          refused.errors
            == "Error: the scenario has a strategy that runs the command on the next line; if you trust it, "
            + "add --allow-commands\nError:   sh mine.sh\n")
      }
      #expect(!FileManager.default.fileExists(atPath: here + "/pids"))
      let allowed = try patrolsim("compare", "here/town.yaml", "-r", "2", "--allow-commands", "-o", "out")
      #expect(allowed.status == 0, "\(allowed.errors)")
      #expect(try patrolsim.text("here/pids").split(separator: "\n").count == 2)
      let single = try patrolsim("run", "here/town.yaml", "--strategy", "external", "--allow-commands")
      #expect(single.status == 0, "\(single.errors)")
      #expect(try patrolsim("check", "here/town.yaml").status == 0)
      #expect(try patrolsim("explain", "here/town.yaml").output.contains("sh mine.sh"))
    }
  }

  @Test("a command that nobody has allowed is shown so that it can't hide, add to the message or rewrite it")
  func shownCommand() throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      let words = #"["s\u001B[2Kh", "-c", "true; rm -rf ~", "x\nError: all is well\r", "it's", "\u202Egnp"]"#
      let strategies = "\nstrategies: [no-extra-patrol, {external: {command: \(words)}}]\n"
      try (BuiltCommand.town + strategies).write(
        toFile: patrolsim.folder + "/evil.yaml", atomically: true, encoding: .utf8)
      let refused = try patrolsim("compare", "evil.yaml")
      #expect(refused.status == 1)
      #expect(
        refused.errors.hasSuffix(
          #"--allow-commands\#nError:   's\u{1b}[2Kh' -c 'true; rm -rf ~' 'x\u{a}Error: all is well\u{d}' "#
            + #"'it'\''s' '\u{202e}gnp'\#n"#), "\(refused.errors)")
      #expect(refused.errors.split(separator: "\n").count == 2)
    }
  }

  @Test("a program that fails ends the comparison with 1, and leaves nothing half-written and no process")
  func fails() throws {
    let dies = "[ $(wc -l < pids) -gt 0 ] && echo tired >&2 && exit 3"
    try Self.withScript(task: dies) { (patrolsim: BuiltCommand) throws -> Void in
      let outcome = try patrolsim(
        "compare", "town.yaml", "--strategy", Self.mine, "-r", "20", "-j", "2", "-o", "out")
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.hasPrefix(
          "Error: strategy external:mine.sh, replication 1: asked for the task of unit \"town-day\" at "
            + "2024-03-04T10:00:00, sh mine.sh ended with exit status 3 and no answer\nError: its standard error"
        ))
      let left = try FileManager.default.contentsOfDirectory(atPath: patrolsim.folder).sorted()
      #expect(left == ["asked", "mine.sh", "pids", "stderr", "stdout", "town.yaml"])
      #expect(try Self.areGone(patrolsim))
    }
  }

  @Test(
    "Ctrl-C and SIGTERM finish what is in flight and end programs, also those that hang; twice they end all at once",
    arguments: [(SIGINT, 1, usual), (SIGINT, 1, hangs), (SIGTERM, 1, hangs), (SIGINT, 2, hangs)]
      as [(Int32, Int, String)])
  func interrupted(signal: Int32, times: Int, task: String) throws {
    try Self.withScript(task: task) { (patrolsim: BuiltCommand) throws -> Void in
      let process = try patrolsim.start(
        BuiltCommand.executable,
        [
          "compare", "town.yaml", "--strategy", "external:timeout=600s sh mine.sh", "-r", "100000", "-j", "2",
          "-o", "out",
        ])
      try Self.waitForPrograms(of: process, patrolsim)
      kill(process.processIdentifier, signal)
      if times == 2 {
        // A second signal before the first was seen would be one with it.
        try Watchdog.wait(until: "the first signal was seen") {
          try patrolsim.text("stderr").contains("once more ends at once") || !process.isRunning
        }
        kill(process.processIdentifier, signal)
      }
      let outcome = try patrolsim.finish(process)
      #expect(outcome.status == 128 + signal, "\(outcome.errors)")
      #expect(!outcome.errors.contains("strategy external"), "\(outcome.errors)")
      #expect(try Self.areGone(patrolsim))
    }
  }

  /// Waits longer than anybody, once there was a while to start in.
  private static let hangs = "sleep 100000"

  /// Leaves three processes behind that ignore signals: in a session of its own, the same without its parents, and without its
  /// environment too.
  private static let leaves = """
    trap '' TERM INT HUP
    setsid sh -c 'echo $$ >> pids; exec sleep 100000' < /dev/null > /dev/null 2>&1 &
    (setsid sh -c 'echo $$ >> pids; exec sleep 100000' < /dev/null > /dev/null 2>&1 &)
    (env -i PATH="$PATH" setsid sh -c 'echo $$ >> pids; exec sleep 100000' &)

    """

  @Test(
    "what programs leave behind ends with patrolsim, however it ends",
    arguments: [
      (usual, 0, 0), ("exit 3", 0, 1), (hangs, 0, 1), (hangs, SIGTERM, 143), (usual, SIGINT, 130),
    ] as [(String, Int32, Int32)])
  func leftovers(task: String, signal: Int32, status: Int32) throws {
    try BuiltCommand.withFolder { (patrolsim: BuiltCommand) throws -> Void in
      try (Self.leaves + Self.script.replacing("TASK", with: task)).write(
        toFile: patrolsim.folder + "/mine.sh", atomically: true, encoding: .utf8)
      let timeout = signal == 0 ? "2s" : "600s"
      let process = try patrolsim.start(
        BuiltCommand.executable,
        [
          "compare", "town.yaml", "--strategy", "external:timeout=\(timeout) sh mine.sh", "-r",
          signal == 0 ? "4" : "100000", "-j", "2", "-o", "out",
        ])
      if signal != 0 {
        try Watchdog.wait(until: "both programs have left three processes") {
          try Self.living(patrolsim).count == 8
        }
        kill(process.processIdentifier, signal)
      }
      let outcome = try patrolsim.finish(process)
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(try patrolsim.text("pids").split(separator: "\n").count >= 4)
      #expect(try Self.areGone(patrolsim))
    }
  }

  @Test("when patrolsim is killed its programs see the end of their input, and end")
  func killed() throws {
    try Self.withScript { (patrolsim: BuiltCommand) throws -> Void in
      let process = try patrolsim.start(
        BuiltCommand.executable,
        ["compare", "town.yaml", "--strategy", Self.mine, "-r", "100000", "-j", "2", "-o", "out"])
      try Self.waitForPrograms(of: process, patrolsim)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try Self.areGone(patrolsim))
    }
  }

  /// Waits until both programs of a comparison have been asked for a task.
  private static func waitForPrograms(of process: Process, _ patrolsim: BuiltCommand) throws {
    try Watchdog.wait(until: "both programs were asked for a task, or the end came first") {
      let asked = (try? patrolsim.text("asked")) ?? ""
      return Set(asked.split(separator: "\n")).count == 2 || !process.isRunning
    }
    #expect(process.isRunning)
  }

  /// Those of the programs that are there now.
  private static func living(_ patrolsim: BuiltCommand) throws -> [Int32] {
    let text = (try? patrolsim.text("pids")) ?? ""
    return text.split(separator: "\n").compactMap { Int32($0) }.filter { process in
      // One that ended and that nobody has waited for is gone but for its entry.
      let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      return kill(process, 0) == 0 && state?.contains(") Z ") != true
    }
  }

  /// Whether all of the programs are gone, once those that were ended had their moment to go.
  private static func areGone(_ patrolsim: BuiltCommand) throws -> Bool {
    try Watchdog.wait(until: "all programs have ended") { try living(patrolsim).isEmpty }
    return true
  }

  @Test("check-strategy prints each law, and the first breach of one that is broken, with exit code 1")
  func checkStrategy() throws {
    try Self.withScript { (patrolsim: BuiltCommand) throws -> Void in
      let kept = try patrolsim("check-strategy", "random", "--limit", "600")
      #expect(kept.status == 0, "\(kept.errors)")
      #expect(kept.output.hasPrefix("random\n  ✓ sends a unit only to places"))
      #expect(kept.output.hasSuffix("No law is broken.\n"))
      #expect(
        try patrolsim(
          "check-strategy", "data-led:refresh=12h", "--scenario", "town.yaml", "--limit", "600"
        ).status == 0)
      // The program knows one place, which the made-up towns don't have.
      let broken = try patrolsim("check-strategy", Self.mine, "--limit", "600")
      #expect(broken.status == 1)
      #expect(
        broken.output.contains(
          "  ✗ decides the same for the same seed\n      strategy external:mine.sh, replication 1: asked for the task"
        ))
      #expect(
        broken.output.contains("answered {\"visit\": \"high-street\", \"minutes\": 20}: there is no place"))
      // What was never asked for a decision keeps no law, nor breaks any but the first.
      let absent = try patrolsim("check-strategy", "./no-such-program --now")
      #expect(absent.status == 1 && !absent.output.contains("✓"), "\(absent)")
      #expect(absent.output.contains("there is no program ./no-such-program"), "\(absent)")
      let wrong = try patrolsim("check-strategy", "data_led")
      #expect(wrong.status == 1 && wrong.errors.contains("did you mean \"data-led\"?"))
      let timetable = try patrolsim("check-strategy", "scheduled-visits", "--scenario", "town.yaml")
      #expect(timetable.status == 1 && timetable.errors.contains("add operation.timetable"))
    }
  }
}
