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
    abstract: "Search for the parameters with which a strategy averts most.",
    discussion: """
      Settings are spread over the ranges of the parameters, then round the best of them, and thinned out on the same \
      simulated crime. The winner is then run against the strategy as named on a seed that the search never saw: \
      what the search itself takes for its gain is too high, since the winner was picked by it. A gain that can't \
      be told from zero is called so. The same seed gives the same answer on any number of cores.

      Parameters given with the strategy are kept, unless --parameter names them; without --parameter all others are \
      searched, each in the range that the catalogue allows.

      EXAMPLES
        patrolsim tune data-led my-force.yaml
        patrolsim tune data-led my-force.yaml --parameter refresh=6h..48h --parameter recent_weight=0..0.5
        patrolsim tune dynamic-re-task:refresh=12h my-force.yaml --evaluations 16 --objective crime
      """)

  @Argument(help: "The strategy, with parameters that are to be kept, if any: name[:parameter=value,…].")
  var strategy: String

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "A parameter to search with its range; repeat for more. Default: all, each in its whole range.",
      valueName: "name=low..high"))
  var parameter: [String] = []

  @Option(help: "What is to be averted: harm or crime.")
  var objective = Outcome.harm

  @Option(help: "Where: targets or everywhere.")
  var area = SearchedArea.targets

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many settings to try.", valueName: "number"))
  var evaluations = 32

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("How many replications to score the winner with.", valueName: "number"))
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
