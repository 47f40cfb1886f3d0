// SPDX-License-Identifier: GPL-3.0-or-later

/// The strategies of an experiment compared over its replications.
public struct Comparison: Hashable, Sendable, Codable {
  /// How many replications it rests on; at least 1.
  public let replicationCount: Int
  /// The confidence level of all intervals.
  public let level: Double
  /// In the order in which they were run.
  public let strategies: [StrategyResult]
  /// All pairs of strategies that deploy units, on crime and harm, in targets and everywhere.
  public let differences: [StrategyDifference]
  /// The strategies that deploy units in the order of what they averted, on crime and harm, in targets and
  /// everywhere; empty where fewer than two do.
  public let rankings: [Ranking]
  public let officerHours: OfficerHourCheck
  public let baseline: BaselineWindow

  /// Compares strategies.
  ///
  /// - Parameters:
  ///   - replications: The summaries of each replication: one for each strategy, in the same order in all; at
  ///     least one replication and one strategy.
  ///   - frame: The evaluation's frame.
  ///   - level: The confidence level, between 0 and 1.
  /// - Complexity: O(replications × strategies × (strategies + resamples)).
  public init(_ replications: [[ReplicationSummary]], frame: EvaluationFrame, level: Double = 0.95) {
    precondition(replications.first?.isEmpty == false, "There must be a replication of a strategy")
    let names = replications[0].map(\.strategy)
    precondition(
      replications.allSatisfy { $0.map(\.strategy) == names }, "Replications must have the same strategies")
    replicationCount = replications.count
    self.level = level
    baseline = frame.baseline
    let byStrategy = names.indices.map { index in replications.map { $0[index] } }
    strategies = byStrategy.map { StrategyResult($0, frame: frame, level: level) }
    let deployed = byStrategy.filter { $0[0].strategy != frame.counterfactual }
    let questions = Outcome.allCases.flatMap { outcome in
      Comparison.areas.map { (outcome: outcome, area: $0) }
    }
    differences = questions.flatMap {
      StrategyDifference.all(deployed, outcome: $0.outcome, area: $0.area, level: level)
    }
    rankings = questions.compactMap { [differences] question in
      Ranking(
        deployed, outcome: question.outcome, area: question.area, level: level,
        differences: differences.filter { $0.outcome == question.outcome && $0.area == question.area })
    }
    officerHours = OfficerHourCheck(deployed)
  }

  /// The areas in which strategies are compared with each other.
  public static let areas: [Area] = [.targets, .everywhere]

  /// Returns the ranking by one outcome in one area; `nil` where there is nothing to rank.
  public func ranking(by outcome: Outcome, in area: Area) -> Ranking? {
    rankings.first { $0.outcome == outcome && $0.area == area }
  }

  /// Returns the difference of two strategies on one outcome in one area, what the first averted beyond the second.
  public func difference(
    of first: String, over second: String, on outcome: Outcome, in area: Area
  ) -> StrategyDifference? {
    differences(on: outcome, in: area).lazy.compactMap { $0.oriented(first, over: second) }.first
  }

  /// Returns the differences on one outcome in one area.
  public func differences(on outcome: Outcome, in area: Area) -> [StrategyDifference] {
    differences.filter { $0.outcome == outcome && $0.area == area }
  }
}
