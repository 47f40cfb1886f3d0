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
    abstract: "Compare strategies on the same simulated crime, print a table and store the results.",
    discussion: """
      All strategies of a replication have the same potential crime, so chance does not favour one of them. The \
      campaign without extra patrol is always included, and the others are measured against it. The same seed gives \
      the same results, byte for byte, on any number of cores.

      Strategies are ranked by harm averted in the targets. --until adds replications, from 30 in steps of 10, until \
      the differences between strategies have the required precision.

      --units gives the dose–response: it assigns other numbers of units to the teams and shifts of the scenario. For \
      each strategy and number it prints the effect, the marginal effect of a further unit, the cost of a crime \
      averted, and the point of saturation.

      Results are written to a folder with tables, a database and a README that explains every column. Ctrl-C \
      finishes the running replications and writes the results so far.

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
      "A strategy to compare, with parameters if needed. Can be repeated. Default: those of the scenario.",
      valueName: "name[:parameter=value,…]"))
  var strategy: [String] = []

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp(
      "Number of replications, or the maximum with --until. Default: 100, or 2000 with --until.",
      valueName: "number"))
  var replications: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop when the 95% interval of every paired difference in effect between strategies has this half-width, in "
        + "percentage points: 0.5pp.",
      valueName: "half-width"))
  var until: String?

  @Option(help: "The outcome for the ranking and for --until: harm or crime averted.")
  var by = Outcome.harm

  @Option(
    help: ArgumentHelp(
      "Numbers of units to compare instead of the scenario's own, with the effect and cost of each further unit: "
        + "2,4,6,12,20.",
      valueName: "number,number,…"))
  var units: String?

  @OptionGroup var money: MoneyOptions

  @OptionGroup var work: WorkOptions

  @Option(
    name: [.short, .long],
    help: "The folder for the results. Default: a folder in Results, named by scenario and seed.",
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
      throw ValidationError("--until and --units can't be combined; use --units with --replications")
    }
    if units != nil, detail {
      throw ValidationError("--detail and --units can't be combined; --units stores no weekly counts")
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
      "\(asked) is not replaced, because it has other files, complete results or results of more replications. These results are in \(folder)."
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
