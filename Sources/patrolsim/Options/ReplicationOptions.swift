// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import PatrolStrategies
import Questions

/// One replication of one strategy.
struct ReplicationOptions: ParsableArguments {
  @OptionGroup var options: ScenarioOptions
  @OptionGroup var commands: CommandOptions

  @Option(
    help: ArgumentHelp(
      "The strategy, with parameters if needed. Default: the first in the scenario with patrol.",
      valueName: "name[:parameter=value,…]"))
  var strategy: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number of the replication, from 1.", valueName: "number")
  )
  var replication = 1

  func validate() throws {
    guard replication >= 1 else {
      throw ValidationError("--replication is \(replication); it must be at least 1")
    }
  }

  /// Returns the experiment that holds the replication; where no strategy was named, says which it is.
  func experiment() throws -> Experiment {
    let scenario = try options.read()
    let named = try options.strategies(strategy.map { [$0] } ?? [], of: scenario)
    let first = scenario.strategies.first { $0.name != Experiment.counterfactual.name }
    guard let strategies = named ?? first.map({ [$0] }) else {
      throw failure("the scenario has no strategy with patrol; name one with --strategy")
    }
    let experiment = try reportingProblems { () throws(InvalidExperiment) in
      try Experiment(
        scenario: scenario, strategies: strategies, replications: 1, seed: options.seed, jobs: 1,
        allowsCommands: commands.allowCommands)
    }
    if named == nil, let first {
      printToError(
        "Strategy: \(first.label), the first in the scenario with patrol. Use --strategy for another.")
    }
    return experiment
  }

  /// Runs the replication; Ctrl-C ends it at once.
  func single(of experiment: Experiment, recording: RecordingOptions) throws -> SingleReplication {
    SignalWatch(Interruption(), endsAtOnce: true).start()
    return try reportingProblems { () throws(StrategyFailure) in
      try experiment.single(replication: replication, recording: recording)
    }
  }
}
