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
  public let officerHours: OfficerHourCheck
  public let baseline: BaselineWindow

  /// Compares strategies.
  ///
  /// - Parameters:
  ///   - replications: The summaries of each replication: one for each strategy, in the same order in all; at
  ///     least one replication and one strategy.
  ///   - frame: The evaluation's frame.
  ///   - level: The confidence level, between 0 and 1.
  /// - Complexity: O(replications × strategies²).
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
    differences = Outcome.allCases.flatMap { outcome in
      [Area.targets, .everywhere].flatMap { area in
        StrategyDifference.all(deployed, outcome: outcome, area: area, level: level)
      }
    }
    officerHours = OfficerHourCheck(deployed)
  }

  /// Returns the differences on one outcome in one area.
  public func differences(on outcome: Outcome, in area: Area) -> [StrategyDifference] {
    differences.filter { $0.outcome == outcome && $0.area == area }
  }
}
