// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CrimeRecords
import PatrolModel
import Questions

/// Writes the recorded crime of one simulated run.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write simulated recorded crime in the layout of data.police.uk.",
    discussion: """
      Writes the history and campaign of one replication under one strategy, as the simulated force would publish \
      them. There is one file for each full calendar month. Each offence is at the centre of its place. `patrolsim \
      import` can read the files.

      EXAMPLES
        patrolsim export my-force.yaml --output simulated-records
        patrolsim export my-force.yaml --strategy data-led --replication 17 --output simulated-records
      """)

  @OptionGroup var own: ReplicationOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"),
    transform: namedPath)
  var output: String

  @Option(help: ArgumentHelp("The name of the simulated force.", valueName: "name"))
  var forceName = "Simulated Police"

  func run() throws {
    let experiment = try own.experiment()
    let single = try own.single(of: experiment, recording: RecordingOptions(keepsBook: true))
    guard let outcome = single.outcomes.last else { return }
    let book = single.history.book + outcome.book
    let summary = try reportingProblems { () throws(ImportProblem) in
      try RecordedCrimeExport(scenario: experiment.scenario, force: forceName).write(book, to: output)
    }
    try printLine(
      "\(summary.rows) recorded offences of \(book.count) that happened, in \(summary.files.count) months, under "
        + outcome.strategy)
    try printLine(
      "\(summary.unknown) were never recorded; \(summary.outsideFullMonths) were in incomplete months"
    )
    try printLine("Records: \(output)")
  }
}
