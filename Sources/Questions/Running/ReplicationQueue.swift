// SPDX-License-Identifier: GPL-3.0-or-later

/// Hands replications out to workers in chunks and gives their results back, in replication order unless that is not asked.
///
/// Workers get at most a window ahead of the result that is due next, so results that wait for their turn are
/// bounded however uneven the workers are.
// Unchecked: every stored variable is read and written only while the condition is locked.
final class ReplicationQueue<Result: Sendable>: @unchecked Sendable {
  /// What the combining thread is told.
  enum Delivery {
    /// The next result in order.
    case result(Result)
    /// None yet; so many replications are finished.
    case waiting(finished: Int)
    /// There will be no more.
    case end
  }

  private let condition = SteadyCondition()
  private let count: Int
  private let chunkSize: Int
  private let window: Int
  private let keepsOrder: Bool
  private var next = 1
  private var due = 1
  private var finished = 0
  private var isStopped = false
  private var activeWorkers: Int
  private var results: [Int: Result] = [:]

  /// Creates the queue of replications 1 to `count`.
  init(count: Int, chunkSize: Int, workers: Int, keepsOrder: Bool = true) {
    self.count = count
    self.keepsOrder = keepsOrder
    self.chunkSize = max(1, chunkSize)
    activeWorkers = workers
    window = 4 * workers * self.chunkSize
  }

  /// Stops handing out replications; those in flight are still taken.
  func stop() {
    locked { isStopped = true }
  }

  /// Whether a worker should leave the rest of its chunk.
  var stopsWork: Bool { locked { isStopped } }

  /// Returns the next chunk, once it lies within the window; `nil` when there is none left.
  func nextChunk() -> ClosedRange<Int>? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped, next <= count, isFull { condition.wait() }
    guard !isStopped, next <= count else { return nil }
    let chunk = next...min(count, next + chunkSize - 1)
    next = chunk.upperBound + 1
    return chunk
  }

  /// Whether workers are so far ahead of what is taken that they wait.
  private var isFull: Bool { keepsOrder ? next >= due + window : results.count >= window }

  /// Takes the result of a replication.
  func deliver(_ result: Result, of replication: Int) {
    locked {
      results[replication] = result
      finished += 1
    }
  }

  /// Notes that a worker has ended.
  func workerEnded() {
    locked { activeWorkers -= 1 }
  }

  /// Returns the next result in order, waiting at most so long for it.
  ///
  /// After a stop, what was finished still comes in order, without those that were not.
  func takeNext(waitingSeconds seconds: Double) -> Delivery {
    condition.lock()
    defer { condition.unlock() }
    let deadline = SteadyCondition.deadline(afterSeconds: seconds)
    while keepsOrder ? results[due] == nil : results.isEmpty, activeWorkers > 0 {
      guard condition.wait(until: deadline) else { return .waiting(finished: finished) }
    }
    if results[due] == nil, let lowest = results.keys.min() { due = lowest }
    guard let result = results.removeValue(forKey: due) else { return .end }
    due += 1
    condition.broadcast()
    return .result(result)
  }

  /// Waits until all workers have ended, and drops what they delivered.
  func drain() {
    while true {
      if case .end = takeNext(waitingSeconds: 1) { return }
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return body()
  }
}
