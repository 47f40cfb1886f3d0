// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Foundation
import Pages
import Questions

/// Compares strategies and stores the results.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare strategies on the same simulated crime; print a table and store the results.",
    discussion: """
      Every replication draws crime once and shows it to all strategies, so their differences are theirs and not \
      chance. The strategy without patrol is always among them: it is the truth that the others are measured \
      against. The same seed gives the same results, byte for byte, on any number of cores.

      Strategies are ranked by the harm they avert in the targets. --until adds replications, from 30 in tens, until \
      they are told apart as exactly as asked: how many that takes depends on the results alone.

      --units deals other numbers of units out to the scenario's teams and shifts, and prints for each strategy what \
      each number averts, what a further unit adds, what a crime averted costs, and where it is saturated.

      Results go to a folder that holds tables, a database and a README which explains every column. Ctrl-C \
      finishes what is in flight and writes what there is.

      STRATEGIES
      \(NamesHelp.strategies)

      PRESETS OF DETERRENCE
      \(NamesHelp.presets)

      EXAMPLES
        patrolsim compare my-force.yaml
        patrolsim compare my-force.yaml --replications 400 --preset compromise
        patrolsim compare my-force.yaml --strategy fixed-rota --strategy data-led:refresh=12h
        patrolsim compare my-force.yaml --until 0.5pp
        patrolsim compare my-force.yaml --units 2,4,6,12,20 --replications 30
        patrolsim compare my-force.yaml --strategy data-led --strategy "external:python3 my_strategy.py"
        patrolsim compare my-force.yaml --format json --quiet > summary.json
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var commands: CommandOptions

  @Option(
    help: ArgumentHelp(
      "A strategy to compare, with parameters if need be; repeat for more. Default: the scenario's.",
      valueName: "name[:parameter=value,…]"))
  var strategy: [String] = []

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp(
      "How many replications to run; with --until the most. Default: 100, and 2000 with --until.",
      valueName: "number"))
  var replications: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop by itself once every paired difference between strategies, in what they avert in the targets, is known "
        + "to so many percentage points either way (95%): 0.5pp.",
      valueName: "half-width"))
  var until: String?

  @Option(help: "What strategies are ranked by, and what --until makes exact: harm or crime averted.")
  var by = Outcome.harm

  @Option(
    help: ArgumentHelp(
      "Compare numbers of units in place of the scenario's own, and show what each further unit averts and costs: "
        + "2,4,6,12,20.",
      valueName: "number,number,…"))
  var units: String?

  @OptionGroup var money: MoneyOptions

  @OptionGroup var work: WorkOptions

  @Option(
    name: [.short, .long],
    help: "The folder for the results. Default: one below Results, by scenario and seed.",
    completion: .directory, transform: namedPath)
  var output: String?

  @OptionGroup var printed: FormatOptions

  @Flag(help: "Also store weekly counts of each replication and type.")
  var detail = false

  @Flag(help: "Replace the results of another study in the output folder.")
  var force = false

  func validate() throws {
    if let until { _ = try HalfWidth.points(of: until) }
    if let units { _ = try CompareCommand.numbers(of: units) }
    if units != nil, until != nil {
      throw ValidationError("--until and --units can't be combined: give --units a number of --replications")
    }
    if units != nil, detail {
      throw ValidationError("--detail and --units can't be combined: no weeks are stored by number of units")
    }
  }

  func run() throws {
    if let units { return try runDose(try CompareCommand.numbers(of: units)) }
    let study = try makeStudy()
    let assets = Result { () throws(ReportTools.Problem) in try ReportTools.find().assets() }
    let (ended, signalCode) = try work.watched { interruption, progress -> Ended in
      do {
        return .stored(
          try study.run(
            folder: output, force: force, rankedBy: by, interruption: interruption, progress: progress
          ) { ReportFiles.all($0, assets: try? assets.get()) })
      } catch let unstored as ResultNotStored {
        return .notStored(unstored)
      }
    }
    switch ended {
    case .notStored(let unstored):
      // Said last, and also where nothing can be printed.
      defer { _ = failure(unstored) }
      // Hours of work may be in it: it is shown before it is lost.
      try show(unstored.result, of: study, folder: nil, seconds: unstored.durationInSeconds)
      throw ExitCode(1)
    case .stored(let stored):
      try show(
        stored.result, of: study, folder: stored.folder,
        page: (try? assets.get()) == nil ? nil : "report.html", seconds: stored.durationInSeconds)
      CompareCommand.tell(asked: output ?? study.defaultFolder, folder: stored.folder)
      tell(assets)
      if let signalCode, !stored.result.isComplete { throw ExitCode(signalCode) }
      if !stored.result.comparison.officerHours.isEqual { throw ExitCode(2) }
    }
  }

  /// Says why results are elsewhere than was asked for, where they are.
  static func tell(asked: String, folder: String) {
    let path = URL(fileURLWithPath: asked).standardizedFileURL.path
    guard path != folder else { return }
    printToError(
      "\(asked) holds other files, or results that are complete or of more replications, and stays as it is. These results are in \(folder)."
    )
  }

  /// Says why there is no page, if there is none; what was refused is told even where nothing is to be said.
  private func tell(_ assets: Result<PageAssets, ReportTools.Problem>) {
    guard case .failure(let problem) = assets else { return }
    if case .missing = problem, work.quiet { return }
    printToError("There is no report.html: \(problem).")
  }

  /// How a study ended.
  private enum Ended {
    case stored(StoredResult)
    case notStored(ResultNotStored)
  }

  func makeStudy(units: [Int] = []) throws -> Study {
    let scenario = try options.read()
    let strategies = try options.strategies(strategy, of: scenario)
    let rule = try until.map { StoppingRule(halfWidthInPoints: try HalfWidth.points(of: $0), outcome: by) }
    let usual = rule == nil ? 100 : StoppingRule.usualMaximum
    var experiment = try reportingProblems { () throws(InvalidExperiment) in
      try Experiment(
        scenario: scenario, strategies: strategies, replications: replications ?? usual, stopping: rule,
        seed: options.seed, jobs: work.jobCount, allowsCommands: commands.allowCommands)
    }
    experiment.costPerHour = money.costPerHour
    return Study(
      experiment, command: CommandLine.arguments, hasOtherPreset: options.preset != nil,
      hasOtherStrategies: strategies != nil, keepsWeeks: detail, units: units)
  }

  private func show(
    _ result: ExperimentResult, of study: Study, folder: String?, page: String? = nil, seconds: Double
  ) throws {
    let report = ComparisonReport(study, result: result, rankedBy: by, style: Terminal.style)
    try printed.show(
      text: report.text(folder: folder, page: page, durationInSeconds: seconds),
      json: study.summary(of: result),
      csv: ComparisonTable.csv(result.comparison))
    if !printed.isText, !work.quiet, let folder { printToError("Results: \(folder)") }
  }
}

extension Outcome: ExpressibleByArgument {}
