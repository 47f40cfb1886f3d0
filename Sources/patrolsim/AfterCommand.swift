// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import PatrolModel
import Reports

/// Shows how a campaign's effect goes once patrol stops.
struct AfterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "after",
    abstract: "Show how the effect goes once patrol stops, and how large a ringfenced share keeps it.",
    discussion: """
      Plays the campaign of a scenario, then stops patrol, or lets a share of its units patrol on. It prints the crime \
      averted by day after the end, and the smallest share that keeps half of the effect, or most of it.

      EXAMPLES
        patrolsim after Scenarios/london-20-hotspots.yaml --strategy data-led
        patrolsim after my-force.yaml --strategy fixed-rota --shares 0,0.2,0.4 --weeks 12
      """)

  /// What is printed to stdout.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv
  }

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "A strategy, with parameters like data-led:refresh=12h; may be repeated. Default: the scenario's last.",
      valueName: "name"))
  var strategy: [String] = []

  @Option(
    help: ArgumentHelp(
      "Shares of the units that patrol on, from 0 to 1, with commas between.", valueName: "shares"))
  var shares = "0,0.25,0.5,1"

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Weeks to look at after the campaign.", valueName: "number"))
  var weeks = 8

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("How many replications to run of each share.", valueName: "number"))
  var replications = 100

  @Option(help: "What to print: tables for people, JSON or CSV.")
  var format = Format.text

  @OptionGroup var commands: CommandOptions
  @OptionGroup var work: WorkOptions

  func run() throws {
    let scenario = try options.read()
    let strategies = try options.strategies(strategy, of: scenario)
    let shares = try AfterCommand.shares(of: self.shares)
    let study = try reportingProblems { () throws(InvalidExperiment) in
      try AfterStudy(
        scenario, strategies: strategies, shares: shares, weeks: weeks, replications: replications,
        seed: options.seed, jobs: work.jobCount, allowsCommands: commands.allowCommands)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let (outcome, signalCode) = try work.watched { interruption, progress in
      try study.run(interruption: interruption, progress: progress)
    }
    switch format {
    case .text:
      let report = AfterReport(outcome, style: Terminal.style)
      print(report.text(durationInSeconds: (clock.now - start) / .seconds(1)), terminator: "")
    case .json: printBytes(try outcome.json())
    case .csv: printBytes(outcome.csv())
    }
    if let signalCode { throw ExitCode(signalCode) }
  }

  private static func shares(of text: String) throws -> [Double] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = part.filter { !$0.isWhitespace }
      guard let share = Double(word), share.isFinite else {
        throw ValidationError(
          "--shares \"\(text)\" has \(word.isEmpty ? "an empty place" : "\"\(word)\", which is no number"); write shares with commas "
            + "between, like 0,0.25,0.5")
      }
      return share
    }
  }
}
