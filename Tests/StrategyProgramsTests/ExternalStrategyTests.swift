// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import StrategyPrograms

@Suite("A program that decides")
struct ExternalStrategyTests {
  @Test("is asked for each task, and its answers are carried out")
  func works() throws {
    let program = ScriptedProgram.answering(
      task: "echo '{\"visit\": \"station\", \"minutes\": 20, \"tactic\": \"plain-clothes\"}'")
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      let dosage = try program.run().get().dosage
      #expect(dosage.visitsByPlace[2] > 100)
      #expect(dosage.visitsByPlace.reduce(0, +) == dosage.visitsByPlace[2])
      #expect(dosage.visitsByTactic[3] == dosage.visitsByPlace[2])
      #expect(try program.survivors() == [])
    }
  }

  @Test("orders units elsewhere when an offence becomes known, with its reason or that of the occasion")
  func orders() throws {
    let program = ScriptedProgram.answering(
      known: """
        echo '{"orders": [{"unit": "town-day", "place": "station", "minutes": 9, "reason": "I say so"}, \
        {"unit": "town-late", "place": "high-street"}]}'
        """)
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      let runner = ReplicationRunner(scenario: ScriptedProgram.town, seed: 3, strategies: [program.command()])
      let outcome = try runner.replicate(1, recording: RecordingOptions(keepsEvents: true)).outcomes[0]
      let reasons = outcome.events.filter { $0.kind == .redirected }.map { ($0.unit, $0.reason) }
      #expect(reasons.count > 5)
      #expect(reasons.contains { $0 == 0 && $1 == .stated("I say so") })
      #expect(
        reasons.contains { unit, reason in
          if case .liveIncident = reason { unit == 1 } else { false }
        })
    }
  }

  @Test(
    "that answers what can't be carried out ends the run, with the line and why",
    arguments: [
      ("nonsense", "answered nonsense: this is not JSON"),
      ("", "answered an empty line: each answer is one line of JSON"),
      ("[1]", "answered [1]: an answer is an object, in braces"),
      (
        "{\"visit\": \"statoin\"}",
        "there is no place \"statoin\"; the unit's are \"high-street\", \"station\""
      ),
      (
        "{\"visit\": \"market\"}",
        "unit \"town-day\" can't be sent to \"market\"; its places are \"high-street\", \"station\""
      ),
      ("{\"visit\": 3}", "\"visit\" must be the id of a place"),
      ("{\"visit\": \"station\", \"minutes\": NaN}", "this is not JSON"),
      ("{\"visit\": \"station\", \"minutes\": 1e999}", "this is not JSON"),
      ("{\"visit\": \"station\", \"minutes\": -5}", "\"minutes\" is -5; it must be at least 1"),
      ("{\"visit\": \"station\", \"minutes\": 0}", "\"minutes\" is 0; it must be at least 1"),
      ("{\"visit\": \"station\", \"minutes\": 1e-7}", "\"minutes\" is 1e-07; it must be at least 1"),
      ("{\"stand_by_minutes\": 0.99}", "\"stand_by_minutes\" is 0.99; it must be at least 1"),
      ("{\"visit\": \"station\", \"minutes\": true}", "\"minutes\" must be a number"),
      ("{\"visit\": \"station\", \"minutes\": \"15\"}", "\"minutes\" must be a number"),
      (
        "{\"visit\": \"station\", \"tactic\": \"magic\"}",
        "there is no tactic \"magic\"; the unit can use \"visible-foot\", \"vehicle\""
      ),
      (
        "{\"visit\": \"station\", \"tactic\": \"cycle\"}",
        "unit \"town-day\" can't use the tactic \"cycle\"; it can use \"visible-foot\", \"vehicle\""
      ),
      (
        "{\"visit\": \"station\", \"mins\": 5}",
        "there is no key \"mins\" here (known: visit, minutes, tactic"
      ),
      ("{}", "there is neither \"visit\" nor \"stand_by_minutes\""),
      ("{\"visit\": \"station\", \"stand_by_minutes\": 5}", "\"stand_by_minutes\" stands alone"),
      ("{\"orders\": []}", "there is no key \"orders\" here"),
    ])
  func nonsense(answer: String, problem: String) throws {
    let program = ScriptedProgram.answering(task: "printf '%s\\n' '\(answer)'")
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      let failure = try program.failure()
      #expect(
        failure.hasPrefix(
          "strategy external:program.sh, replication 1: asked for the task of unit \"town-day\" at 2024-03-04T10:00:00, "
            + "/bin/sh program.sh answered "))
      #expect(failure.contains(problem), "\(failure)")
      #expect(answer.isEmpty || failure.contains(answer), "\(failure)")
      #expect(try program.survivors() == [])
    }
  }

  @Test(
    "that gives wrong orders ends the run",
    arguments: [
      ("{\"orders\": [{\"place\": \"station\"}]}", "there is no \"unit\""),
      (
        "{\"orders\": [{\"unit\": \"bobby\", \"place\": \"station\"}]}",
        "there is no unit \"bobby\"; there are \"town-day\", \"town-late\""
      ),
      ("{\"orders\": [{\"unit\": \"town-day\"}]}", "an order has no \"place\""),
      ("{\"orders\": [{\"unit\": \"town-day\", \"place\": \"park\"}]}", "can't be sent to \"park\""),
      ("{\"orders\": 7}", "\"orders\" must be a list of objects"),
    ])
  func wrongOrders(answer: String, problem: String) throws {
    try ScriptedProgram.with(ScriptedProgram.answering(known: "echo '\(answer)'")) {
      (program: ScriptedProgram) throws -> Void in
      let failure = try program.failure()
      #expect(failure.contains(problem), "\(failure)")
    }
  }

  @Test(
    "that doesn't greet or prepare as it should ends the run",
    arguments: [
      ("echo '{\"wants\": []}'", "", "there is no \"protocol\"; this is protocol 1"),
      ("echo '{\"protocol\": 2}'", "", "\"protocol\" must be 1"),
      (
        "echo '{\"protocol\": 1, \"wants\": [\"everything\"]}'", "",
        "there is no decision point \"everything\" (known: task, known, tip, changed, call, shifts)"
      ),
      ("echo '{\"protocol\": 1}'", "echo '{\"ready\": false}'", "the answer to reset is {\"ready\": true}"),
    ])
  func wrongStart(hello: String, reset: String, problem: String) throws {
    try ScriptedProgram.with(ScriptedProgram.answering(hello: hello, reset: reset)) {
      (program: ScriptedProgram) throws -> Void in
      let failure = try program.failure()
      #expect(failure.contains(problem), "\(failure)")
      #expect(try program.survivors() == [])
    }
  }

  @Test(
    "that dies ends the run with how it died and the end of its standard error",
    arguments: [
      (
        "echo out of ideas >&2; exit 3",
        "ended with exit status 3 and no answer\nits standard error ended with:\n  out of ideas"
      ),
      ("kill -9 $$", "was ended by signal 9 (SIGKILL)"),
      ("kill -11 $$", "was ended by signal 11 (SIGSEGV)"),
      ("exit 0", "ended with exit status 0 and no answer"),
      ("exec >&-; sleep 1000", "closed its standard output without an answer"),
    ])
  func dies(task: String, words: String) throws {
    try ScriptedProgram.with(ScriptedProgram.answering(task: task)) {
      (program: ScriptedProgram) throws -> Void in
      let failure = try program.failure()
      #expect(failure.hasSuffix(words), "\(failure)")
      #expect(try program.survivors() == [])
    }
  }

  @Test("that is dead by the time it is asked, so that nobody reads the question, is no end of this process")
  func brokenPipe() throws {
    let program = ScriptedProgram.answering(reset: "exec 0<&-; echo '{\"ready\": true}'; exec sleep 1000")
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      #expect(try program.failure().contains("closed its standard output without an answer"))
      #expect(try program.survivors() == [])
    }
  }

  @Test(
    "that hangs ends the run when its time is up, with all that it has started",
    arguments: [
      "sleep 1000", "sleep 1000 & echo $! >> pids; wait", "trap '' TERM INT HUP; while :; do sleep 1; done",
    ])
  func hangs(task: String) throws {
    try ScriptedProgram.with(ScriptedProgram.answering(task: task)) {
      (program: ScriptedProgram) throws -> Void in
      let (failure, seconds) = try program.silence(after: ["(hello)", "(reset)"])
      #expect(failure.hasSuffix("gave no answer within \(seconds) s"), "\(failure)")
      #expect(try program.survivors() == [])
    }
  }

  @Test("that neither reads nor answers a message larger than a pipe holds ends the run as well")
  func neverReads() throws {
    let script = "echo $$ >> pids; read -r line; echo '{\"protocol\": 1}'; sleep 1000"
    try ScriptedProgram.with(script) { (program: ScriptedProgram) throws -> Void in
      let scenario = SmallTown.scenario(historyWeeks: 300, campaignWeeks: 1)
      let failure = try program.silence(after: ["(hello)"], scenario: scenario).failure
      #expect(failure.contains("asked to prepare a campaign (reset), /bin/sh program.sh gave no answer"))
      #expect(try program.survivors() == [])
    }
  }

  @Test("that writes without end is stopped before it fills the memory")
  func floods() throws {
    let line = ScriptedProgram.answering(task: "exec cat /dev/zero")
    try ScriptedProgram.with(line) { (program: ScriptedProgram) throws -> Void in
      #expect(try program.failure().contains("bytes without an end of line; a line holds at most 1048576"))
      #expect(try program.survivors() == [])
    }
    let lines = ScriptedProgram.answering(task: "exec yes '{\"stand_by_minutes\": 30}'")
    try ScriptedProgram.with(lines) { (program: ScriptedProgram) throws -> Void in
      #expect(
        try program.failure().hasSuffix(
          "wrote a line that nothing had asked for (notes belong on standard error): {\"stand_by_minutes\": 30}"
        ))
      #expect(try program.survivors() == [])
    }
  }

  @Test("may write to standard error as much as it likes")
  func chatty() throws {
    let program = ScriptedProgram.answering(
      task: "head -c 300000 /dev/zero >&2; echo '{\"stand_by_minutes\": 240}'")
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      #expect(try program.failure() == "")
      #expect(try program.survivors() == [])
    }
  }

  @Test("that stays when its input has ended is ended")
  func lingers() throws {
    let program = ScriptedProgram.answering(start: "trap '' TERM") + "\nsleep 1000 & echo $! >> pids; wait"
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      #expect(try program.failure() == "")
      #expect(try program.survivors() == [])
    }
  }

  @Test("that can't be started is named with the reason")
  func notStarted() throws {
    func failure(_ words: [String], folder: String? = nil) -> String {
      let strategy = ExternalStrategy(ProgramCommand(words, folder: folder))
      let runner = ReplicationRunner(
        scenario: ScriptedProgram.town, seed: 3,
        strategies: [LabelledStrategy(label: "external", strategy: strategy)])
      do throws(StrategyFailure) { _ = try runner.replicate(1) } catch { return "\(error.cause)" }
      return ""
    }
    #expect(
      failure(["no-such-program"])
        == "no-such-program could not be started: there is no program no-such-program")
    #expect(failure(["/etc/passwd"]).hasSuffix("/etc/passwd can't be executed; is it marked as executable?"))
    #expect(failure(["sh"], folder: "/no/such/folder").hasSuffix("there is no folder /no/such/folder"))
  }

  @Test(
    "has a process for each worker, started when it is first asked and kept from one replication to the next")
  func processes() throws {
    try ScriptedProgram.with(ScriptedProgram.answering()) { (program: ScriptedProgram) throws -> Void in
      let strategy = program.command()
      do {
        let runners = (0..<2).map { _ in
          ReplicationRunner(scenario: ScriptedProgram.town, seed: 3, strategies: [strategy])
        }
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/pids"))
        for replication in 1...3 { for runner in runners { _ = try runner.replicate(replication) } }
        #expect(program.living().count == 2)
      }
      #expect(try program.survivors() == [])
    }
  }

  @Test("is started again for the next replication after one in which it failed")
  func startsAgain() throws {
    let program = ScriptedProgram.answering(task: "[ -e ok ] && echo '{\"stand_by_minutes\": 60}' || exit 4")
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      let runner = ReplicationRunner(scenario: ScriptedProgram.town, seed: 3, strategies: [program.command()])
      #expect(throws: StrategyFailure.self) { _ = try runner.replicate(1) }
      try Data().write(to: URL(fileURLWithPath: program.folder + "/ok"))
      #expect(try runner.replicate(2).outcomes.count == 1)
    }
  }

  @Test("does as it would be done to within the process: the same answers give the same bytes")
  func sameAsWithin() throws {
    struct Stays: DeploymentStrategy {
      mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
        .visit(place: 2, minutes: 20, tactic: 3)
      }
    }
    let program = ScriptedProgram.answering(
      task: "echo '{\"visit\": \"station\", \"minutes\": 20, \"tactic\": \"plain-clothes\"}'")
    try ScriptedProgram.with(program) { (program: ScriptedProgram) throws -> Void in
      let within = LabelledStrategy(label: "external:program.sh", strategy: Stays())
      let runner = ReplicationRunner(
        scenario: ScriptedProgram.town, seed: 3, strategies: [program.command(), within])
      let outcomes = try runner.replicate(1).outcomes
      #expect(outcomes[0].fates == outcomes[1].fates && outcomes[0].dosage == outcomes[1].dosage)
    }
  }
}

@Suite("Commands of programs")
struct ProgramCommandTests {
  @Test(
    "are read as a person types them",
    arguments: [
      ("python3 my.py", ["python3", "my.py"]), ("  a   b ", ["a", "b"]),
      ("a 'b c' \"d e\"", ["a", "b c", "d e"]), ("a b\\ c", ["a", "b c"]), ("a ''", ["a", ""]),
      ("sh -c 'exit 3; echo \"x\"'", ["sh", "-c", "exit 3; echo \"x\""]), ("a'b'c", ["abc"]),
    ])
  func words(text: String, words: [String]) {
    #expect(ProgramCommand.words(of: text) == words)
    #expect(ProgramCommand.words(of: ProgramCommand(words).text) == words)
  }

  @Test(
    "with something left open, or without a word, are none",
    arguments: ["a 'b", "a \"", "a\\", "", "  ", "''"])
  func notCommands(text: String) {
    #expect(ProgramCommand.words(of: text) == nil)
  }

  @Test("have parameters that change results in the label, and not how long they may take")
  func labelsOfParameters() {
    let program = ProgramCommand(["python3", "my.py"])
    let configuration = StrategyConfiguration(
      "external", parameters: ["timeout": 5, "focus": 0.5], program: program)
    #expect(configuration.label == "external:focus=0.5 my.py")
  }

  @Test(
    "have the name of their file as a label, unless they have one of their own",
    arguments: [
      (["python3", "my_strategy.py"], "my_strategy.py"),
      (["python3", "-u", "/a/b/mine.py", "x.csv"], "mine.py"),
      (["./strategy", "--fast"], "strategy"), (["/usr/bin/env", "node", "a.js"], "a.js"),
      (["sh", "-c", "exit 3"], "sh"), (["prog", "0.5"], "prog"),
    ])
  func labels(words: [String], label: String) {
    #expect(StrategyConfiguration("external", program: ProgramCommand(words)).label == "external:\(label)")
    #expect(
      StrategyConfiguration("external", program: ProgramCommand(words, name: "x")).label == "external:x")
  }
}
