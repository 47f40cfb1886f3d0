// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import PatrolModel
import Reports

/// Writes the scorecards of one simulated campaign.
struct ScorecardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecards",
    abstract: "Write weekly scorecards for the force and monthly ones for the public, of one campaign.",
    discussion: """
      Plays one campaign as the force would see it: recorded crime with control limits from the years before, visits made \
      beside those aimed at, searches, arrests and redirections, by hotspot and week. The public card has plain words and \
      no count below five. Neither knows the truth.

      EXAMPLES
        patrolsim scorecards Scenarios/london-20-hotspots.yaml --strategy data-led
        patrolsim scorecards my-force.yaml --strategy fixed-rota --replication 7 --output cards
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var commands: CommandOptions

  @Option(
    help: ArgumentHelp("The strategy, with parameters if need be.", valueName: "name[:parameter=value,…]"))
  var strategy: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Which replication, from 1.", valueName: "number"))
  var replication = 1

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the cards.", valueName: "folder"))
  var output: String?

  @Flag(help: "Replace earlier cards in that folder.")
  var force = false

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
    let study = try reportingProblems { () throws(StrategyFailure) in
      try ScorecardStudy(experiment, replication: replication)
    }
    let plain = ScorecardReport(study)
    let folder: String
    do {
      folder = try study.store(texts: (plain.weekly, plain.public), in: output, force: force)
    } catch { throw failure("\(error)") }
    print(ScorecardReport(study, style: Terminal.style).public, terminator: "")
    print("\nScorecards: \(folder)")
  }
}
