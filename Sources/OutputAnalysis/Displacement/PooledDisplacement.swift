// SPDX-License-Identifier: GPL-3.0-or-later

/// The displacement measures of an experiment, from counts pooled over its replications.
///
/// Pooling first and dividing then avoids two faults of the mean of one quotient for each replication: a few tiny
/// denominators rule it, and replications without a quotient drop out of it.
public struct PooledDisplacement: Hashable, Sendable, Codable {
  /// The counts of a replication, on average.
  public let meanCounts: QuadrantCounts
  /// How many replications were pooled.
  public let replicationCount: Int
  /// The share of replications in which WDQ by itself is undefined, in `0...1`.
  public let undefinedShare: Double
  /// The fall of the target, in offences a replication.
  public let grossEffect: MeasureInterval
  /// The fall of the target in proportion to its control.
  public let netEffect: MeasureInterval
  /// Offences averted in target and buffer, a replication.
  public let totalNetEffect: MeasureInterval
  /// The weighted displacement quotient, a ratio.
  public let weightedDisplacementQuotient: MeasureInterval
  /// The weighted displacement difference, in offences a replication. Its error is the one seen between replications.
  public let weightedDisplacementDifference: MeasureInterval
}

/// Returns the displacement measures of counts pooled over replications, with jackknife intervals.
///
/// - Parameters:
///   - replications: The counts of each replication; at least one. With just one, the intervals are infinite.
///   - level: The confidence level, between 0 and 1.
/// - Complexity: O(*n*) in the number of replications.
public func pooledDisplacement(
  _ replications: [QuadrantCounts], level: Double = 0.95
) -> PooledDisplacement {
  let undefinedCount = replications.count { $0.weightedDisplacementQuotient.value == nil }
  func interval(_ measure: (QuadrantCounts) -> MeasureValue) -> MeasureInterval {
    jackknife(replications, level: level, measure)
  }
  return PooledDisplacement(
    meanCounts: meanCounts(of: replications),
    replicationCount: replications.count,
    undefinedShare: Double(undefinedCount) / Double(replications.count),
    grossEffect: interval { .value($0.grossEffect) },
    netEffect: interval(\.netEffect),
    totalNetEffect: interval(\.totalNetEffect),
    weightedDisplacementQuotient: interval(\.weightedDisplacementQuotient),
    weightedDisplacementDifference: interval { .value($0.weightedDisplacementDifference.estimate) })
}
