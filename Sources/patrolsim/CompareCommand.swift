// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import Foundation
import Reports

/// Compares strategies and stores the results.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare strategies on the same simulated crime; print a table and store the results.",
    discussion: """
      Every replication draws crime once and shows it to all strategies, so their differences are theirs and not \
      chance. The strategy without patrol is always among them: it is the truth that the others are measured \
      against. The same seed gives the same results, byte for byte, on any number of cores.

      Results go to a folder that holds tables, a database and a README which explains every column. Ctrl-C \
      finishes what is in flight and writes what there is.

      EXAMPLES
        patrolsim compare my-force.yaml
        patrolsim compare my-force.yaml --replications 400 --preset compromise
        patrolsim compare my-force.yaml --strategy fixed-rota --strategy data-led:refresh=12h
        patrolsim compare my-force.yaml --strategy data-led --strategy "external:python3 my_strategy.py"
        patrolsim compare my-force.yaml --format json --quiet > summary.json
      """)

  /// What is printed to stdout.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv
  }

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var commands: CommandOptions

  @Option(
    help: ArgumentHelp(
      "A strategy to compare, with parameters if need be; repeat for more. Default: the scenario's.",
      valueName: "name[:parameter=value,…]"))
  var strategy: [String] = []

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("How many replications to run.", valueName: "number"))
  var replications = 100

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("How many to run at the same time. Default: one for each core.", valueName: "number"))
  var jobs: Int?

  @Option(
    name: [.short, .long],
    help: "The folder for the results. Default: one below Results, by scenario and seed.",
    completion: .directory)
  var output: String?

  @Option(help: "What to print: a table for people, the summary as JSON, or the comparison as CSV.")
  var format = Format.text

  @Flag(help: "Also store weekly counts of each replication and type.")
  var detail = false

  @Flag(help: "Replace the results of another study in the output folder.")
  var force = false

  @Flag(name: [.short, .long], help: "Show no progress.")
  var quiet = false

  func run() throws {
    let study = try makeStudy()
    let interruption = Interruption()
    let watch = SignalWatch(interruption)
    watch.start()
    var progress = ProgressLine(isShown: Terminal.showsProgress && !quiet)
    let stored: StoredResult
    do {
      defer { progress.clear() }
      stored = try study.run(folder: output, force: force, interruption: interruption) { progress.show($0) }
    } catch let unstored as ResultNotStored {
      // Hours of work may be in it: it is shown before it is lost.
      try show(unstored.result, of: study, folder: nil, seconds: unstored.durationInSeconds)
      throw failure("\(unstored)")
    } catch {
      _ = failure("\(error)")
      throw ExitCode(watch.exitCode ?? 1)
    }
    try show(stored.result, of: study, folder: stored.folder, seconds: stored.durationInSeconds)
    if let code = watch.exitCode, !stored.result.isComplete { throw ExitCode(code) }
    if !stored.result.comparison.officerHours.isEqual { throw ExitCode(2) }
  }

  private func makeStudy() throws -> Study {
    let scenario = try options.read()
    let strategies = try options.strategies(strategy, of: scenario)
    let experiment = try reportingProblems { () throws(InvalidExperiment) in
      try Experiment(
        scenario: scenario, strategies: strategies, replications: replications, seed: options.seed,
        jobs: jobs ?? Experiment.processorCount, allowsCommands: commands.allowCommands)
    }
    return Study(
      experiment, command: CommandLine.arguments, hasOtherPreset: options.preset != nil, keepsWeeks: detail)
  }

  private func show(_ result: ExperimentResult, of study: Study, folder: String?, seconds: Double) throws {
    switch format {
    case .text:
      let report = ComparisonReport(study, result: result, style: Terminal.style)
      print(report.text(folder: folder, durationInSeconds: seconds), terminator: "")
    case .json:
      printBytes(try study.summary(of: result))
    case .csv:
      printBytes(ComparisonTables.comparison(result.comparison))
    }
    if format != .text, !quiet, let folder { printToError("Results: \(folder)") }
  }
}
