// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions

/// Rebuilds a replication of stored results.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Rebuild any replication of stored results and compare it with them, byte for byte.",
    discussion: """
      The folder of results says what was run: scenario, seed, strategies, version. This checks that the scenario and \
      programs are what they were, runs the replication again, and compares what is stored of it. Where something differs \
      it says which file, row and column.

      EXAMPLES
        patrolsim replay Results/my-force-1a2b3c4d-seed1 --replication 17
        patrolsim replay Results/my-force-1a2b3c4d-seed1 --replication 17 --output replication-17

      EXIT CODES
        0    identical, or not among the stored ones
        1    it differs, or can't be rebuilt
      """)

  @Argument(help: "The folder of results.", completion: .directory, transform: namedPath)
  var results: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Which replication, from 1.", valueName: "number"))
  var replication: Int

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Also write the replication here: its tables, and what every unit did under each strategy.",
      valueName: "folder"),
    completion: .directory, transform: namedPath)
  var output: String?

  @OptionGroup var commands: CommandOptions

  func validate() throws {
    guard replication >= 1 else {
      throw ValidationError("--replication is \(replication); it must be at least 1")
    }
  }

  func run() throws {
    let replay = try reportingProblems { () throws(CannotReplay) in
      try Replay(folder: results, allowsCommands: commands.allowCommands)
    }
    SignalWatch(Interruption(), endsAtOnce: true).start()
    let result = try reportingProblems { () throws(any Error) in try replay.run(replication: replication) }
    // Files first: a reader of the output who leaves early must not cost them.
    let folder = try output.map { output in
      try reportingProblems { () throws(ResultsError) in try replay.write(result, to: output) }
    }
    try printText(replayReport(result, of: replay, style: Terminal.style))
    if let folder { try printLine("Replication: \(folder)") }
    guard result.isIdentical else { throw ExitCode(1) }
  }
}
