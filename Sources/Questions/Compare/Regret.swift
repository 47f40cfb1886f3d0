// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel
import PatrolStrategies

/// What a strategy that learns averted less than the best choice that is never changed, on the same potential crime.
///
/// The best fixed choice is known only in hindsight. Taking it from the replications on which it is measured would add its luck to the
/// regret, so in each replication the learner is set against the choice that did best in all others:
///
///     regret(r) = averted(best of all replications but r, in r) − averted(learner, in r)
///
/// Its mean over replications has a Student's *t* interval. Negative is no regret.
public struct Regret: Hashable, Sendable {
  /// A choice that is never changed.
  public struct Choice: Hashable, Sendable {
    /// The label of its strategy.
    public let label: String
    /// What it averted more than the learner, paired by replication.
    public let lead: ConfidenceInterval
  }

  /// The label of the learner.
  public let learner: String
  /// What the learner averted.
  public let averted: ConfidenceInterval
  /// What the best fixed choice averted more, chosen in hindsight on the other replications.
  public let regret: ConfidenceInterval
  /// What the choice that was best in each replication by itself averted more; it holds that choice's luck, and is an upper bound.
  public let regretWithLuck: ConfidenceInterval
  /// Every fixed choice, the best over all replications first; equal ones in their order.
  public let choices: [Choice]

  /// Scores a learner.
  ///
  /// - Parameters:
  ///   - learner: Its label.
  ///   - fixed: The labels of the fixed choices; at least one.
  ///   - replications: The summaries of each replication, one for each strategy; at least two replications.
  ///   - outcome: What is averted.
  ///   - area: Where.
  ///   - level: The confidence level, between 0 and 1.
  /// - Returns: `nil` where there are too few replications, no choice, or labels that replications lack.
  public init?(
    of learner: String, against fixed: [String], in replications: [[ReplicationSummary]],
    outcome: Outcome = .harm, area: Area = .targets, level: Double = 0.95
  ) {
    func values(_ label: String) -> [Double] {
      replications.compactMap { $0.first { $0.strategy == label }?.averted(outcome, in: area) }
    }
    let own = values(learner)
    let others = fixed.map(values)
    guard own.count > 1, !others.isEmpty, ([own] + others).allSatisfy({ $0.count == replications.count })
    else { return nil }
    self.learner = learner
    averted = ConfidenceInterval(of: own, level: level)
    let sums = others.map { $0.reduce(0, +) }
    regret = ConfidenceInterval(
      of: own.indices.map { replication in
        let best = Regret.first(of: others.indices) { sums[$0] - others[$0][replication] }
        return others[best][replication] - own[replication]
      }, level: level)
    regretWithLuck = ConfidenceInterval(
      of: own.indices.map { replication in
        (others.map { $0[replication] }.max() ?? 0) - own[replication]
      }, level: level)
    choices = others.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.map { choice in
      Choice(
        label: fixed[choice],
        lead: ConfidenceInterval(of: zip(others[choice], own).map { $0 - $1 }, level: level))
    }
  }

  /// The first index with the greatest value.
  private static func first(of indices: Range<Int>, _ value: (Int) -> Double) -> Int {
    indices.dropFirst().reduce(indices.lowerBound) { value($1) > value($0) ? $1 : $0 }
  }

  /// Runs the weekly review and every fixed choice that it could have made on the same replications, and scores it.
  ///
  /// - Parameters:
  ///   - scenario: The scenario, which is trusted.
  ///   - replications: How many; at least 2.
  ///   - seed: The seed; `nil` for that of the scenario.
  ///   - jobs: How many to run at the same time; it changes no result.
  ///   - outcome: What is averted.
  ///   - area: Where.
  /// - Throws: What running an experiment throws.
  /// - Complexity: One campaign for each usable tactic and each of two ways to share out visits, and one more.
  public static func ofWeeklyReview(
    in scenario: Scenario, replications: Int, seed: UInt64? = nil, jobs: Int = Experiment.processorCount,
    outcome: Outcome = .harm, area: Area = .targets
  ) throws -> Regret {
    precondition(replications > 1, "An interval needs two replications")
    let review = StrategyConfiguration("weekly-review")
    let fixed = WeeklyReview.fixedChoices(for: scenario)
    let experiment = try Experiment(
      scenario: scenario, strategies: [review] + fixed, replications: replications, seed: seed, jobs: jobs)
    let result = try experiment.run()
    guard
      let regret = Regret(
        of: review.label, against: fixed.map(\.label), in: result.replications, outcome: outcome, area: area)
    else { throw NothingFinished() }
    return regret
  }
}
