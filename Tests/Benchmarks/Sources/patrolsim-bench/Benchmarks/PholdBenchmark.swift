// SPDX-License-Identifier: GPL-3.0-or-later

import ReferenceModels

/// PHOLD: the cost of an event with many pending.
struct PholdBenchmark {
  let name: String
  let processCount: Int
  /// Whether the reference has a wheel before its heap.
  let isTwoTier: Bool
  let bar: Bar?

  static let thousand = PholdBenchmark(
    name: "phold-1k", processCount: 1000, isTwoTier: false, bar: .atMost(1.2))
  static let hundredThousand = PholdBenchmark(
    name: "phold-100k", processCount: 100_000, isTwoTier: false, bar: nil)
  static let million = PholdBenchmark(
    name: "phold-1m", processCount: 1_000_000, isTwoTier: true, bar: .atMost(1.2))
  static let tenMillion = PholdBenchmark(
    name: "phold-10m", processCount: 10_000_000, isTwoTier: true, bar: nil)

  /// What 10 million processes take on both sides, while the kernel's queue doubles.
  private static let memoryNeeded = 3e9

  func run(_ settings: BenchSettings) throws -> BenchResult {
    let isLargest = processCount > 1_000_000
    if isLargest {
      if settings.isQuick { return BenchResult(notes: ["\(name) is too large for a quick run"]) }
      let memory = Machine.availableMemory
      if memory < PholdBenchmark.memoryNeeded {
        return BenchResult(notes: ["\(name) needs 3 GB of memory; \((memory / 1e9).text(1)) GB are free"])
      }
    }
    let events = Double(settings.size(2_000_000, quick: 100_000))
    Progress.show("\(name): scheduling the first events")
    var sides = [kernelSide(events), cSide(events)]
    if isLargest { sides.append(PholdBenchmark.million.kernelSide(events)) }
    let figures = try Rounds(name, settings).interleave(sides.map { $0.round })
    var result = BenchResult(checks: sides.flatMap(\.checks) + trace())
    let reference = isTwoTier ? "C, two tiers" : "C, heap"
    result.measurements = [
      Measurement(name, unit: "ns/event", figures[0], against: reference, figures[1], bar: bar)
    ]
    if isLargest {
      result.measurements.append(
        Measurement(
          "\(name)/growth", unit: "ns/event", figures[0], against: "Swift, phold-1m", figures[2],
          bar: .atMost(2)))
    }
    return result
  }

  private func kernelSide(_ events: Double) -> PholdSide {
    let run = PholdOnKernel(processCount: processCount, seed: 1)
    return PholdSide("\(name) on the kernel", run, processCount: processCount, eventsPerRound: events)
  }

  private func cSide(_ events: Double) -> PholdSide {
    let run = PholdInC(processCount: processCount, isTwoTier: isTwoTier, seed: 1)
    return PholdSide("\(name) in C", run, processCount: processCount, eventsPerRound: events)
  }

  /// Checks that the kernel and the reference handle the same events in the same order.
  private func trace() -> [Check] {
    let count = min(processCount, 100_000)
    let end = 200_000 / Double(count)
    let kernel = PholdTrace.ofKernel(processCount: count, seed: 7, until: end)
    let c = PholdTrace.ofC(processCount: count, seed: 7, isTwoTier: isTwoTier, until: end)
    return [.holds("\(name): the kernel and C handle 200,000 events in the same order", kernel == c)]
  }
}

/// One run of PHOLD that goes on from round to round.
private final class PholdSide {
  private let name: String
  private let run: any PholdRun
  private let processCount: Int
  private let roundDuration: Double
  private var end = 1.0
  private var handled: Int

  init(_ name: String, _ run: any PholdRun, processCount: Int, eventsPerRound: Double) {
    self.name = name
    self.run = run
    self.processCount = processCount
    roundDuration = eventsPerRound / Double(processCount)
    // Until each process has had an event on average: memory is mapped, and queues know their load.
    handled = run.run(until: end)
  }

  /// Runs a round; returns nanoseconds per event.
  func round() -> Double {
    end += roundDuration
    var count = 0
    let time = SystemClock.processor.time { count = run.run(until: end) }
    handled += count
    return time / Double(count)
  }

  var checks: [Check] {
    [
      .count("\(name): events", handled, is: end * Double(processCount)),
      .holds("\(name): the processes counted every event", run.total == handled),
    ]
  }
}
