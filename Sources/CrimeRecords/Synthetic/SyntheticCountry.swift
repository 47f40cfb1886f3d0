// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import RandomVariates
import ScenarioFiles

/// A made-up country of police forces, towns and places, drawn from a seed: something large to simulate, and nothing real.
///
/// What is drawn, all of it assumption but for the concentration:
///
/// - **Concentration.** Offences a year of a place are lognormal. Their spread is such that half of crime lies on the share
///   ``concentration`` of places: of a lognormal with deviation σ the busiest share *p* has 1 − Φ(Φ⁻¹(1 − *p*) − σ) of the
///   whole, which is a half for σ = Φ⁻¹(1 − *p*).
/// - **Types.** Each place has its own mix, Dirichlet round the country's.
/// - **Space.** Forces lie on a grid, each with some towns of unequal size; places scatter round the middle of theirs.
/// - **Roles.** In each force the places of most harm are targets, with the rings round them and controls like them.
///
/// Source: Weisburd, "The law of crime concentration and the criminology of place", *Criminology* 53 (2015), 133–157: half of
/// crime on 2.1 to 6.0% of street segments.
public struct SyntheticCountry: Hashable, Sendable {
  /// How many places there are; at least ``fewestPerForce`` for each force.
  public var placeCount: Int
  /// How many forces there are; at least 1.
  public var forceCount: Int
  /// Targets of each force; at least 1.
  public var targetsPerForce: Int
  /// The share of places with half of crime, in `0.001...0.5`.
  public var concentration: Double
  /// Offences a year at a place, mean; greater than 0.
  public var offencesPerPlace: Double
  public var seed: UInt64

  /// The fewest places for which a force finds its targets, rings and controls.
  public static let fewestPerForce = 100
  /// The most places that a scenario file may have.
  public static let mostPlaces = ScenarioFile.mostPlaces

  public init(
    placeCount: Int = 35_000, forceCount: Int = 43, targetsPerForce: Int = 20, concentration: Double = 0.04,
    offencesPerPlace: Double = 60, seed: UInt64 = 1
  ) {
    self.placeCount = placeCount
    self.forceCount = forceCount
    self.targetsPerForce = targetsPerForce
    self.concentration = concentration
    self.offencesPerPlace = offencesPerPlace
    self.seed = seed
  }

  /// What is wrong with it, in sentences; nothing where it can be drawn.
  public var problems: [String] {
    var problems: [String] = []
    let mostForces = SyntheticCountry.mostPlaces / SyntheticCountry.fewestPerForce
    if !(1...mostForces).contains(forceCount) {
      problems.append("the number of forces is \(forceCount); it must be from 1 to \(mostForces)")
    }
    let least = min(max(1, forceCount), mostForces) * SyntheticCountry.fewestPerForce
    if !(least...SyntheticCountry.mostPlaces).contains(placeCount) {
      problems.append(
        "the number of places is \(placeCount); for \(max(1, forceCount)) forces it must be from \(least) to "
          + "\(SyntheticCountry.mostPlaces)")
    }
    if !(1...SyntheticCountry.fewestPerForce / 5).contains(targetsPerForce) {
      problems.append(
        "the number of targets of a force is \(targetsPerForce); it must be from 1 to \(SyntheticCountry.fewestPerForce / 5)"
      )
    }
    if !(0.001...0.5).contains(concentration) {
      problems.append(
        "the share of places with half of crime is \(concentration); it must be from 0.001 to 0.5")
    }
    if !(offencesPerPlace > 0 && offencesPerPlace <= 1_000) {
      problems.append(
        "the offences a year at a place are \(offencesPerPlace); they must be from 0 to 1000, and more than 0"
      )
    }
    return problems
  }

  /// The types of crime and their shares of the country's, a round assumption.
  static let mix: [(id: String, share: Double)] = [
    ("violence-and-sexual-offences", 0.36), ("anti-social-behaviour", 0.3), ("vehicle-crime", 0.16),
    ("burglary", 0.14), ("robbery", 0.04),
  ]

  /// The deviation of the logarithm of a place's rate.
  var spread: Double { normalByInversion(1 - concentration) }

  /// Returns the country.
  ///
  /// - Precondition: There are no ``problems``.
  /// - Complexity: O(places × targets of a force).
  public func scenario() -> Scenario {
    let types = SyntheticCountry.mix.compactMap { entry in CrimeType.policeUK.first { $0.id == entry.id } }
    let forces = (0..<forceCount).map { SyntheticForce(country: self, index: $0, types: types) }
    var operation = forces[0].operation
    for force in forces.dropFirst() {
      operation.teams += force.operation.teams
      operation.units += force.operation.units
    }
    return Scenario(
      name: "A synthetic country, \(placeCount) places", description: description,
      sources: [
        "Drawn from seed \(seed); nothing in it is recorded. Concentration: Weisburd, Criminology 53 (2015), 133–157"
      ],
      seed: 1,
      phases: Phases(
        campaignStart: CivilDate(year: 2024, month: 9, day: 2), historyWeeks: 52, campaignWeeks: 12,
        afterWeeks: 4),
      crime: CrimePattern(places: forces.flatMap(\.places), types: types), operation: operation)
  }

  private var description: String {
    "\(forceCount) made-up forces; half of crime on \((concentration * 1_000).rounded() / 10)% of places. A year of history, 12 "
      + "weeks of campaign, 4 after."
  }
}
