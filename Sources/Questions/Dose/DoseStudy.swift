// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel

/// Strategies with different numbers of units, on the same potential crime and history.
///
/// There is one experiment for each number of units, of the scenario with as many units dealt out
/// (`Scenario.dealing(units:)`) and the same seed. All of a replication are run one after the other by the same
/// worker, so that an interruption leaves as many replications of each.
public struct DoseStudy: Sendable {
  /// The experiment on the scenario as it is, with the numbers of units.
  public let study: Study
  /// What decides where a strategy is saturated.
  public let outcome: Outcome
  public let costPerHour: CostPerHour
  /// One for each number of units.
  let experiments: [Experiment]

  /// How many units can be dealt out.
  public static let unitRange = 1...10_000

  /// Prepares the study.
  ///
  /// - Parameters:
  ///   - study: A study with the numbers of units, ascending.
  ///   - outcome: What decides where a strategy is saturated.
  ///   - costPerHour: What an officer's hour costs.
  /// - Throws: What is wrong with the numbers.
  public init(
    _ study: Study, outcome: Outcome = .harm, costPerHour: CostPerHour = CostPerHour()
  ) throws(InvalidExperiment) {
    let (own, units) = (study.experiment, study.units)
    var problems: [InvalidExperiment.Problem] = units.filter { !DoseStudy.unitRange.contains($0) }.map {
      .unitsOutOfRange($0, range: DoseStudy.unitRange)
    }
    problems += zip(units, units.dropFirst()).filter { $0 == $1 }.map { .repeatedUnits($0.0) }
    if !(costPerHour.pounds > 0 && costPerHour.pounds.isFinite) {
      problems.append(.costNotPositive(costPerHour.pounds))
    }
    if own.strategies.count < 2 || units.isEmpty { problems.append(.nothingToCompare) }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    self.study = study
    self.outcome = outcome
    self.costPerHour = costPerHour
    var experiments: [Experiment] = []
    for count in units {
      experiments.append(
        try Experiment(
          scenario: own.scenario.dealing(units: count), strategies: own.strategies,
          replications: own.replications, seed: own.seed, jobs: own.jobs,
          // The experiment itself would not be there if it did not allow them.
          allowsCommands: true))
    }
    self.experiments = experiments
  }

  /// The ids of the teams that have no unit, for each number of units.
  public var teamsWithoutUnits: [[String]] {
    experiments.map { $0.scenario.operation.teamsWithoutUnits.map(\.id) }
  }

  /// Runs all replications with all numbers of units.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where there is nothing to report; the failure of a strategy.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> DoseResult {
    let requested = study.experiment.replications
    let replications = try work.values(interruption: interruption) {
      progress(ExperimentProgress(finished: $0, requested: requested))
    }
    guard !replications.isEmpty else { throw NothingFinished() }
    return DoseResult(
      requestedCount: requested, replications: replications,
      response: DoseResponse(
        replications, units: study.units, teamsWithoutUnits: teamsWithoutUnits,
        frame: study.experiment.frame, outcome: outcome, costPerHour: costPerHour))
  }

  /// Runs a replication with every number of units, and sums each up.
  private var work: OrderedReplications<[[ReplicationSummary]]> {
    let experiments = self.experiments
    let own = study.experiment
    return OrderedReplications(numbers: 1...own.replications, jobs: own.jobs) {
      var sources = experiments.map { ($0.makeSource(), $0.frame) }
      return { replication in
        try sources.indices.map { index in
          let (history, outcomes) = try sources[index].0.replicate(replication)
          return sources[index].1.summaries(history: history, outcomes: outcomes)
        }
      }
    }
  }
}

/// What numbers of units came to, over the replications that were finished.
public struct DoseResult: Sendable {
  /// The replications asked for.
  public let requestedCount: Int
  /// The summaries by replication, number of units and strategy.
  public let replications: [[[ReplicationSummary]]]
  public let response: DoseResponse

  /// Whether every replication asked for was finished.
  public var isComplete: Bool { replications.count == requestedCount }

  /// Whether all strategies had the same officer hours with each number of units.
  public var isFair: Bool { response.levels.allSatisfy(\.officerHours.isEqual) }
}
