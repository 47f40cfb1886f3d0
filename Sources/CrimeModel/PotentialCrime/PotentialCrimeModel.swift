// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The tables from which potential crime is drawn; the same for all replications.
///
/// λ⁰(t) = b·H·M·G·(1 − θ)/(1 + s) for the background, and (multiplier − 1) times as much for each
/// series that is under way.
public struct PotentialCrimeModel: Sendable {
  /// The length of a block, within which the gamma factor *G* is constant, in days.
  public static let blockInDays = 28

  public let pattern: CrimePattern
  public let calendar: CivilCalendar
  public let geometry: PlaceGeometry
  /// *H* by hour of the week, then type: the types of one hour lie side by side.
  let hourMultipliers: [Double]
  /// *M* by month, then type.
  let monthMultipliers: [Double]
  /// (1 − θ)/(1 + s), by type: the share of *b* that is background.
  let backgroundShares: [Double]
  /// Whether a kind of series raises a type, by kind, then type.
  let raises: [Bool]

  /// - Precondition: Every profile that a type names is in the pattern.
  public init(pattern: CrimePattern, calendar: CivilCalendar, reachInMetres: Double) {
    self.pattern = pattern
    self.calendar = calendar
    // Near repeats rarely fall outside five standard deviations, displacement never outside its reach.
    geometry = PlaceGeometry(
      places: pattern.places, reachInMetres: max(reachInMetres, 10 * pattern.nearRepeat.spreadInMetres))
    let profiles = pattern.types.map { type in
      guard let hours = pattern.hourProfiles.first(where: { $0.name == type.hourProfile }),
        let months = pattern.monthProfiles.first(where: { $0.name == type.monthProfile })
      else { preconditionFailure("Type \(type.id) names a profile that the pattern does not have") }
      return (hours: hours.multipliers, months: months.multipliers)
    }
    hourMultipliers = (0..<168).flatMap { hour in profiles.map { $0.hours[hour] } }
    monthMultipliers = (0..<12).flatMap { month in profiles.map { $0.months[month] } }
    backgroundShares = pattern.types.indices.map(pattern.backgroundShare)
    raises = pattern.seriesKinds.flatMap { kind in pattern.types.map { kind.types.contains($0.id) } }
  }

  /// How many blocks the run has; the last may be shorter than the others.
  public var blockCount: Int {
    (calendar.dayCount + PotentialCrimeModel.blockInDays - 1) / PotentialCrimeModel.blockInDays
  }

  /// The physical hours of a block, counted from the start of the run.
  func hours(ofBlock block: Int) -> Range<Int> {
    let first = block * PotentialCrimeModel.blockInDays
    let last = min(calendar.dayCount, first + PotentialCrimeModel.blockInDays)
    return Int(calendar.dayStartInSeconds[first] / 3_600)..<Int(calendar.dayStartInSeconds[last] / 3_600)
  }
}
