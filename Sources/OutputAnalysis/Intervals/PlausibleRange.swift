// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Where 19 of 20 replications lie: chance, and what is not known of the world as far as replications draw it.
///
/// It is the range of single campaigns and does not shrink with more replications; the error of a mean does.
public struct PlausibleRange: Hashable, Sendable, Codable {
  public let lower: Double
  public let upper: Double
  /// Whether it follows from a normal law, since there are too few replications to count.
  public let isFirstEstimate: Bool

  /// From so many replications on it is counted.
  public static let fewest = 100

  /// Creates the range of reductions in per cent, one for each replication.
  ///
  /// From ``fewest`` replications on from their 2.5% and 97.5% quantiles. Below that from a normal law of log(1 − x/100), with the mean and
  /// standard deviation of the replications; a reduction of all there is counts as one of 99.9%.
  ///
  /// - Parameter percents: Each at most 100.
  /// - Returns: `nil` for fewer than two.
  ///
  /// Source: Hyndman and Fan, "Sample quantiles in statistical packages", *The American Statistician* 50 (1996), 361–365, definition 8.
  public init?(ofReductions percents: [Double]) {
    guard percents.count > 1 else { return nil }
    isFirstEstimate = percents.count < Self.fewest
    guard isFirstEstimate else {
      let sorted = percents.sorted()
      (lower, upper) = (sampleQuantile(0.025, ofSorted: sorted), sampleQuantile(0.975, ofSorted: sorted))
      return
    }
    let logs = Tally(percents.map { log(max(1 - $0 / 100, 0.001)) })
    func bound(_ z: Double) -> Double { -100 * expm1(logs.mean + z * logs.standardDeviation) }
    let z = normalQuantile(0.975)
    (lower, upper) = (bound(z), bound(-z))
  }
}

/// Returns a sample quantile, which is about median-unbiased whatever the distribution.
///
/// - Parameters:
///   - share: The share of the distribution that lies below it, in `0...1`.
///   - values: Ascending; at least one.
///
/// Source: Hyndman and Fan 1996, definition 8.
public func sampleQuantile(_ share: Double, ofSorted values: [Double]) -> Double {
  precondition(!values.isEmpty, "There is a value")
  let position = (Double(values.count) + 1.0 / 3) * share - 2.0 / 3
  let index = min(max(Int(position.rounded(.down)), 0), values.count - 1)
  let part = min(max(position - Double(index), 0), 1)
  return values[index] + part * (values[min(index + 1, values.count - 1)] - values[index])
}
