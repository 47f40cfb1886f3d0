// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// Returns the index of dissimilarity of two distributions over the same groups.
///
/// D = ½ Σ|aᵢ/A − bᵢ/B|: the share of either that would have to move to another group for both to be distributed alike.
/// 0 means alike and 1 that no group has any of both. Negative amounts count as 0, since nobody can have a share of
/// them.
///
/// - Parameters:
///   - first: The amount of each group.
///   - second: The same of the other, in the same order.
/// - Returns: A number in `0...1`; `nil` where either adds up to nothing.
///
/// Source: Duncan and Duncan, "A methodological analysis of segregation indexes", *American Sociological Review* 20(2),
/// 1955, 210–217.
public func dissimilarity(_ first: [Double], _ second: [Double]) -> Double? {
  precondition(first.count == second.count, "Both must have the same groups")
  guard let a = shares(of: first), let b = shares(of: second) else { return nil }
  return zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
}

/// Returns the share of each amount, negative ones counted as 0; `nil` where they add up to nothing.
func shares(of amounts: [Double]) -> [Double]? {
  let amounts = amounts.map { max(0, $0) }
  let sum = amounts.reduce(0, +)
  return sum > 0 ? amounts.map { $0 / sum } : nil
}

extension Estimate {
  /// Creates the index of dissimilarity of sums over replications, with its delete-one jackknife interval, cut to
  /// `0...1`.
  ///
  /// Chance alone makes it larger than 0: with few replications it is biased upwards.
  ///
  /// - Parameters:
  ///   - first: By replication, the amount of each group; at least one replication.
  ///   - second: The same of the other.
  ///   - reason: Why there is no index where either adds up to nothing.
  init(dissimilarityOf first: [[Double]], to second: [[Double]], level: Double, otherwise reason: String) {
    let (sumsA, sumsB) = (columnSums(first), columnSums(second))
    let leftOut = first.indices.map { index in
      dissimilarity(minus(sumsA, first[index]), minus(sumsB, second[index]))
    }
    guard let index = dissimilarity(sumsA, sumsB) else {
      self.init(undefined: reason)
      return
    }
    let values = leftOut.compactMap { $0 }
    guard first.count > 1, values.count == first.count else {
      self.init(exactly: index)
      return
    }
    let count = Double(values.count)
    let interval = ConfidenceInterval(
      estimate: index, standardError: Tally(values).standardError * (count - 1),
      degreesOfFreedom: count - 1, level: level)
    self.init(
      ConfidenceInterval(
        estimate: index, lower: max(0, interval.lower), upper: min(1, interval.upper), level: level,
        standardError: interval.standardError))
  }
}

/// Returns the sums over rows.
func columnSums(_ rows: [[Double]]) -> [Double] {
  rows.dropFirst().reduce(into: rows.first ?? []) { sums, row in
    for index in sums.indices { sums[index] += row[index] }
  }
}

private func minus(_ sums: [Double], _ row: [Double]) -> [Double] { zip(sums, row).map { $0 - $1 } }
