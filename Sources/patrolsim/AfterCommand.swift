// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Questions

/// Shows what is left of a campaign's effect once patrol stops.
struct AfterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "after",
    abstract: "Show the decay of the effect after patrol stops, and the share of units that keeps it.",
    discussion: """
      After the campaign of each strategy, a share of its units continues to patrol. Each share has the same \
      potential crime. The report shows crime averted by day since the end of the campaign, and its half-life. For \
      each share it shows the part of the effect that remains, with officer hours and costs.

      EXAMPLES
        patrolsim after my-force.yaml
        patrolsim after my-force.yaml --strategies fixed-rota,data-led --shares 0,0.25,0.5,1 --weeks 8
        patrolsim after my-force.yaml --replications 400 --format csv > after.csv
      """)

  @OptionGroup var options: ScenarioOptions
  @OptionGroup var commands: CommandOptions

  @Option(
    help: ArgumentHelp(
      "The strategies, separated by commas. Default: those of the scenario.", valueName: "name,name,…"))
  var strategies: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Shares of units that continue to patrol after the campaign, each from 0 to 1. 0 is always included.",
      valueName: "share,share,…"))
  var shares = "0,0.25,0.5,1"

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Weeks after the campaign, 1 to 104.", valueName: "number"))
  var weeks = 8

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Number of replications.", valueName: "number"))
  var replications = 100

  @OptionGroup var money: MoneyOptions

  @OptionGroup var answer: AnswerOptions

  func validate() throws { _ = try numbers() }

  private func numbers() throws -> [Double] {
    try shares.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let share = Double(part.filter { !$0.isWhitespace }), share.isFinite else {
        throw ValidationError("--shares \"\(shares)\" has \"\(part)\"; write shares like 0,0.25,0.5,1")
      }
      return share
    }
  }

  func run() throws {
    let shares = try numbers()
    let scenario = try options.read()
    let names = strategies?.split(separator: ",").map(String.init) ?? []
    let chosen = try options.strategies(names, of: scenario)
    let after = try reportingProblems { () throws(InvalidExperiment) in
      let experiment = try Experiment(
        scenario: scenario, strategies: chosen, replications: replications, seed: options.seed,
        jobs: answer.work.jobCount, allowsCommands: commands.allowCommands)
      return try AfterStudy(
        Study(experiment), shares: shares, weeks: weeks, costPerHour: money.costPerHour)
    }
    try answer.ask(after)
  }
}
