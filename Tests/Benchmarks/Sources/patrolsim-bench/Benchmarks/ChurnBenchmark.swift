// SPDX-License-Identifier: GPL-3.0-or-later

import ReferenceModels

/// Plans that keep changing: cancelling and moving events that are pending.
@Sendable func churnBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  let tokens = 10_000
  let duration = Double(settings.size(100, quick: 5))
  let sides: [(name: String, run: any ChurnRun)] = [
    ("on the kernel", ChurnOnKernel(tokenCount: tokens, seed: 1)),
    ("in C", ChurnInC(tokenCount: tokens, seed: 1)),
  ]
  var ends = [0.0, 0.0]
  var counts = [0, 0]
  func round(_ side: Int) -> Double {
    ends[side] += duration
    var count = 0
    let time = SystemClock.processor.time { count = sides[side].run.run(until: ends[side]) }
    counts[side] += count
    return time / Double(count)
  }
  let figures = try Rounds("churn", settings).interleave([{ round(0) }, { round(1) }])
  return BenchResult(
    measurements: [
      Measurement("churn", unit: "ns/firing", figures[0], against: "C, heap", figures[1])
    ],
    checks: [0, 1].map { side in
      .count("churn \(sides[side].name): firings", counts[side], is: ends[side] * Double(tokens))
    })
}
