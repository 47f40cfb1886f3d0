// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns a measure of counts pooled over replications, with its delete-one jackknife interval.
///
/// The estimate is the measure of the mean counts. Its standard error is √((*n* − 1)/*n* Σ(θᵢ − θ̄)²), where θᵢ is the
/// measure with replication *i* left out, and the interval is Student's with *n* − 1 degrees of freedom. The
/// estimate isn't corrected for its bias, which is of order 1/*n*: it stays the ratio that its counts show.
///
/// - Parameters:
///   - replications: The counts of each replication; at least one.
///   - level: The confidence level, between 0 and 1.
///   - measure: What to measure of the mean counts of a replication.
/// - Returns: The interval, infinite for a single replication. Undefined if the measure is for the mean counts, or
///   for those with any one replication left out.
/// - Complexity: O(*n*) in the number of replications.
///
/// Source: Efron and Tibshirani, *An Introduction to the Bootstrap*, Chapman & Hall, 1993, ch. 11.
public func jackknife(
  _ replications: [QuadrantCounts], level: Double = 0.95, _ measure: (QuadrantCounts) -> MeasureValue
) -> MeasureInterval {
  let mean = meanCounts(of: replications)
  let count = Double(replications.count)
  var leftOut = Tally()
  for replication in replications where count > 1 {
    let others = mean.map { max(0, (count * mean[keyPath: $0] - replication[keyPath: $0]) / (count - 1)) }
    switch measure(others) {
    case .value(let value): leftOut.add(value)
    case .undefined(let reason):
      return .undefined(reason: measure(mean).reason ?? "\(reason), once one replication is left out")
    }
  }
  // (n − 1)/n times the sum of squares is (n − 1)²/n times the sample variance.
  let standardError = count > 1 ? leftOut.standardError * (count - 1) : .infinity
  return measure(mean).map { estimate in
    ConfidenceInterval(
      estimate: estimate, standardError: standardError, degreesOfFreedom: count - 1, level: level)
  }
}

/// Returns the mean of each count over replications, of which there is at least one.
func meanCounts(of replications: [QuadrantCounts]) -> QuadrantCounts {
  precondition(!replications.isEmpty, "There must be a replication")
  return QuadrantCounts.zero.map { path in
    replications.reduce(0) { $0 + $1[keyPath: path] } / Double(replications.count)
  }
}
