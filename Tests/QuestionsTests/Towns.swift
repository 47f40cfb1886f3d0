// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting

@testable import Questions

/// Experiments on the small town.
enum Towns {
  static func experiment(
    replications: Int = 5, jobs: Int = 1, chunkSize: Int = 1, seed: UInt64 = 7,
    strategies: [String] = ["fixed-rota", "data-led"]
  ) throws -> Experiment {
    var experiment = try Experiment(
      scenario: SmallTown.scenario(historyWeeks: 2, campaignWeeks: 2, afterWeeks: 1),
      strategies: strategies.map { StrategyConfiguration($0) }, replications: replications, seed: seed,
      jobs: jobs)
    experiment.chunkSize = chunkSize
    return experiment
  }
}

/// A source whose replications take longer the earlier they are in their group, so that they end out of order.
struct UnevenSource: ReplicationSource {
  var runner: ReplicationRunner
  var beforeEach: @Sendable (Int) -> Void = { _ in }

  init(_ experiment: Experiment, beforeEach: @escaping @Sendable (Int) -> Void = { _ in }) {
    runner = ReplicationRunner(
      scenario: experiment.scenario, seed: experiment.seed, strategies: experiment.labelled)
    self.beforeEach = beforeEach
  }

  mutating func replicate(
    _ replication: Int
  ) throws(StrategyFailure) -> (history: HistoryOutcome, outcomes: [ReplicationOutcome]) {
    beforeEach(replication)
    Thread.sleep(forTimeInterval: 0.003 * Double(3 - replication % 3))
    return try runner.replicate(replication)
  }
}
