// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Something that runs whole replications: the simulation, or a stand-in for it.
///
/// The same replication gives the same outcome whichever source of an experiment runs it, and in whatever order.
public protocol ReplicationSource {
  /// Runs a replication.
  ///
  /// - Parameter replication: Its number, from 1.
  /// - Returns: The history, and one outcome for each strategy in their order.
  /// - Throws: The failure of a strategy, with which the experiment ends.
  mutating func replicate(
    _ replication: Int
  ) throws(StrategyFailure) -> (history: HistoryOutcome, outcomes: [ReplicationOutcome])
}

extension ReplicationRunner: ReplicationSource {
  public func replicate(
    _ replication: Int
  ) throws(StrategyFailure) -> (history: HistoryOutcome, outcomes: [ReplicationOutcome]) {
    try replicate(replication, recording: RecordingOptions())
  }
}
