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
  /// One table for each pair of profiles that a type uses.
  let intensities: [IntensityTable]
  /// Which table each type uses.
  let intensityOfType: [Int]

  /// - Precondition: Every profile that a type names is in the pattern.
  public init(pattern: CrimePattern, calendar: CivilCalendar, reachInMetres: Double) {
    self.pattern = pattern
    self.calendar = calendar
    // Near repeats rarely fall outside five standard deviations, displacement never outside its reach.
    geometry = PlaceGeometry(
      places: pattern.places, reachInMetres: max(reachInMetres, 10 * pattern.nearRepeat.spreadInMetres))
    var pairs: [String] = []
    var tables: [IntensityTable] = []
    intensityOfType = pattern.types.map { type in
      let pair = type.hourProfile + "\u{0}" + type.monthProfile
      if let known = pairs.firstIndex(of: pair) { return known }
      guard let hours = pattern.hourProfiles.first(where: { $0.name == type.hourProfile }),
        let months = pattern.monthProfiles.first(where: { $0.name == type.monthProfile })
      else { preconditionFailure("Type \(type.id) names a profile that the pattern does not have") }
      pairs.append(pair)
      tables.append(IntensityTable(hours: hours, months: months, calendar: calendar))
      return pairs.count - 1
    }
    intensities = tables
  }

  /// How many blocks the run has; the last may be shorter than the others.
  public var blockCount: Int {
    (calendar.dayCount + PotentialCrimeModel.blockInDays - 1) / PotentialCrimeModel.blockInDays
  }

  /// The first and last moment of a block, in seconds.
  func bounds(ofBlock block: Int) -> Range<Double> {
    let first = block * PotentialCrimeModel.blockInDays
    let last = min(calendar.dayCount, first + PotentialCrimeModel.blockInDays)
    return calendar.dayStartInSeconds[first]..<calendar.dayStartInSeconds[last]
  }
}
