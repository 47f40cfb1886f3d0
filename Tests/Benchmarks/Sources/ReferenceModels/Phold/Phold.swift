// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import RandomVariates

/// Where a logical process sends its next event, and when.
protocol PholdDraws {
  mutating func delay() -> Double
  mutating func destination(below count: Int) -> Int
}

/// PHOLD: logical processes with as many events as there are of them; each event counts where it is and goes on to
/// another process, chosen uniformly.
///
/// With exponential delays of mean 1, events are a Poisson process of as many a unit of time as there are processes.
///
/// Source: Fujimoto, "Performance of Time Warp under synthetic workloads", SCS Distributed Simulation, 1990.
struct Phold<Draws: PholdDraws>: SimulationModel, ~Copyable {
  enum Event: BitwiseCopyable {
    case message(UInt32)
  }

  var draws: Draws
  let processCount: Int
  let counts: UnsafeMutablePointer<UInt32>

  init(processCount: Int, draws: Draws) {
    self.draws = draws
    self.processCount = processCount
    counts = .allocate(capacity: processCount)
    counts.initialize(repeating: 0, count: processCount)
  }

  deinit { counts.deallocate() }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    guard case .message(let process) = event else { return }
    counts[Int(process)] &+= 1
    let delay = draws.delay()
    queue.schedule(.message(UInt32(draws.destination(below: processCount))), at: time + delay)
  }

  /// Gives every process its event.
  mutating func begin(_ queue: inout EventQueue<Event>) {
    for process in 0..<processCount { queue.schedule(.message(UInt32(process)), at: draws.delay()) }
  }

  var total: Int { (0..<processCount).reduce(0) { $0 + Int(counts[$1]) } }
}

/// Draws from the streams that a user has.
struct StreamDraws: PholdDraws {
  var stream: RandomStream

  mutating func delay() -> Double { stream.exponential(mean: 1) }
  mutating func destination(below count: Int) -> Int { stream.uniform(below: count) }
}

/// PHOLD that can be run on and on, by the kernel or by hand in C.
public protocol PholdRun: AnyObject {
  /// Runs on to a moment, in mean delays, and returns how many events were handled.
  func run(until end: Double) -> Int
  /// The sum of the processes' own counts.
  var total: Int { get }
}

/// PHOLD on the kernel.
public final class PholdOnKernel: PholdRun {
  private var simulation: Simulation<Phold<StreamDraws>>

  public init(processCount: Int, seed: UInt64) {
    let stream = RandomStream(seed: seed, replication: 1, name: "phold")
    var simulation = Simulation(model: Phold(processCount: processCount, draws: StreamDraws(stream: stream)))
    simulation.model.begin(&simulation.queue)
    self.simulation = simulation
  }

  public func run(until end: Double) -> Int {
    let before = simulation.handledCount
    runToEnd(&simulation, end)
    return simulation.handledCount - before
  }

  public var total: Int { simulation.model.total }
}
