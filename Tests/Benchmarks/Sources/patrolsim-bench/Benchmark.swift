// SPDX-License-Identifier: GPL-3.0-or-later

/// Something to measure, by name.
struct Benchmark: Sendable {
  let name: String
  let summary: String
  let run: @Sendable (BenchSettings) throws -> BenchResult

  /// Every benchmark, in the order in which they run.
  static let all: [Benchmark] = [
    Benchmark(name: "mm1", summary: "M/M/1 at utilisation .9, a customer", run: StationBenchmark.mm1.run),
    Benchmark(name: "mmc", summary: "M/M/5 at utilisation .9, a customer", run: StationBenchmark.mmc.run),
    Benchmark(name: "phold-1k", summary: "PHOLD, 1,000 events pending", run: PholdBenchmark.thousand.run),
    Benchmark(name: "phold-100k", summary: "PHOLD, 100,000", run: PholdBenchmark.hundredThousand.run),
    Benchmark(name: "phold-1m", summary: "PHOLD, 1,000,000", run: PholdBenchmark.million.run),
    Benchmark(
      name: "phold-10m", summary: "PHOLD, 10,000,000; takes some 3 GB", run: PholdBenchmark.tenMillion.run),
    Benchmark(
      name: "churn", summary: "firings that schedule two, cancel one and move one of 10,000",
      run: churnBenchmark),
    Benchmark(name: "random", summary: "random numbers, a draw", run: randomBenchmark),
    Benchmark(
      name: "dispatch", summary: "the reference dispatch model, a replication of 30 days",
      run: dispatchBenchmark),
    Benchmark(name: "london", summary: "the London comparison, a replication", run: londonBenchmark),
    Benchmark(
      name: "allocations", summary: "how often a replication asks for memory", run: allocationBenchmark),
    Benchmark(name: "london-workers", summary: "two workers against one", run: londonWorkersBenchmark),
    Benchmark(
      name: "london-shared", summary: "four strategies on shared crime against four runs",
      run: londonSharedBenchmark),
    Benchmark(
      name: "london-memory", summary: "peak memory of a year's comparison, many replications against 10",
      run: londonMemoryBenchmark),
    Benchmark(
      name: "country", summary: "35,000 places in 43 forces against 350 in one, a place",
      run: countryBenchmark),
    Benchmark(name: "import", summary: "import of 200 MB of street-level records", run: importBenchmark),
  ]
}

/// How to measure.
struct BenchSettings: Sendable {
  let rounds: Int
  let isQuick: Bool
  let londonPath: String
  let memoryReplications: Int

  /// Returns the first number, or the second in a quick run.
  func size(_ full: Int, quick: Int) -> Int { isQuick ? quick : full }
}

/// What a benchmark came to.
struct BenchResult {
  var measurements: [Measurement] = []
  var checks: [Check] = []
  var estimates: [Estimate] = []
  /// What a reader should know: what was left out, and why.
  var notes: [String] = []
}
