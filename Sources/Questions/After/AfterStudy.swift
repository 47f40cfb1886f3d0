// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel

/// Strategies whose campaign ends, with different shares of units that patrol on, on the same potential crime.
///
/// There is one experiment for each share, of the scenario with so many weeks after the campaign and no second wave.
/// History and campaign are the same for all shares, since a replication's potential crime does not depend on them.
public struct AfterStudy: Sendable {
  /// The experiment on the scenario as it is.
  public let study: Study
  /// Shares of units that patrol on, ascending; the first is 0. They are those of the whole units nearest to what was asked for.
  public var shares: [Double] {
    units.map { Double($0) / Double(max(1, study.experiment.scenario.operation.units.count)) }
  }
  /// Weeks after the campaign.
  public let weeks: Int
  public let costPerHour: CostPerHour
  let experiments: [Experiment]

  /// How many weeks after the campaign can be run.
  public static let weekRange = 1...104

  /// Prepares the study.
  ///
  /// - Parameters:
  ///   - study: The experiment, with its strategies.
  ///   - shares: Shares of units that patrol on, in `0...1`; 0 is added where it is missing.
  ///   - weeks: Weeks after the campaign.
  ///   - costPerHour: What an officer's hour costs.
  /// - Throws: Everything that is wrong with the numbers.
  public init(
    _ study: Study, shares: [Double] = [0, 0.25, 0.5, 1], weeks: Int = 8,
    costPerHour: CostPerHour = CostPerHour()
  ) throws(InvalidExperiment) {
    let own = study.experiment
    let sorted = shares.sorted()
    var problems: [InvalidExperiment.Problem] = shares.filter { !(0...1).contains($0) }.map {
      .shareOutOfRange($0)
    }
    problems += zip(sorted, sorted.dropFirst()).filter { $0 == $1 }.map { .repeatedShare($0.0) }
    if !AfterStudy.weekRange.contains(weeks) {
      problems.append(.weeksOutOfRange(weeks, range: AfterStudy.weekRange))
    }
    if !(costPerHour.pounds > 0 && costPerHour.pounds.isFinite) {
      problems.append(.costNotPositive(costPerHour.pounds))
    }
    if own.strategies.count < 2 { problems.append(.nothingToCompare) }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    self.study = study
    self.weeks = weeks
    self.costPerHour = costPerHour
    var experiments: [Experiment] = []
    for share in sorted.first == 0 ? sorted : [0] + sorted {
      var scenario = own.scenario
      scenario.phases.afterWeeks = weeks
      scenario.phases.secondWave = nil
      scenario.operation.after = .share(share)
      // Only whole units patrol on, and shares of the same units are one.
      guard experiments.last?.scenario.operation.patrolsOn != scenario.operation.patrolsOn else { continue }
      experiments.append(
        try Experiment(
          scenario: scenario, strategies: own.strategies, replications: own.replications, seed: own.seed,
          // The experiment itself would not be there if it did not allow them.
          jobs: own.jobs, allowsCommands: true))
    }
    self.experiments = experiments
  }

  /// How many units each share is, rounded to whole ones.
  public var units: [Int] { experiments.map { $0.scenario.operation.patrolsOn.count { $0 } } }

  /// Runs all replications with all shares.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where there is nothing to report; the failure of a strategy.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> AfterStudyResult {
    let requested = study.experiment.replications
    let replications = try work.values(interruption: interruption) {
      progress(ExperimentProgress(finished: $0, requested: requested))
    }
    guard !replications.isEmpty else { throw NothingFinished() }
    let units = self.units
    let results = study.experiment.labels.enumerated().dropFirst().map { strategy, label in
      AfterResult(
        label,
        shares: shares.indices.map { share in
          (shares[share], units[share], replications.map { $0[share][strategy] })
        }, costPerHour: costPerHour)
    }
    return AfterStudyResult(
      requestedCount: requested, replicationCount: replications.count, strategies: results)
  }

  /// Runs a replication with every share, and counts its crime by day: by share and strategy.
  private var work: OrderedReplications<[[AfterCounts]]> {
    let (experiments, own) = (self.experiments, study.experiment)
    return OrderedReplications(numbers: 1...own.replications, jobs: own.jobs) {
      let runners = experiments.map {
        ReplicationRunner(scenario: $0.scenario, seed: $0.seed, strategies: $0.labelled)
      }
      return { replication in
        try zip(runners, experiments).map { runner, experiment in
          let (history, outcomes) = try runner.replicate(
            replication, recording: RecordingOptions(keepsBook: true))
          let frame = experiment.frame.choosing(history.chosen)
          return outcomes.map {
            // The strategy without patrol comes first.
            AfterCounts(
              $0, without: outcomes[0], frame: frame, calendar: runner.calendar,
              phases: experiment.scenario.phases)
          }
        }
      }
    }
  }
}

/// What became of strategies' effects, over the replications that were finished.
public struct AfterStudyResult: Sendable {
  /// The replications asked for.
  public let requestedCount: Int
  public let replicationCount: Int
  /// The strategies that deploy units, in their order.
  public let strategies: [AfterResult]

  /// Whether every replication asked for was finished.
  public var isComplete: Bool { replicationCount == requestedCount }
}
