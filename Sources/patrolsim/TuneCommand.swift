// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import PatrolModel
import PatrolStrategies
import Questions
import ScenarioFiles

/// Searches for the parameters with which a strategy averts most.
struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Search for the best parameters of a strategy.",
    discussion: """
      The search tries settings across the ranges of the parameters, then near the best of them, on the same simulated \
      crime. The gain in the search is too high, because it selected the winner. So the winner is compared with the \
      original strategy again, with a new seed. The report says if the gain is statistically indistinguishable from \
      zero. The same seed gives the same result on any number of cores.

      Parameters given with the strategy are kept, unless --parameter names them. Without --parameter, all others are \
      searched, each in its allowed range.

      EXAMPLES
        patrolsim tune data-led my-force.yaml
        patrolsim tune data-led my-force.yaml --parameter refresh=6h..48h --parameter recent_weight=0..0.5
        patrolsim tune dynamic-re-task:refresh=12h my-force.yaml --evaluations 16 --objective crime
      """)

  @Argument(help: "The strategy, with any parameters to keep: name[:parameter=value,…].")
  var strategy: String

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "A parameter to search, with its range. Can be repeated. Default: all, each in its whole range.",
      valueName: "name=low..high"))
  var parameter: [String] = []

  @Option(help: "The outcome to avert: harm or crime.")
  var objective = Outcome.harm

  @Option(help: "The area: targets or everywhere.")
  var area = SearchedArea.targets

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Number of settings to try.", valueName: "number"))
  var evaluations = 32

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Number of replications for the winner.", valueName: "number"))
  var replications = 100

  @OptionGroup var answer: AnswerOptions

  /// Where crime or harm is to be averted.
  enum SearchedArea: String, CaseIterable, ExpressibleByArgument {
    case targets, everywhere

    var area: Area { self == .targets ? .targets : .everywhere }
  }

  func run() throws { try answer.ask(makeStudy()) }

  private func makeStudy() throws -> TuningStudy {
    let scenario = try options.read()
    let named = try options.strategies([strategy], of: scenario)?.first ?? StrategyConfiguration(strategy)
    let ranges = try self.ranges(of: named.name)
    return try reportingProblems { () throws(InvalidExperiment) in
      try TuningStudy(
        scenario: scenario, strategy: named, ranges: ranges,
        objective: TuningObjective(outcome: objective, area: area.area), evaluations: evaluations,
        replications: replications, seed: options.seed, jobs: answer.work.jobCount)
    }
  }

  /// Reads the ranges that the command line names, every mistake at once.
  private func ranges(of name: String) throws -> [SearchRange] {
    guard let entry = StrategyCatalogue.standard.entry(named: name) else { return [] }
    var ranges: [SearchRange] = []
    var problems: [String] = []
    for text in parameter {
      do throws(InvalidExperiment) {
        ranges.append(try SearchRange(argument: text, of: entry))
      } catch { problems += sentences(of: error) }
    }
    guard problems.isEmpty else { throw failure(problems) }
    return ranges
  }
}
