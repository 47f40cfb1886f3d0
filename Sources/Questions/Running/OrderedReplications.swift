// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Processes

/// Runs replications on a number of threads and hands over what came of them, in replication order unless that is not asked.
///
/// What the combining thread sees depends neither on the number of threads nor on which of them is faster: not
/// even where it stops early, since it is shown one replication after the other and what lies beyond is dropped.
package struct OrderedReplications<Value: Sendable> {
  /// The replications to run, ascending.
  let numbers: ClosedRange<Int>
  /// How many to run at the same time; at least 1.
  let jobs: Int
  /// How many a thread is handed at a time; at least 1.
  let chunkSize: Int
  /// Whether to hand over in order; else each as soon as it is finished.
  let keepsOrder: Bool
  /// Where threads come from.
  let threads: ThreadStarter
  /// Makes, on each thread, what runs a replication, given its number.
  let makeWork: @Sendable () -> (Int) throws -> Value

  /// - Parameters:
  ///   - numbers: The replications to run, ascending.
  ///   - jobs: How many to run at the same time; at least 1.
  ///   - chunkSize: How many a thread is handed at a time; at least 1.
  ///   - keepsOrder: Whether to hand over in order; else each as soon as it is finished.
  ///   - threads: Where threads come from.
  ///   - makeWork: Makes, on each thread, what runs a replication, given its number.
  package init(
    numbers: ClosedRange<Int>, jobs: Int, chunkSize: Int = 1, keepsOrder: Bool = true,
    threads: ThreadStarter = .system, makeWork: @escaping @Sendable () -> (Int) throws -> Value
  ) {
    (self.numbers, self.jobs, self.chunkSize, self.keepsOrder) = (numbers, jobs, chunkSize, keepsOrder)
    (self.threads, self.makeWork) = (threads, makeWork)
  }

  /// Runs them, on fewer threads where the system refuses some; ``ThreadShortage/first`` tells of it then.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished, or abandoned where they wait for a
  ///     program, and the rest is left.
  ///   - waiting: Called on this thread a few times a second while nothing is due, with how many are finished.
  ///   - each: Called on this thread with the value of each replication, in their order; `false` ends the run.
  /// - Throws: What `each` throws; the failure of a replication, of several that of the first; ``ThreadShortage`` where no thread could be started.
  package func run(
    interruption: Interruption, waiting: (Int) -> Void = { _ in }, each: (Value) throws -> Bool
  ) throws {
    if interruption.isRequested { return }
    let workers = min(jobs, numbers.count)
    let queue = ReplicationQueue<Result<Value, any Error>>(
      count: numbers.count, chunkSize: chunkSize, workers: workers, keepsOrder: keepsOrder)
    try startWorkers(workers, queue, interruption.stop)
    do {
      while true {
        if interruption.isRequested { queue.stop() }
        switch queue.takeNext(waitingSeconds: 0.1) {
        case .result(let value):
          if try each(value.get()) { continue }
          queue.stop()
          return queue.drain()
        case .waiting(let finished): waiting(finished)
        case .end: return
        }
      }
    } catch {
      queue.stop()
      queue.drain()
      throw error
    }
  }

  /// Runs them and keeps the value of each, in their order.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second with how many are finished.
  /// - Throws: As ``run(interruption:waiting:each:)``.
  package func values(interruption: Interruption, progress: (Int) -> Void) throws -> [Value] {
    var values: [Value] = []
    try run(interruption: interruption, waiting: progress) { value in
      values.append(value)
      progress(values.count)
      return true
    }
    return values
  }

  /// Starts threads that run replications until there are none left.
  private func startWorkers(
    _ count: Int, _ queue: ReplicationQueue<Result<Value, any Error>>, _ stop: StopRequest
  ) throws(ThreadShortage) {
    let (makeWork, offset) = (makeWork, numbers.lowerBound - 1)
    let shortage = threads.start(count) {
      let hand = WorkInHand(stop)
      WorkInHand.$current.withValue(hand) {
        let work = makeWork()
        while !hand.isAbandoned, let chunk = queue.nextChunk() {
          for number in chunk where !queue.stopsWork && !hand.isAbandoned {
            let value = Result { () throws(any Error) in try work(number + offset) }
            // What was abandoned leaves a gap, which nobody is to wait for.
            if hand.isAbandoned { queue.stop() } else { queue.deliver(value, of: number) }
          }
        }
      }
      queue.workerEnded()
    }
    guard let shortage else { return }
    guard shortage.started > 0 else { throw shortage }
    for _ in shortage.started..<count { queue.workerEnded() }
  }
}
