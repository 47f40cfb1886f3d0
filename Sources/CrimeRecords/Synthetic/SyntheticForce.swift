// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel
import RandomVariates

/// One force of a made-up country.
struct SyntheticForce {
  /// Targets first, then buffers, controls and background.
  let places: [Place]
  let operation: PatrolModel.Operation

  /// Streams of random numbers, by what they are for; the entity is the force.
  private static let towns: StreamName = "synthetic towns"
  private static let sites: StreamName = "synthetic sites"
  private static let rates: StreamName = "synthetic rates"

  /// How far the middles of forces lie apart, in metres.
  private static let spacingInMetres = 60_000.0
  /// Places a square kilometre in the middle of a town, so that rings have some: towns grow with the number of places.
  private static let densityPerSquareKilometre = 24.0
  private static let townCount = 6
  private static let radiusInMetres = 75.0
  /// Places of a ward.
  private static let placesPerWard = 40
  /// How alike the mixes of places are: the sum of a Dirichlet's parameters.
  private static let likeness = 12.0
  /// The least rate that is stated, in offences a year.
  private static let leastRate = 0.001

  init(country: SyntheticCountry, index: Int, types: [CrimeType]) {
    let first = index * country.placeCount / country.forceCount
    let count = (index + 1) * country.placeCount / country.forceCount - first
    let centres = SyntheticForce.centres(count, country: country, index: index)
    let rates = SyntheticForce.rates(count, country: country, index: index)
    let candidates = zip(centres, rates).map { centre, rates in
      let total = rates.reduce(0, +)
      return Candidate(
        centre: centre, harm: zip(rates, types).reduce(0) { $0 + $1.0 * $1.1.harmInDays },
        mix: rates.map { $0 / total }, kind: .other, corridor: nil)
    }
    let plan = RolePlan(candidates, targetCount: country.targetsPerForce, total: count, corridors: [])
    var roles = plan.roles
    // Places in the very middle of a ring have no role in an import; here they are background like all others.
    let known = Set(roles.map(\.place))
    roles += (0..<count).filter { !known.contains($0) }
      .map { RolePlan.Role(place: $0, role: .background, target: nil) }
    let force = "force-\(index + 1 < 10 ? "0" : "")\(index + 1)"
    func id(_ place: Int) -> String { "\(force)-\(place + 1)" }
    places = roles.map { role in
      Place(
        id: id(role.place), name: id(role.place), centre: centres[role.place],
        radiusInMetres: SyntheticForce.radiusInMetres,
        ward: "\(force)-ward-\(role.place / SyntheticForce.placesPerWard + 1)",
        borough: force, role: role.role, target: role.target.map(id), ratesPerYear: rates[role.place])
    }
    let teams = TeamPlan.operation(
      targets: places.filter { $0.role == .target }, teamCount: nil, corridors: [])
    var operation = teams
    operation.teams = teams.teams.map { team in
      Team(id: "\(force)-\(team.id)", base: team.base, places: team.places)
    }
    operation.units = teams.units.map { unit in
      PatrolUnit(id: "\(force)-\(unit.id)", team: "\(force)-\(unit.team)", shift: unit.shift, mode: unit.mode)
    }
    self.operation = operation
  }

  /// Draws where places are: towns of a force, some large and some small, with places round their middles.
  private static func centres(_ count: Int, country: SyntheticCountry, index: Int) -> [Coordinate] {
    let columns = Int(Double(country.forceCount).squareRoot().rounded(.up))
    let middle = Coordinate(longitude: -1.5, latitude: 52.5).offset(
      eastInMetres: spacingInMetres * (Double(index % columns) - Double(columns) / 2),
      northInMetres: spacingInMetres * (Double(index / columns) - Double(columns) / 2))
    var random = RandomStream(seed: country.seed, replication: UInt64(index), name: towns)
    let townsOfForce = (0..<townCount).map { _ in
      (
        middle: middle.offset(
          eastInMetres: spacingInMetres * (0.8 * random.uniform() - 0.4),
          northInMetres: spacingInMetres * (0.8 * random.uniform() - 0.4)),
        size: random.lognormal(median: 1, cv: 1)
      )
    }
    let choice = AliasTable(weights: townsOfForce.map(\.size))
    // A normal cloud of n points with deviation s has n / (2πs²) a unit of area in its middle.
    let scatter =
      1_000 * (Double(count) / Double(townCount) / (2 * .pi * densityPerSquareKilometre)).squareRoot()
    var sites = RandomStream(seed: country.seed, replication: UInt64(index), name: SyntheticForce.sites)
    return (0..<count).map { _ in
      let town = townsOfForce[choice.draw(from: &sites)]
      let point = town.middle.offset(
        eastInMetres: scatter * sites.normal(), northInMetres: scatter * sites.normal())
      return Coordinate(
        longitude: (point.longitude * 1e5).rounded() / 1e5, latitude: (point.latitude * 1e5).rounded() / 1e5)
    }
  }

  /// Draws how much of each type happens at places in a year.
  private static func rates(_ count: Int, country: SyntheticCountry, index: Int) -> [[Double]] {
    var random = RandomStream(seed: country.seed, replication: UInt64(index), name: rates)
    let cv = (exp(country.spread * country.spread) - 1).squareRoot()
    return (0..<count).map { _ in
      let total = random.lognormal(mean: country.offencesPerPlace, cv: cv)
      let weights = SyntheticCountry.mix.map { random.gamma(shape: likeness * $0.share, scale: 1) }
      let sum = weights.reduce(0, +)
      return weights.map { max(leastRate, (total * $0 / sum * 1_000).rounded() / 1_000) }
    }
  }
}
