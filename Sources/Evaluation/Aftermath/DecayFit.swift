// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis

/// An exponential decay fitted to the effect of each day after a campaign.
///
/// The share averted on day *d* is e₀ exp(−(d − 1)/τ). e₀ and τ minimise the sum of squared deviations of the pooled
/// shares, each weighted by its day's crime without patrol. The interval is the delete-one jackknife's on log τ.
public enum DecayFit {
  /// Time constants that are looked for, in days. Nothing beyond them can be told from daily counts of some weeks.
  static let range = 0.05...365.0

  /// Returns the half-life of the effect, τ ln 2, in days.
  ///
  /// - Parameters:
  ///   - replications: The counts of each replication; at least one, all with the same days.
  ///   - level: The confidence level, between 0 and 1.
  /// - Complexity: O(replications × days).
  static func halfLife(_ replications: [AfterCounts], level: Double) -> Estimate {
    let without = columnSums(replications.map(\.daysWithout))
    let averted = columnSums(replications.map { zip($0.daysWithout, $0.days).map { $0 - $1 } })
    let none = Estimate(undefined: "no exponential decay fits the effect")
    guard let constant = timeConstant(averted: averted, without: without) else { return none }
    let halfLife = constant * log(2)
    guard replications.count > 1 else { return Estimate(exactly: halfLife) }
    var logs = Tally()
    for replication in replications {
      let others = zip(without, replication.daysWithout).map { $0 - $1 }
      let own = zip(replication.daysWithout, replication.days).map { $0 - $1 }
      guard
        let leftOut = timeConstant(averted: zip(averted, own).map { $0 - $1 }, without: others)
      else { return none }
      logs.add(log(leftOut))
    }
    let count = Double(replications.count)
    let interval = ConfidenceInterval(
      estimate: log(constant), standardError: logs.standardError * (count - 1), degreesOfFreedom: count - 1,
      level: level)
    return Estimate(
      ConfidenceInterval(
        estimate: halfLife, lower: halfLife * exp(interval.lower - interval.estimate),
        upper: halfLife * exp(interval.upper - interval.estimate), level: level,
        standardError: halfLife * interval.standardError))
  }

  /// Returns the time constant τ in days that fits best; `nil` where none within ``range`` does or nothing was averted.
  static func timeConstant(averted: [Double], without: [Double]) -> Double? {
    /// How much of the weighted sum of squares the decay explains; a larger number is a better fit.
    func explained(_ logConstant: Double) -> Double {
      var (cross, square) = (0.0, 0.0)
      for day in averted.indices {
        let shape = exp(-Double(day) / exp(logConstant))
        cross += averted[day] * shape
        square += without[day] * shape * shape
      }
      return cross > 0 && square > 0 ? cross * cross / square : 0
    }
    let (lowest, highest) = (log(range.lowerBound), log(range.upperBound))
    let steps = 60
    let grid = (0...steps).map { lowest + (highest - lowest) * Double($0) / Double(steps) }
    let values = grid.map(explained)
    guard let best = values.indices.max(by: { values[$0] < values[$1] }), values[best] > 0,
      best > 0, best < steps
    else { return nil }
    return exp(goldenSection(grid[best - 1], grid[best + 1], explained))
  }

  /// Returns where a function of one peak is largest.
  ///
  /// Source: Kiefer, "Sequential minimax search for a maximum", *Proceedings of the AMS* 4(3), 1953, 502–506.
  private static func goldenSection(_ from: Double, _ to: Double, _ value: (Double) -> Double) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (from, to)
    for _ in 0..<40 {
      let step = ratio * (high - low)
      if value(high - step) > value(low + step) { high = low + step } else { low = high - step }
    }
    return (low + high) / 2
  }
}
