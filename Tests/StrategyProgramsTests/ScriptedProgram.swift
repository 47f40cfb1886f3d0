// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolStrategies
import PatrolTesting
import StrategyPrograms

/// A program of a few lines for the shell, which every system has, in a folder that is removed afterwards.
struct ScriptedProgram {
  let folder: String

  /// Calls a function with a program whose text is given.
  static func with<Value>(_ script: String, _ body: (ScriptedProgram) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.path + "/external-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try script.write(toFile: folder + "/program.sh", atomically: true, encoding: .utf8)
    return try body(ScriptedProgram(folder: folder))
  }

  /// The text of a program that answers as it should but for what is given.
  ///
  /// It writes its process id, and those of what it starts, to a file.
  ///
  /// - Parameters:
  ///   - task: Commands that answer a task.
  ///   - known: Commands that answer an offence that has become known; `nil` where it doesn't want to hear of them.
  ///   - start: Commands before anything is read.
  static func answering(
    hello: String? = nil, reset: String = "echo '{\"ready\": true}'",
    task: String = "echo '{\"stand_by_minutes\": 30}'", known: String? = nil, start: String = ""
  ) -> String {
    let wants = known == nil ? "[]" : "[\"known\"]"
    return """
      echo $$ >> pids
      \(start)
      while read -r line; do
        case "$line" in
          '{"message":"hello"'*) \(hello ?? "echo '{\"protocol\": 1, \"wants\": \(wants)}'") ;;
          '{"message":"reset"'*) \(reset) ;;
          '{"message":"task"'*) \(task) ;;
          '{"message":"known"'*) \(known ?? "exit 9") ;;
          *) exit 9 ;;
        esac
      done
      """
  }

  /// How long a program that is to answer may take, in seconds: so long that a busy machine doesn't reach it.
  static let patience = 300.0

  func command(timeoutInSeconds: Double = patience) -> LabelledStrategy {
    let program = ProgramCommand(["/bin/sh", "program.sh"], folder: folder)
    let configuration = StrategyConfiguration(
      "external", parameters: ["timeout": timeoutInSeconds], program: program)
    return LabelledStrategy(
      label: configuration.label,
      strategy: ExternalStrategy(program, timeoutInSeconds: timeoutInSeconds))
  }

  /// Runs a replication; a program that keeps it from its end is killed by the watchdog, so that the run fails.
  ///
  /// - Returns: What went wrong, and what was delivered otherwise.
  func run(
    timeoutInSeconds: Double = patience, scenario: Scenario? = nil
  ) throws -> Result<ReplicationOutcome, StrategyFailure> {
    let runner = ReplicationRunner(
      scenario: scenario ?? ScriptedProgram.town, seed: 3,
      strategies: [command(timeoutInSeconds: timeoutInSeconds)])
    func replicate() -> Result<ReplicationOutcome, StrategyFailure> {
      do throws(StrategyFailure) { return .success(try runner.replicate(1).outcomes[0]) } catch {
        return .failure(error)
      }
    }
    return try Watchdog.guarding("a program that decides", end: { killAll() }, replicate)
  }

  /// Returns what went wrong in a replication, in words; nothing where it went well.
  func failure(timeoutInSeconds: Double = patience) throws -> String {
    guard case .failure(let failure) = try run(timeoutInSeconds: timeoutInSeconds) else { return "" }
    return "\(failure)"
  }

  /// Returns what went wrong with a program that prepares as it should and then falls silent, in words.
  ///
  /// What it may take is short, so that a test is, and longer again where the machine was too busy even to start it in time.
  ///
  /// - Parameter stages: Words of what it answers before.
  /// - Returns: What went wrong, and the time that it was given for it, in seconds.
  func silence(
    after stages: [String], scenario: Scenario? = nil
  ) throws -> (failure: String, timeoutInSeconds: Double) {
    var seconds = 0.1
    while true {
      guard case .failure(let failure) = try run(timeoutInSeconds: seconds, scenario: scenario) else {
        return ("", seconds)
      }
      let wasTooEarly = stages.contains { "\(failure)".contains($0) }
      if !wasTooEarly || seconds > ScriptedProgram.patience { return ("\(failure)", seconds) }
      seconds *= 4
    }
  }

  /// Those of its processes that are still there; one that was ended may take a moment to go.
  func survivors() throws -> [Int32] {
    try Watchdog.wait(until: "all programs have ended") { living().isEmpty }
    return living()
  }

  private func killAll() { for process in living() { kill(process, SIGKILL) } }

  /// Those of its processes that are there now.
  func living() -> [Int32] {
    let text = (try? String(contentsOfFile: folder + "/pids", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { Int32($0) }.filter { process in
      // A child that ended and has not been waited for is gone but for its entry.
      let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      let isZombie = state?.contains(") Z ") == true
      return kill(process, 0) == 0 && !isZombie
    }
  }

  /// A town of a short history, so that a shell reads it fast.
  static let town = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1, afterWeeks: 1)
}
