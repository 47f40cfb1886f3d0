// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Questions
import Sweeps

/// Rebuilds a replication of stored results.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run a replication of stored results again and compare it with them, byte for byte.",
    discussion: """
      The folder of results has the scenario, seed, strategies and version. This command checks that the scenario and \
      programs have not changed. It then runs the replication again and compares it with the stored results. For a \
      difference it shows the file, row and column.

      Of a study of many cells, --cell says which cell, by its number in cells.csv. What the study kept of the replication is \
      compared, in its work and in its tables.

      EXAMPLES
        patrolsim replay Results/my-force-1a2b3c4d-seed1 --replication 17
        patrolsim replay Results/my-force-1a2b3c4d-seed1 --replication 17 --output replication-17
        patrolsim replay Results/my-study-1a2b3c4d --cell 57 --replication 3

      EXIT CODES
        0    the same, or not among the stored replications
        1    different, or it can't be run again
      """)

  @Argument(
    help:
      "The folder of results, or a study: its folder, its batch.sqlite, or its file where it ran without --output.",
    completion: .directory, transform: namedPath)
  var results: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number of the replication, from 1.", valueName: "number")
  )
  var replication: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which cell of a study, from 1; cells.csv lists them.", valueName: "number"))
  var cell: Int?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Also write the replication here: its tables and an event log for each strategy.",
      valueName: "folder"),
    completion: .directory, transform: namedPath)
  var output: String?

  @OptionGroup var commands: CommandOptions

  func validate() throws {
    guard replication >= 1 else {
      throw ValidationError("--replication is \(replication); it must be at least 1")
    }
    if let cell, cell < 1 { throw ValidationError("--cell is \(cell); it must be at least 1") }
  }

  func run() throws {
    let study = try reportingProblems { () throws(any Error) in
      try BatchReplay.folder(named: results, allowsCommands: commands.allowCommands)
    }
    if let study { return try replayCell(of: study) }
    if let cell {
      throw failure(
        "\(results) holds no study, and only studies have cells: leave --cell \(cell) out, or name the folder of a study"
      )
    }
    let replay = try reportingProblems { () throws(CannotReplay) in
      try Replay(folder: results, allowsCommands: commands.allowCommands)
    }
    SignalWatch(Interruption(), endsAtOnce: true).start()
    let result = try reportingProblems { () throws(any Error) in try replay.run(replication: replication) }
    // Files first: a reader of the output who leaves early must not cost them.
    let folder = try output.map { output in
      try reportingProblems { () throws(ResultsError) in try replay.write(result, to: output) }
    }
    try finish(
      replayReport(result, of: replay, style: Terminal.style), folder, isIdentical: result.isIdentical)
  }

  /// Rebuilds a replication of a cell of a study.
  private func replayCell(of study: String) throws {
    guard let cell else {
      throw failure(
        "\(study) is a study of many cells: say with --cell which, by its number in cells.csv")
    }
    let (replay, result) = try reportingProblems { () throws(any Error) in
      let replay = try BatchReplay(folder: study, cell: cell, allowsCommands: commands.allowCommands)
      SignalWatch(Interruption(), endsAtOnce: true).start()
      return (replay, try replay.run(replication: replication))
    }
    let folder = try output.map { output in
      try reportingProblems { () throws(ResultsError) in try result.write(to: output) }
    }
    try finish(
      batchReplayReport(result, of: replay, style: Terminal.style), folder, isIdentical: result.isIdentical)
  }

  /// Prints what came of it, and ends with the status that says whether anything differs.
  private func finish(_ report: String, _ folder: String?, isIdentical: Bool) throws {
    try printText(report)
    if let folder { try printLine("Replication: \(folder)") }
    guard isIdentical else { throw ExitCode(1) }
  }
}
