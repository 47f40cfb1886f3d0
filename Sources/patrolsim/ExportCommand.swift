// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CrimeRecords
import Experiments
import PatrolModel

/// Writes the recorded crime of one simulated run.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a run's recorded crime in the layout of data.police.uk.",
    discussion: """
      History and campaign of one replication under one strategy, as the simulated force would publish them: full \
      calendar months, one file a month, each offence at the centre of its place. `patrolsim import` reads them back.

      EXAMPLES
        patrolsim export my-force.yaml --output simulated-records
        patrolsim export my-force.yaml --strategy data-led --replication 17 --output simulated-records
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var commands: CommandOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"),
    transform: namedPath)
  var output: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Which replication, from 1.", valueName: "number"))
  var replication = 1

  @Option(
    help: ArgumentHelp(
      "The strategy in the campaign (default: no-extra-patrol).", valueName: "name[:parameter=value,…]"))
  var strategy = "no-extra-patrol"

  @Option(help: ArgumentHelp("What the simulated force is called.", valueName: "name"))
  var force = "Simulated Police"

  func validate() throws {
    guard replication >= 1 else {
      throw ValidationError("--replication is \(replication); it must be at least 1")
    }
  }

  func run() throws {
    let scenario = try options.read()
    let strategies = try options.strategies([strategy], of: scenario)
    let experiment = try reportingProblems { () throws(InvalidExperiment) in
      try Experiment(
        scenario: scenario, strategies: strategies, replications: 1, seed: options.seed, jobs: 1,
        allowsCommands: commands.allowCommands)
    }
    SignalWatch(Interruption(), endsAtOnce: true).start()
    let single = try reportingProblems { () throws(StrategyFailure) in
      try experiment.single(replication: replication, recording: RecordingOptions(keepsBook: true))
    }
    guard let outcome = single.outcomes.last else { return }
    let book = single.history.book + outcome.book
    let summary = try reportingProblems { () throws(ImportProblem) in
      try RecordedCrimeExport(scenario: scenario, force: force).write(book, to: output)
    }
    try printLine(
      "\(summary.rows) recorded offences of \(book.count) that happened, in \(summary.files.count) months, under "
        + outcome.strategy)
    try printLine(
      "\(summary.unknown) never became known; \(summary.outsideFullMonths) fell in months that the run covers in part"
    )
    try printLine("Records: \(output)")
  }
}
