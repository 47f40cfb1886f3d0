// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import ReferenceModels

/// The reference dispatch model: a small whole, rather than a kernel alone.
@Sendable func dispatchBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let kernel = DispatchSide(count: settings.size(200, quick: 20)) { $0.onKernel(replication: $1) }
  let c = DispatchSide(count: settings.size(200, quick: 20)) { $0.inC(replication: $1) }
  let figures = try Rounds("dispatch", settings).interleave([kernel.round, c.round])
  let estimates = (kernel.estimates(of: "kernel"), c.estimates(of: "C"))
  return BenchResult(
    measurements: [
      Measurement("dispatch", unit: "µs/replication", figures[0], against: "C", figures[1])
    ],
    checks: zip(estimates.0, estimates.1).map { .agreement($0, $1) },
    estimates: estimates.0 + estimates.1)
}

/// Replications that go on from round to round.
private final class DispatchSide {
  private let runs = DispatchRuns(seed: 1)
  private let count: Int
  private let run: (DispatchRuns, Int) -> DispatchOutcome
  private var replication = 0
  private var tallies = DispatchOutcome.figures.map { _ in Tally() }

  init(count: Int, _ run: @escaping (DispatchRuns, Int) -> DispatchOutcome) {
    self.count = count
    self.run = run
  }

  /// Runs the replications of a round; returns microseconds for one.
  func round() -> Double {
    var outcomes: [DispatchOutcome] = []
    outcomes.reserveCapacity(count)
    let time = SystemClock.processor.time {
      for _ in 0..<count {
        replication += 1
        outcomes.append(run(runs, replication))
      }
    }
    for (index, figure) in DispatchOutcome.figures.enumerated() {
      for outcome in outcomes { tallies[index].add(figure.value(outcome)) }
    }
    return time / 1000 / Double(count)
  }

  func estimates(of model: String) -> [Estimate] {
    zip(DispatchOutcome.figures, tallies).map { figure, tally in
      Estimate("dispatch", model: model, figure: figure.name, tally)
    }
  }
}
