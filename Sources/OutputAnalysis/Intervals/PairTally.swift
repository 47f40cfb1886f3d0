// SPDX-License-Identifier: GPL-3.0-or-later

/// The means, variances and covariance of pairs of values that are seen one at a time and not kept.
///
/// Source: Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4(3), 1962.
public struct PairTally: Hashable, Sendable, Codable {
  /// The first values of the pairs.
  public private(set) var x = Tally()
  /// The second values of the pairs.
  public private(set) var y = Tally()
  /// The sum of products of deviations from the means.
  private var products = 0.0

  /// Creates a tally of nothing.
  public init() {}

  /// How many pairs were added.
  public var count: Int { x.count }

  /// The unbiased sample covariance; infinite for fewer than two pairs.
  public var covariance: Double { count < 2 ? .infinity : products / Double(count - 1) }

  /// Adds a pair of finite numbers.
  public mutating func add(_ x: Double, _ y: Double) {
    let deviation = x - self.x.mean
    self.x.add(x)
    self.y.add(y)
    products += deviation * (y - self.y.mean)
  }
}
