// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// How a type of crime is spread over the 168 hours of the week, in civil time.
public struct HourProfile: Hashable, Sendable {
  public var name: String
  /// One multiplier an hour, Monday 00:00 first; 168 numbers of mean 1, each at least 0.
  public var multipliers: [Double]
  /// Where it comes from.
  public var source: String

  /// Creates a profile from weights, which are scaled to mean 1.
  ///
  /// - Precondition: 168 finite weights, none negative, not all 0.
  public init(name: String, weights: [Double], source: String) {
    precondition(weights.count == 168, "An hour-of-week profile has 168 weights")
    self.name = name
    self.multipliers = normalised(weights)
    self.source = source
  }

  /// The same rate in every hour.
  public static let uniform = HourProfile(
    name: "uniform", weights: [Double](repeating: 1, count: 168), source: "assumption")

  /// The stated profiles used where no timestamped records were given: shapes by hand from the
  /// qualitative literature, every one an assumption.
  public static let assumed: [HourProfile] = [
    uniform,
    assumedProfile("daytime", peak: 15, spread: 4, floor: 0.15, weekend: 1.0),
    assumedProfile("evening", peak: 20, spread: 4.5, floor: 0.3, weekend: 1.1),
    assumedProfile("night-life", peak: 22.5, spread: 4.5, floor: 0.25, weekend: 1.35),
    assumedProfile("overnight", peak: 1, spread: 5, floor: 0.5, weekend: 0.95),
    footfall,
  ]

  /// How many people are about at stations and shops: on weekdays two rush hours over a plateau of shoppers, at the
  /// weekend the plateau alone. By hand, an assumption.
  public static let footfall = HourProfile(
    name: "footfall",
    weights: (0..<168).map { hour in
      func bell(_ peak: Double, _ spread: Double) -> Double {
        let distance = (Double(hour % 24) + 0.5 - peak) / spread
        return exp(-distance * distance / 2)
      }
      let shoppers = 0.05 + 0.6 * bell(14, 4)
      return hour / 24 < 5 ? shoppers + 0.6 * bell(8.5, 1) + 0.7 * bell(17.75, 1.25) : 1.2 * shoppers
    }, source: "assumption")

  /// A bell round one hour of the day over a floor, with Friday 18:00 to Sunday 06:00 raised.
  private static func assumedProfile(
    _ name: String, peak: Double, spread: Double, floor: Double, weekend: Double
  ) -> HourProfile {
    let weights = (0..<168).map { hour -> Double in
      let apart = abs(Double(hour % 24) + 0.5 - peak)
      let distance = min(apart, 24 - apart) / spread
      let isWeekend = (4 * 24 + 18..<6 * 24 + 6).contains(hour)
      return (floor + (1 - floor) * exp(-distance * distance / 2)) * (isWeekend ? weekend : 1)
    }
    return HourProfile(name: name, weights: weights, source: "assumption")
  }
}

/// How a type of crime is spread over the twelve months.
public struct MonthProfile: Hashable, Sendable {
  public var name: String
  /// One multiplier a month, January first; 12 numbers of mean 1, each at least 0.
  public var multipliers: [Double]
  /// Where it comes from.
  public var source: String

  /// Creates a profile from weights, which are scaled to mean 1.
  ///
  /// - Precondition: 12 finite weights, none negative, not all 0.
  public init(name: String, weights: [Double], source: String) {
    precondition(weights.count == 12, "A month profile has 12 weights")
    self.name = name
    self.multipliers = normalised(weights)
    self.source = source
  }

  /// The same rate in every month.
  public static let uniform = MonthProfile(
    name: "uniform", weights: [Double](repeating: 1, count: 12), source: "assumption")
}

/// Returns the weights scaled to mean 1; weights that have it already, but for rounding, digit for digit.
private func normalised(_ weights: [Double]) -> [Double] {
  let total = weights.reduce(0, +)
  precondition(total > 0 && total.isFinite && weights.allSatisfy { $0 >= 0 }, "Weights must be non-negative")
  let mean = total / Double(weights.count)
  return abs(mean - 1) < 1e-9 ? weights : weights.map { $0 / mean }
}
