// SPDX-License-Identifier: GPL-3.0-or-later

/// A kind of crime series: a few offenders raise some types of crime at one place for some weeks.
public struct SeriesKind: Hashable, Sendable {
  /// A short name, unique in the scenario.
  public var name: String
  /// How many start at one place in a year; at least 0.
  public var startsPerPlaceAndYear: Double
  /// The factor on the background rate while it lasts; at least 1.
  public var multiplier: Double
  /// Mean length, in days, of its exponential law; greater than 0.
  public var meanLengthInDays: Double
  /// How many offenders commit it; at least 1. One arrest removes one of them; when all are arrested the
  /// series has ended. 1 is an assumption.
  public var offenders: Int
  /// The ids of the types of crime it raises.
  public var types: [String]

  public init(
    name: String, startsPerPlaceAndYear: Double = 0.5, multiplier: Double = 2, meanLengthInDays: Double = 21,
    offenders: Int = 1, types: [String]
  ) {
    self.name = name
    self.startsPerPlaceAndYear = startsPerPlaceAndYear
    self.multiplier = multiplier
    self.meanLengthInDays = meanLengthInDays
    self.offenders = offenders
    self.types = types
  }

  /// The expected share by which series of this kind raise a type at a place, *s* = starts × length ×
  /// (multiplier − 1).
  public var expectedUplift: Double {
    startsPerPlaceAndYear * meanLengthInDays / 365.25 * (multiplier - 1)
  }

  /// Four kinds, two starts a place and year in all. Rates, factors and lengths are assumptions.
  public static let standard: [SeriesKind] = [
    SeriesKind(
      name: "emerging dispute",
      types: ["violence-and-sexual-offences", "possession-of-weapons", "public-order"]),
    SeriesKind(name: "shoplifting team", types: ["shoplifting"]),
    SeriesKind(name: "moped crew", types: ["robbery", "theft-from-the-person", "vehicle-crime"]),
    SeriesKind(
      name: "school-route bullying",
      types: ["anti-social-behaviour", "violence-and-sexual-offences", "robbery"]),
  ]
}
