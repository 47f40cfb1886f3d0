// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel

/// How far an experiment has come.
public struct ExperimentProgress: Hashable, Sendable {
  /// Replications finished.
  public let finished: Int
  /// Replications asked for.
  public let requested: Int
}

/// An experiment that was interrupted before a replication was finished.
public struct NothingFinished: Error, Hashable, CustomStringConvertible {
  public init() {}
  public var description: String {
    "Interrupted before the first replication was finished; nothing was written."
  }
}

extension Experiment {
  /// Runs all replications, on one thread for each job.
  ///
  /// Results are combined in replication order on the calling thread, so they do not depend on the number of jobs
  /// or on which of them is faster.
  ///
  /// - Parameters:
  ///   - kept: What to keep of each replication besides its figures.
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second, and once at the end.
  ///   - each: Called on this thread with the record of each replication, in their order.
  /// - Returns: The result over the replications that were finished.
  /// - Throws: What `each` throws; ``NothingFinished`` where there is nothing to report; the failure of a strategy, of the
  ///   first replication that has one.
  public func run(
    keeping kept: KeptRows = KeptRows(), interruption: Interruption = Interruption(),
    progress: (ExperimentProgress) -> Void = { _ in }, each: (ReplicationRecord) throws -> Void = { _ in }
  ) throws -> ExperimentResult {
    let workers = min(jobs, replications)
    let queue = ReplicationQueue<Result<ReplicationRecord, any Error>>(
      count: replications, chunkSize: chunkSize, workers: workers)
    let recorder = Recorder(scenario: scenario, frame: frame, kept: kept)
    for _ in 0..<workers { startWorker(queue, recorder) }
    var accumulator = ResultAccumulator()
    do {
      while let record = try nextRecord(queue, interruption, accumulator, progress) {
        try each(record)
        accumulator.add(record)
        progress(ExperimentProgress(finished: accumulator.replications.count, requested: replications))
      }
    } catch {
      queue.stop()
      queue.drain()
      throw error
    }
    guard let result = accumulator.result(requested: replications, frame: frame) else {
      throw NothingFinished()
    }
    return result
  }

  /// Returns the next record in order once it is there; `nil` after the last.
  private func nextRecord(
    _ queue: ReplicationQueue<Result<ReplicationRecord, any Error>>, _ interruption: Interruption,
    _ accumulator: ResultAccumulator, _ progress: (ExperimentProgress) -> Void
  ) throws -> ReplicationRecord? {
    while true {
      if interruption.isRequested { queue.stop() }
      switch queue.takeNext(waitingSeconds: 0.1) {
      case .result(let record): return try record.get()
      case .waiting(let finished): progress(ExperimentProgress(finished: finished, requested: replications))
      case .end: return nil
      }
    }
  }

  /// Starts a thread that runs replications until there are none left.
  private func startWorker(
    _ queue: ReplicationQueue<Result<ReplicationRecord, any Error>>, _ recorder: Recorder
  ) {
    let makeSource = self.makeSource
    let thread = Thread {
      var source = makeSource()
      while let chunk = queue.nextChunk() {
        for replication in chunk where !queue.stopsWork {
          let record = Result { () throws(any Error) in
            let (history, outcomes) = try source.replicate(replication)
            return try recorder.record(history: history, outcomes: outcomes)
          }
          queue.deliver(record, of: replication)
        }
      }
      queue.workerEnded()
    }
    thread.name = "replications"
    thread.stackSize = 8 << 20
    thread.start()
  }
}
