// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolStrategies

/// Strategies run on the same potential crime, replication by replication.
public struct Experiment: Sendable {
  public let scenario: Scenario
  /// In the order of results; the strategy without patrol comes first.
  public let strategies: [StrategyConfiguration]
  /// How many replications to run, and with ``stopping`` the most to run; at least 1.
  public let replications: Int
  /// What ends the run before that; `nil` for nothing.
  public let stopping: StoppingRule?
  public let seed: UInt64
  /// How many replications to run at the same time; at least 1.
  public let jobs: Int
  /// How many replications a worker is handed at a time; at least 1.
  public var chunkSize = 1
  /// What an officer's hour costs, for the costs of results; an assumption.
  public var costPerHour = CostPerHour()
  /// Makes the source of replications of each worker.
  public var makeSource: @Sendable () -> any ReplicationSource

  /// The strategies as the runner takes them.
  let labelled: [LabelledStrategy]

  /// The strategies' names in results.
  public var labels: [String] { strategies.map(\.label) }
  /// The names of the strategies that are told the truth, as no force is.
  public var truthInformed: [String] {
    labelled.filter { $0.strategy is any TruthInformedStrategy }.map(\.label)
  }
  /// Returns the strategy that averted most in the targets, of those that a force could use; `nil` where there is nothing to rank.
  func best(_ comparison: Comparison, by outcome: Outcome) -> String? {
    let informed = truthInformed
    return comparison.ranking(by: outcome, in: .targets)?.strategies.map(\.strategy)
      .first { !informed.contains($0) }
  }
  /// How the experiment is evaluated.
  public var frame: EvaluationFrame {
    EvaluationFrame(scenario: scenario, counterfactual: Experiment.counterfactual.label)
  }

  /// The strategy that all others are measured against.
  public static let counterfactual = StrategyConfiguration("no-extra-patrol")

  /// The number of processors that are online.
  public static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Prepares an experiment.
  ///
  /// The strategy without patrol is added where it isn't among the strategies, and put first.
  ///
  /// - Parameters:
  ///   - scenario: The scenario, which is trusted.
  ///   - strategies: The strategies to compare; `nil` for those of the scenario.
  ///   - replications: How many replications to run; at least 1, and with a stopping rule, as the most there may be,
  ///     at least ``StoppingRule/first``.
  ///   - stopping: What ends the run before that.
  ///   - seed: The seed; `nil` for that of the scenario.
  ///   - jobs: How many replications to run at the same time; at least 1. It changes no result.
  ///   - catalogue: Where strategies come from.
  ///   - allowsCommands: Whether to run commands that only the scenario file names, which may come from elsewhere. One
  ///     that the caller names needs no leave.
  /// - Throws: Everything that is wrong with the strategies and the numbers.
  public init(
    scenario: Scenario, strategies: [StrategyConfiguration]? = nil, replications: Int = 100,
    stopping: StoppingRule? = nil, seed: UInt64? = nil, jobs: Int = Experiment.processorCount,
    catalogue: StrategyCatalogue = .standard, allowsCommands: Bool = false
  ) throws(InvalidExperiment) {
    let others = (strategies ?? scenario.strategies).filter { $0 != Experiment.counterfactual }
    let all = [Experiment.counterfactual] + others
    var problems = all.flatMap { $0.problems(in: catalogue) }
    for (index, strategy) in all.enumerated()
    where all[..<index].contains(where: { $0.label == strategy.label }) {
      problems.append(.repeatedStrategy(strategy.label))
    }
    if scenario.operation.timetable == nil {
      problems += all.filter { catalogue.entry(named: $0.name)?.needsTimetable == true }
        .map { .missingTimetable(strategy: $0.name) }
    }
    if !allowsCommands {
      problems += all.compactMap(\.program).filter { !$0.isNamedByUser }
        .map { .commandNotAllowed(command: $0.shown) }
    }
    if scenario.operation.delivered != nil {
      problems += all.filter {
        !$0.parameters.isEmpty && catalogue.entry(named: $0.name)?.followsDelivered == true
      }.map { .parametersBesideDelivered(strategy: $0.name) }
    }
    if replications < 1 {
      problems.append(.notPositive(name: "the number of replications", value: replications))
    }
    if let stopping {
      if !(stopping.halfWidthInPoints > 0 && stopping.halfWidthInPoints.isFinite) {
        problems.append(.halfWidthNotPositive(stopping.halfWidthInPoints))
      }
      if (1..<StoppingRule.first).contains(replications) {
        problems.append(.tooFewToStop(replications, first: StoppingRule.first))
      }
      if others.isEmpty { problems.append(.nothingToCompare) }
    }
    if jobs < 1 { problems.append(.notPositive(name: "the number of jobs", value: jobs)) }
    guard problems.isEmpty else { throw InvalidExperiment(problems: problems) }
    let seed = seed ?? scenario.seed
    self.scenario = scenario
    self.strategies = all
    self.replications = replications
    self.stopping = stopping
    self.seed = seed
    self.jobs = jobs
    let labelled = all.compactMap { catalogue.strategy(for: $0) }
    self.labelled = labelled
    makeSource = { ReplicationRunner(scenario: scenario, seed: seed, strategies: labelled) }
  }
}
