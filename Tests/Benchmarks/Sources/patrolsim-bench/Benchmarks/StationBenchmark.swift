// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import ReferenceModels

/// Customers at a station: mostly the cost of an event with next to nothing pending.
struct StationBenchmark {
  let name: String
  let load: StationLoad
  /// What is tallied, and what it must come to, in mean service times.
  let figure: String
  let theory: Double
  let onKernel: @Sendable (StationLoad) -> any Station
  let inC: @Sendable (StationLoad) -> any Station
  let bar: Bar?

  static let mm1 = StationBenchmark(
    name: "mm1", load: StationLoad(utilisation: 0.9), figure: "mean sojourn time", theory: 1 / (1 - 0.9),
    onKernel: { SingleServerRun($0, seed: 1) }, inC: { SingleServerInC($0, seed: 1) }, bar: .atMost(1.3))

  static let mmc = StationBenchmark(
    name: "mmc", load: StationLoad(utilisation: 0.9, serverCount: 5), figure: "mean wait",
    theory: erlangCMeanWait(unitCount: 5, offeredLoad: 4.5),
    onKernel: { MultiServerRun($0, seed: 1) }, inC: { MultiServerInC($0, seed: 1) }, bar: nil)

  func run(_ settings: BenchSettings) throws -> BenchResult {
    let customers = Double(settings.size(4_000_000, quick: 100_000))
    let kernel = StationSide(onKernel(load), load, customers: customers)
    let c = StationSide(inC(load), load, customers: customers)
    let figures = try Rounds(name, settings).interleave([kernel.round, c.round])
    return BenchResult(
      measurements: [
        Measurement(name, unit: "ns/customer", figures[0], against: "C", figures[1], bar: bar)
      ],
      checks: [
        .mean("\(name): \(figure) on the kernel", kernel.batches, is: theory),
        .mean("\(name): \(figure) in C", c.batches, is: theory),
      ],
      estimates: [
        Estimate(name, model: "kernel", figure: figure, kernel.batches),
        Estimate(name, model: "C", figure: figure, c.batches),
      ])
  }
}

/// One station that runs on from round to round, in batches that are long enough to be independent.
private final class StationSide {
  static let batchesPerRound = 20

  private let station: any Station
  private let batchDuration: Double
  private var end: Double
  /// The mean of each batch.
  private(set) var batches = Tally()

  init(_ station: any Station, _ load: StationLoad, customers: Double) {
    self.station = station
    batchDuration = load.duration(customers: customers) / Double(StationSide.batchesPerRound)
    // A batch to warm up, which isn't counted.
    end = batchDuration
    _ = station.run(until: end)
  }

  /// Runs the batches of a round; returns nanoseconds per customer.
  func round() -> Double {
    var count = 0
    let time = SystemClock.processor.time {
      for _ in 0..<StationSide.batchesPerRound {
        end += batchDuration
        let tally = station.run(until: end)
        batches.add(tally.mean)
        count += tally.count
      }
    }
    return time / Double(count)
  }
}
