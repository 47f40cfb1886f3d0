// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

/// One replication of an experiment, in full.
public struct SingleReplication: Sendable {
  public let history: HistoryOutcome
  /// One for each strategy, in their order.
  public let outcomes: [ReplicationOutcome]
  /// One for each strategy, in their order.
  public let summaries: [ReplicationSummary]
}

extension Experiment {
  /// Runs one replication, on this thread.
  ///
  /// - Parameters:
  ///   - number: Its number, from 1; it may lie beyond ``replications``.
  ///   - recording: What to keep of it besides its counts.
  /// - Throws: The failure of a strategy.
  public func single(
    replication number: Int, recording: RecordingOptions = RecordingOptions()
  ) throws(StrategyFailure) -> SingleReplication {
    let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: labelled)
    let (history, outcomes) = try runner.replicate(number, recording: recording)
    let summaries = frame.summaries(history: history, outcomes: outcomes)
    return SingleReplication(history: history, outcomes: outcomes, summaries: summaries)
  }
}
