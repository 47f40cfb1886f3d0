// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import PatrolStrategies
import Questions
import ScenarioFiles
import StrategyTesting

/// Holds a strategy to the laws that every strategy keeps.
struct CheckStrategyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-strategy",
    abstract: "Check a strategy, or a program of your own, against the rules for all strategies.",
    discussion: """
      The strategy runs in a made-up town that asks it for everything, or in your own scenario. It also runs in \
      extreme cases: one place, 500 places, no crime, no units. Each rule is printed with ✓ if it is kept, ✗ if it is \
      broken, or – if it can't be checked. For a broken rule, the first breach is shown with its time, unit and answer.

      The exit code is 0 if no rule is broken, otherwise 1. The check does not measure the effect of the strategy; \
      use compare for that.

      EXAMPLES
        patrolsim check-strategy data-led
        patrolsim check-strategy data-led:refresh=12h --scenario my-force.yaml
        patrolsim check-strategy "external:python3 my_strategy.py"
        patrolsim check-strategy "python3 my_strategy.py"
      """)

  @Argument(
    help: ArgumentHelp(
      "A strategy, with parameters if needed, or the command of a program.",
      valueName: "name[:parameter=value,…]|command"),
    completion: .list(StrategyCatalogue.standard.names))
  var strategy: String

  @Option(
    help: ArgumentHelp("Use this scenario (YAML) instead of the made-up town.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]), transform: namedPath)
  var scenario: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The seed of all random numbers.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The longest time for a decision, in seconds.", valueName: "seconds"))
  var limit = 10.0

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is \(limit); it must be greater than 0") }
  }

  func run() throws {
    let configuration = try configuration()
    let scenario = try scenario.map { path in
      try reportingProblems { () throws(InvalidScenario) in try ScenarioFile.read(path: path) }
    }
    try reportingProblems { () throws(InvalidExperiment) in
      try configuration.check(in: scenario)
    }
    guard let labelled = StrategyCatalogue.standard.strategy(for: configuration) else {
      throw failure("there is no strategy \(configuration.name)")
    }
    let watch = SignalWatch(Interruption(), endsAtOnce: true)
    watch.start()
    let laws = StrategyLaws(scenario: scenario, seed: seed, decisionLimitInSeconds: limit)
    let findings = laws.check(labelled)
    try printText(lawReport(findings, strategy: labelled.label, style: Terminal.style))
    if findings.contains(where: \.isBroken) { throw ExitCode(1) }
  }

  /// The strategy that the argument names; what the catalogue doesn't have and looks like a command is one.
  private func configuration() throws -> StrategyConfiguration {
    let name = strategy.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
    let isCommand =
      StrategyCatalogue.standard.entry(named: name) == nil
      && strategy.contains { $0.isWhitespace || $0 == "/" || $0 == "." }
    return try reportingProblems { () throws(InvalidExperiment) in
      try StrategyConfiguration(argument: isCommand ? "external:\(strategy)" : strategy)
    }
  }
}
