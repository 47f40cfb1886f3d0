// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel

/// How far an experiment has come.
public struct ExperimentProgress: Hashable, Sendable {
  /// Replications finished.
  public let finished: Int
  /// Replications asked for; with a stopping rule, the most there will be.
  public let requested: Int
  /// How far a run that stops by itself is from its end.
  public let stopping: StoppingProgress?

  public init(finished: Int, requested: Int, stopping: StoppingProgress? = nil) {
    self.finished = finished
    self.requested = requested
    self.stopping = stopping
  }
}

/// How far a run that stops by itself is from its end.
public struct StoppingProgress: Hashable, Sendable {
  /// The half-width asked for, in percentage points.
  public let asked: Double
  /// The widest half-width when it was looked at last; `nil` before that, and where one is undefined.
  public let widest: Double?
  /// How many replications it would take in all, as far as can be told; `nil` before the first look.
  public let expected: Int?
}

/// An experiment that was interrupted before a replication was finished.
public struct NothingFinished: Error, Hashable, CustomStringConvertible {
  public init() {}
  public var description: String {
    "Interrupted before the first replication had finished. Nothing was written."
  }
}

extension Experiment {
  /// Runs all replications, on one thread for each job.
  ///
  /// Results are combined in replication order on the calling thread, so they do not depend on the number of jobs
  /// or on which of them is faster; nor does the number of replications after which ``stopping`` ends the run.
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
    var accumulator = ResultAccumulator()
    var looks = StoppingLooks(stopping, counterfactual: frame.counterfactual)
    try records(keeping: kept).run(interruption: interruption) { finished in
      progress(ExperimentProgress(finished: finished, requested: replications, stopping: looks.progress))
    } each: { record in
      try each(record)
      accumulator.add(record)
      let isEnough = looks.isEnough(accumulator.replications)
      progress(
        ExperimentProgress(
          finished: accumulator.replications.count, requested: replications, stopping: looks.progress))
      return !isEnough
    }
    let outcome = looks.outcome(accumulator.replications, maximum: replications)
    // A run that stopped by itself is as complete as one that was asked for as many.
    let requested = outcome?.reason == .reached ? accumulator.replications.count : replications
    guard let result = accumulator.result(requested: requested, stopping: outcome, frame: frame) else {
      throw NothingFinished()
    }
    return result
  }

  /// Returns what runs the replications and makes the record of each.
  private func records(
    keeping kept: KeptRows
  ) -> OrderedReplications<ReplicationRecord> {
    let recorder = Recorder(scenario: scenario, frame: frame, kept: kept)
    let makeSource = self.makeSource
    return OrderedReplications(numbers: 1...replications, jobs: jobs, chunkSize: chunkSize) {
      var source = makeSource()
      return { replication in
        let (history, outcomes) = try source.replicate(replication)
        return try recorder.record(history: history, outcomes: outcomes)
      }
    }
  }
}
