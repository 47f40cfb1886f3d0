// SPDX-License-Identifier: GPL-3.0-or-later

/// The count, mean and variance of values that are seen one at a time and not kept.
///
/// Source: Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4(3),
/// 1962; merging as in Chan, Golub and LeVeque, "Algorithms for computing the sample variance", The American
/// Statistician 37(3), 1983.
public struct Tally: Hashable, Sendable, Codable {
  /// How many values were added.
  public private(set) var count = 0

  /// The mean of the values; 0 before the first.
  public private(set) var mean = 0.0

  /// The sum of squared deviations from the mean.
  private var squaredDeviations = 0.0

  /// Creates a tally of nothing.
  public init() {}

  /// Creates a tally of values.
  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// The unbiased sample variance; infinite for fewer than two values, which say nothing of their spread.
  public var variance: Double {
    count < 2 ? .infinity : squaredDeviations / Double(count - 1)
  }

  /// The square root of the variance; infinite for fewer than two values.
  public var standardDeviation: Double {
    variance.squareRoot()
  }

  /// The Monte Carlo standard error of the mean; infinite for fewer than two values.
  public var standardError: Double {
    count < 2 ? .infinity : (variance / Double(count)).squareRoot()
  }

  /// Adds a value.
  ///
  /// - Parameter x: A finite number, in the unit of the mean.
  public mutating func add(_ x: Double) {
    precondition(x.isFinite, "A tally takes finite numbers only")
    count += 1
    let deviation = x - mean
    mean += deviation / Double(count)
    squaredDeviations += deviation * (x - mean)
  }

  /// Adds all values of another tally.
  public mutating func merge(_ other: Tally) {
    guard other.count > 0 else { return }
    let total = Double(count + other.count)
    let difference = other.mean - mean
    let weight = Double(other.count) / total
    squaredDeviations += other.squaredDeviations + difference * difference * Double(count) * weight
    mean += difference * weight
    count += other.count
  }
}
