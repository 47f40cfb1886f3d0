// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import Questions

/// A replication of the London comparison with all its strategies.
@Sendable func londonBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let london = try London(path: settings.londonPath)
  let count = settings.isQuick ? 1 : try london.replicationsPerSecond(2...200)
  let figures = try Rounds("london", settings).interleave([
    { try london.time(.processor, replications: count, jobs: 1) / Double(count) }
  ])
  return BenchResult(measurements: [Measurement("london", unit: "ms/replication", figures[0])])
}

/// Two workers against one, on the wall.
@Sendable func londonWorkersBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  guard Experiment.processorCount >= 2 else {
    return BenchResult(notes: ["london-workers needs two cores"])
  }
  let london = try London(path: settings.londonPath)
  let count = settings.isQuick ? 2 : try london.replicationsPerSecond(8...400)
  let figures = try Rounds("london-workers", settings).interleave(
    [2, 1].map { jobs in
      { try london.time(.wall, replications: count, jobs: jobs) / Double(count) }
    })
  return BenchResult(
    measurements: [
      Measurement(
        "london-workers", unit: "ms/replication", figures[0], against: "1 worker", figures[1],
        bar: .atLeast(1.85), isSpeedUp: true)
    ],
    notes: ["london-workers is time on the wall, with nothing else running on the machine"])
}

/// Four strategies on shared potential crime against a run for each.
@Sendable func londonSharedBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let london = try London(path: settings.londonPath)
  let strategies = StrategyConfiguration.standard.filter { $0 != Experiment.counterfactual }
  let count = settings.isQuick ? 1 : try london.replicationsPerSecond(2...100)
  let figures = try Rounds("london-shared", settings).interleave([
    { try london.time(.processor, replications: count, jobs: 1, strategies: strategies) / Double(count) },
    {
      let times = try strategies.map {
        try london.time(.processor, replications: count, jobs: 1, strategies: [$0])
      }
      return times.reduce(0, +) / Double(count)
    },
  ])
  return BenchResult(
    measurements: [
      Measurement(
        "london-shared", unit: "ms/replication", figures[0], against: "\(strategies.count) runs", figures[1],
        bar: .below(1))
    ])
}
