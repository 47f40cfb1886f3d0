// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CrimeRecords
import Foundation
import PatrolModel
import PatrolStrategies
import ScenarioFiles

/// Writes the recorded crime of one simulated run.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the recorded crime of a run in the layout of data.police.uk.",
    discussion: "History and campaign of one replication under one strategy; full calendar months only.")

  @Argument(help: "The scenario file.")
  var scenario: String

  @Option(name: .shortAndLong, help: "The folder to write to.")
  var output: String

  @Option(help: "Which replication, from 1.")
  var replication: Int = 1

  @Option(help: "The strategy in the campaign (default: the scenario's first).")
  var strategy: String?

  @Option(help: "The seed (default: the scenario's).")
  var seed: UInt64?

  @Option(help: "The name of the simulated force.")
  var force: String = "Simulated Police"

  func validate() throws {
    guard replication >= 1 else {
      throw ValidationError("--replication is \(replication); it must be at least 1")
    }
  }

  func run() throws {
    let scenario = try ScenarioFile.read(path: scenario)
    let configuration = strategy.map { StrategyConfiguration($0) } ?? scenario.strategies.first
    guard let configuration else {
      throw ValidationError("the scenario names no strategy; give one with --strategy")
    }
    guard let labelled = StrategyCatalogue.standard.strategy(for: configuration) else {
      let known = StrategyCatalogue.standard.names.joined(separator: ", ")
      throw ValidationError("--strategy is \"\(configuration.name)\"; it must be one of \(known)")
    }
    let runner = ReplicationRunner(scenario: scenario, seed: seed ?? scenario.seed, strategies: [labelled])
    let (history, outcomes) = runner.run(
      replication: replication, recording: RecordingOptions(keepsBook: true))
    let book = history.book + (outcomes.first?.book ?? [])
    do throws(ImportProblem) {
      let summary = try RecordedCrimeExport(scenario: scenario, force: force).write(book, to: output)
      print(
        """
        \(summary.rows) recorded offences of \(book.count) that happened, in \(summary.files.count) months, under \
        \(configuration.label)
        \(summary.unknown) never became known; \(summary.outsideFullMonths) fell in months that the run covers in part
        Records: \(output)
        """)
    } catch {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      throw ExitCode.failure
    }
  }
}
