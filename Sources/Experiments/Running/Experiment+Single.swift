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
  public func single(
    replication number: Int, recording: RecordingOptions = RecordingOptions()
  ) -> SingleReplication {
    let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: labelled)
    let (history, outcomes) = runner.run(replication: number, recording: recording)
    let summaries = frame.summaries(history: history, outcomes: outcomes)
    return SingleReplication(history: history, outcomes: outcomes, summaries: summaries)
  }
}
