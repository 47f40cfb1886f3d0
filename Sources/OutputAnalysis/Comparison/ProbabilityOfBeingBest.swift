// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of two values of an outcome is the better one.
public enum BetterOutcome: String, Hashable, Sendable, Codable, CaseIterable {
  case higher, lower
}

/// Returns, for each strategy, the share of bootstrap resamples in which its mean is the best.
///
/// A resample draws whole replications with replacement, the same ones for all strategies, so that pairing is kept.
/// Strategies that tie for the best share the resample.
///
/// - Parameters:
///   - outcomes: Strategy by replication: one row for each strategy, all of the same length, which is at least 1.
///   - better: Whether a higher or a lower outcome is better.
///   - resampleCount: How many resamples to draw; at least 1. The share has a standard error of about 0.01 at
///     2,000.
///   - generator: The source of random numbers; one number for each replication of each resample.
/// - Returns: A share for each strategy, which sum to 1.
/// - Complexity: O(resamples × strategies × replications).
///
/// Source: Efron and Tibshirani, *An Introduction to the Bootstrap*, Chapman & Hall, 1993, ch. 6.
public func probabilityOfBeingBest(
  _ outcomes: [[Double]], better: BetterOutcome, resampleCount: Int = 2000,
  using generator: inout some RandomNumberGenerator
) -> [Double] {
  guard let replicationCount = outcomes.first?.count else { return [] }
  precondition(replicationCount > 0, "There must be a replication")
  precondition(outcomes.allSatisfy { $0.count == replicationCount }, "All must have the same replications")
  precondition(outcomes.joined().allSatisfy(\.isFinite), "Outcomes must be finite")
  precondition(resampleCount > 0, "There must be a resample")
  var wins = outcomes.map { _ in 0.0 }
  var timesDrawn = Array(repeating: 0.0, count: replicationCount)
  for _ in 0..<resampleCount {
    for index in timesDrawn.indices { timesDrawn[index] = 0 }
    for _ in 0..<replicationCount {
      // The high word of the product is uniform below the count, but for a bias of count / 2⁶⁴.
      timesDrawn[Int(generator.next().multipliedFullWidth(by: UInt64(replicationCount)).high)] += 1
    }
    for winner in indicesOfBest(outcomes, weights: timesDrawn, better: better) {
      wins[winner.index] += winner.share
    }
  }
  return wins.map { $0 / Double(resampleCount) }
}

/// Returns the strategies with the best weighted sum, and the share of the win that each has.
private func indicesOfBest(
  _ outcomes: [[Double]], weights: [Double], better: BetterOutcome
) -> [(index: Int, share: Double)] {
  let sums = outcomes.map { row in
    var sum = 0.0
    for index in row.indices { sum += row[index] * weights[index] }
    return better == .higher ? sum : -sum
  }
  let best = sums.max()
  let winners = sums.indices.filter { sums[$0] == best }
  return winners.map { ($0, 1 / Double(winners.count)) }
}
