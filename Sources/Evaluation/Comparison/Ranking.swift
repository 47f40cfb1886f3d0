// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import RandomVariates

/// Strategies in the order of what they averted, the best first, and how sure that order is.
public struct Ranking: Hashable, Sendable, Codable {
  public let outcome: Outcome
  public let area: Area
  /// The best first. Strategies that averted the same keep the order in which they were run.
  public let strategies: [RankedStrategy]
  /// How many bootstrap resamples the probabilities of being best rest on.
  public let resampleCount: Int

  /// The strategies that can't be told from the best, in their order; without the best itself.
  public var indistinguishable: [String] {
    strategies.dropFirst().filter(\.isIndistinguishable).map(\.strategy)
  }

  /// Returns where a strategy stands.
  public func place(of strategy: String) -> RankedStrategy? { strategies.first { $0.strategy == strategy } }
}

/// A strategy's place in a ranking.
public struct RankedStrategy: Hashable, Sendable, Codable {
  /// From 1, the best; strategies with the same mean share the better place.
  public let rank: Int
  public let strategy: String
  /// What it averted in per cent of what happened without patrol.
  public let percent: Estimate
  /// Where the percentages of 19 of 20 replications lie. `nil` of fewer than two.
  public let plausible: PlausibleRange?
  /// What it averted beyond the best, in percentage points, paired by replication: 0 or less. The estimate is
  /// undefined for the best itself.
  public let beyondBest: Estimate
  /// The two-sided *p* value of no difference to the best, adjusted by Holm for all pairs of strategies; so it holds
  /// although the best was picked by the same data. `nil` for the best, and where it is unknown.
  public let adjustedPValue: Double?
  /// The share of bootstrap resamples of the replications in which its mean is the best, in `0...1`; `nil` where
  /// no replication can be compared, or only one.
  public let probabilityOfBeingBest: Double?
  /// Whether its difference to the best can't be told from 0; the best is indistinguishable from itself.
  public let isIndistinguishable: Bool
}

extension Ranking {
  /// How many resamples are drawn; the standard error of a share is then at most 0.011.
  static let resamples = 2_000

  /// Ranks strategies by the mean share averted.
  ///
  /// - Parameters:
  ///   - strategies: The summaries of each strategy that deploys units, by replication.
  ///   - level: The confidence level; a difference whose adjusted *p* value is at most 1 − level counts.
  ///   - differences: Those of all pairs on this outcome and area.
  /// - Returns: `nil` for fewer than two strategies, or where nothing happened without patrol.
  init?(
    _ strategies: [[ReplicationSummary]], outcome: Outcome, area: Area, level: Double,
    differences: [StrategyDifference]
  ) {
    guard strategies.count > 1 else { return nil }
    let effects = strategies.map { Effect($0, outcome: outcome, area: area, level: level) }
    let means = effects.compactMap(\.percent.value)
    guard means.count == strategies.count else { return nil }
    let chances = Ranking.probabilities(strategies, outcome: outcome, area: area)
    // Sorted by place too, so that ties don't depend on how sorting is done.
    let order = means.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }
    let best = strategies[order[0]][0].strategy
    self.outcome = outcome
    self.area = area
    resampleCount = Ranking.resamples
    self.strategies = order.map { index in
      let name = strategies[index][0].strategy
      let toBest = differences.lazy.compactMap { $0.oriented(name, over: best) }.first
      return RankedStrategy(
        rank: 1 + means.count { $0 > means[index] }, strategy: name, percent: effects[index].percent,
        plausible: effects[index].plausible,
        beyondBest: toBest?.percentagePoints ?? Estimate(undefined: "it is the best"),
        adjustedPValue: toBest?.adjustedPValue, probabilityOfBeingBest: chances?[index],
        isIndistinguishable: toBest?.isIndistinguishable(atLevel: level) ?? true)
    }
  }

  /// Returns each strategy's probability of being best, over the replications that all have a share of.
  ///
  /// The resamples are the same for every outcome, area and result of so many replications.
  private static func probabilities(
    _ strategies: [[ReplicationSummary]], outcome: Outcome, area: Area
  ) -> [Double]? {
    let shares = strategies.map { $0.map { $0.avertedPercent(outcome, in: area) } }
    let known = shares[0].indices.filter { replication in shares.allSatisfy { $0[replication] != nil } }
    guard known.count > 1 else { return nil }
    var random = RandomStream(seed: 0, replication: 0, name: "resamples of replications")
    return probabilityOfBeingBest(
      shares.map { row in known.map { row[$0] ?? 0 } }, better: .higher, resampleCount: resamples,
      using: &random)
  }
}
