// SPDX-License-Identifier: GPL-3.0-or-later

import CKernelReference
import DiscreteEvents
import RandomVariates

/// Plans that keep changing: each of many tokens has one event pending; a firing token schedules its next, cancels
/// that of another and schedules it anew, and moves a third.
///
/// Delays are exponential of mean 1 and have no memory, so firings are a Poisson process of as many a unit of time
/// as there are tokens, whatever is cancelled.
struct Churn: SimulationModel, ~Copyable {
  enum Event: BitwiseCopyable {
    case firing(UInt32)
  }

  var stream: RandomStream
  let tokenCount: Int
  let handles: UnsafeMutablePointer<EventHandle>

  init(tokenCount: Int, seed: UInt64) {
    stream = RandomStream(seed: seed, replication: 1, name: "churn")
    self.tokenCount = tokenCount
    handles = .allocate(capacity: tokenCount)
    handles.initialize(repeating: .none, count: tokenCount)
  }

  deinit { handles.deallocate() }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    guard case .firing(let token) = event else { return }
    schedule(Int(token), after: time, &queue)
    let cancelled = another(than: Int(token))
    let wasPending = queue.cancel(handles[cancelled])
    precondition(wasPending, "Every token has its event")
    schedule(cancelled, after: time, &queue)
    let moved = another(than: Int(token))
    // A copy: with the element itself the compiler fails under the thread sanitizer (Swift 6.3).
    var handle = handles[moved]
    queue.reschedule(&handle, at: time + stream.exponential(mean: 1))
    handles[moved] = handle
  }

  mutating func begin(_ queue: inout EventQueue<Event>) {
    for token in 0..<tokenCount { schedule(token, after: 0, &queue) }
  }

  private mutating func schedule(_ token: Int, after time: Double, _ queue: inout EventQueue<Event>) {
    handles[token] = queue.schedule(.firing(UInt32(token)), at: time + stream.exponential(mean: 1))
  }

  private mutating func another(than token: Int) -> Int {
    let other = stream.uniform(below: tokenCount - 1)
    return other + (other >= token ? 1 : 0)
  }
}

/// Churn that can be run on and on, by the kernel or by hand in C.
public protocol ChurnRun: AnyObject {
  /// Runs on to a moment, in mean delays, and returns how many firings there were.
  func run(until end: Double) -> Int
}

/// Churn on the kernel.
public final class ChurnOnKernel: ChurnRun {
  private var simulation: Simulation<Churn>

  public init(tokenCount: Int, seed: UInt64) {
    var simulation = Simulation(model: Churn(tokenCount: tokenCount, seed: seed))
    simulation.model.begin(&simulation.queue)
    self.simulation = simulation
  }

  public func run(until end: Double) -> Int {
    let before = simulation.handledCount
    runToEnd(&simulation, end)
    return simulation.handledCount - before
  }
}

/// Churn by hand in C.
public final class ChurnInC: ChurnRun {
  private let state: OpaquePointer

  public init(tokenCount: Int, seed: UInt64) { state = ckr_churn_create(UInt32(tokenCount), seed) }

  deinit { ckr_churn_destroy(state) }

  public func run(until end: Double) -> Int { Int(ckr_churn_run(state, end)) }
}
