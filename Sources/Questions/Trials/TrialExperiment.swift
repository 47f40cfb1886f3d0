// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import OutputAnalysis
import PatrolModel

/// A published trial repeated under one preset: replications without patrol and with the trial's dose.
public struct TrialExperiment: Sendable {
  /// How many replications to run.
  public enum Size: Hashable, Sendable {
    /// So many, at least 1.
    case fixed(Int)
    /// As many as make each finding exact to half a width of ``precisionInPoints``, within ``automaticRange``.
    case automatic
  }

  /// Half the width of the interval of a finding's mean that an experiment of automatic size asks for, in points.
  public static let precisionInPoints = 1.0
  /// The replications of an experiment of automatic size: a first lot, and no more than the last.
  public static let automaticRange = 40...400

  /// The strategy that delivers a trial's dose.
  public static let strategy = StrategyConfiguration("scheduled-visits")

  public let scenario: Scenario
  public let size: Size
  public let seed: UInt64
  public let jobs: Int
  private let frame: TrialFrame
  private let experiment: Experiment

  /// The preset in force.
  public var preset: DeterrencePreset { scenario.deterrence.preset }
  public var trial: Trial { frame.trial }
  /// The replications that are run before it is known whether more are needed.
  var firstLot: Int { experiment.replications }

  /// Prepares the experiment.
  ///
  /// - Parameters:
  ///   - scenario: The scenario of a trial, whose own deterrence is replaced.
  ///   - preset: The preset under which it is repeated.
  ///   - size: How many replications to run.
  ///   - seed: The seed; `nil` for that of the scenario.
  ///   - jobs: How many replications to run at the same time; at least 1. It changes no result.
  /// - Throws: What is wrong: a scenario without a trial or timetable, numbers out of range.
  public init(
    scenario: Scenario, preset: DeterrencePreset, size: Size = .automatic, seed: UInt64? = nil,
    jobs: Int = Experiment.processorCount
  ) throws(InvalidExperiment) {
    var scenario = scenario
    scenario.deterrence = Deterrence(preset: preset)
    guard scenario.trial != nil else { throw InvalidExperiment(problems: [.missingTrial(scenario.name)]) }
    var count = TrialExperiment.automaticRange.lowerBound
    if case .fixed(let number) = size { count = number }
    experiment = try Experiment(
      scenario: scenario, strategies: [TrialExperiment.strategy], replications: count, seed: seed, jobs: jobs)
    guard let frame = TrialFrame(scenario: scenario, counterfactual: Experiment.counterfactual.label) else {
      throw InvalidExperiment(problems: [.missingTrial(scenario.name)])
    }
    self.frame = frame
    self.scenario = scenario
    self.size = size
    self.seed = experiment.seed
    self.jobs = jobs
  }

  /// Runs the replications.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where there is nothing to report; a sentence that names the limit where no thread can be started.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> TrialReport {
    var results: [TrialResult] = []
    var requested = experiment.replications
    while results.count < requested, !interruption.isRequested {
      try runReplications(results.count + 1...requested, into: &results, interruption, progress)
      if size == .automatic { requested = max(requested, needed(results)) }
    }
    guard !results.isEmpty else { throw NothingFinished() }
    return TrialReport(scenario: scenario, seed: seed, trial: trial, requested: requested, results: results)
  }

  /// Returns the replications that make each finding as exact as asked, as far as those that there are can tell.
  private func needed(_ results: [TrialResult]) -> Int {
    let limit = TrialExperiment.automaticRange.upperBound
    return trial.findings.indices.reduce(0) { most, index in
      let values = Tally(results.compactMap { $0.measured[index] })
      // What is undefined doesn't get exact by more of it.
      guard values.count > 1 else { return most }
      return max(
        most,
        replicationsNeeded(
          standardDeviation: values.standardDeviation, halfWidth: TrialExperiment.precisionInPoints,
          maximum: limit))
    }
  }

  /// Runs replications on one thread for each job; results are added in replication order.
  private func runReplications(
    _ numbers: ClosedRange<Int>, into results: inout [TrialResult], _ interruption: Interruption,
    _ progress: (ExperimentProgress) -> Void
  ) throws {
    let (scenario, seed, strategies, frame) = (scenario, seed, experiment.labelled, frame)
    let work = OrderedReplications<TrialResult>(numbers: numbers, jobs: jobs) {
      let runner = ReplicationRunner(scenario: scenario, seed: seed, strategies: strategies)
      return { number in
        let (history, outcomes) = runner.run(replication: number, recording: frame.recording)
        return frame.result(history: history, outcomes: outcomes, seed: seed)
      }
    }
    func report() {
      progress(ExperimentProgress(finished: results.count, requested: numbers.upperBound))
    }
    try work.run(interruption: interruption) { _ in
      report()
    } each: { result in
      results.append(result)
      report()
      return true
    }
  }
}
