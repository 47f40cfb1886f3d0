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
    abstract: "Hold a strategy, or a program that is one, to the laws that every strategy keeps.",
    discussion: """
      It is run in a made-up town in which everything that a strategy is asked for comes about, or in a scenario of \
      yours, and in extremes: one place, 500 places, no crime, no units. Each law is printed with ✓ or ✗; one that \
      can't be told with –. A broken law comes with its first breach: when, which unit, what was answered.

      Exit code 0 if no law is broken, 1 if one is. What the strategy is worth is not judged; see compare.

      EXAMPLES
        patrolsim check-strategy data-led
        patrolsim check-strategy data-led:refresh=12h --scenario my-force.yaml
        patrolsim check-strategy "external:python3 my_strategy.py"
        patrolsim check-strategy "python3 my_strategy.py"
      """)

  @Argument(
    help: ArgumentHelp(
      "A strategy with parameters if need be, or the command of a program.",
      valueName: "name[:parameter=value,…]|command"),
    completion: .list(StrategyCatalogue.standard.names))
  var strategy: String

  @Option(
    help: ArgumentHelp("Run it in this scenario (YAML) in place of the made-up town.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]), transform: namedPath)
  var scenario: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The seed of all random numbers.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What the slowest decision may take, in seconds.", valueName: "seconds"))
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
