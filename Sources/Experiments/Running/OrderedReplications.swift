// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Runs replications on a number of threads and hands over what came of them, in replication order unless that is not asked.
///
/// What the combining thread sees depends neither on the number of threads nor on which of them is faster: not
/// even where it stops early, since it is shown one replication after the other and what lies beyond is dropped.
struct OrderedReplications<Value: Sendable> {
  /// The replications to run, ascending.
  let numbers: ClosedRange<Int>
  /// How many to run at the same time; at least 1.
  let jobs: Int
  /// How many a thread is handed at a time; at least 1.
  var chunkSize = 1
  /// Whether to hand over in order; else each as soon as it is finished.
  var keepsOrder = true
  /// Makes, on each thread, what runs a replication, given its number.
  let makeWork: @Sendable () -> (Int) -> Value

  /// Runs them.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - waiting: Called on this thread a few times a second while nothing is due, with how many are finished.
  ///   - each: Called on this thread with the value of each replication, in their order; `false` ends the run.
  /// - Throws: What `each` throws.
  func run(
    interruption: Interruption, waiting: (Int) -> Void = { _ in }, each: (Value) throws -> Bool
  ) rethrows {
    let workers = min(jobs, numbers.count)
    let queue = ReplicationQueue<Value>(
      count: numbers.count, chunkSize: chunkSize, workers: workers, keepsOrder: keepsOrder)
    for _ in 0..<workers { startWorker(queue) }
    do {
      while true {
        if interruption.isRequested { queue.stop() }
        switch queue.takeNext(waitingSeconds: 0.1) {
        case .result(let value):
          if try each(value) { continue }
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

  /// Starts a thread that runs replications until there are none left.
  private func startWorker(_ queue: ReplicationQueue<Value>) {
    let (makeWork, offset) = (makeWork, numbers.lowerBound - 1)
    let thread = Thread {
      let work = makeWork()
      while let chunk = queue.nextChunk() {
        for number in chunk where !queue.stopsWork { queue.deliver(work(number + offset), of: number) }
      }
      queue.workerEnded()
    }
    thread.name = "replications"
    thread.stackSize = 8 << 20
    thread.start()
  }
}
