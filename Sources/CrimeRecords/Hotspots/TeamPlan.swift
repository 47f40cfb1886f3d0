// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Teams, shifts and units for a new set of targets.
///
/// One team a corridor where there are corridors; else targets are grouped by distance (k-means, begun
/// from the targets farthest apart). One unit a team and shift; 10:00–19:00 and 17:00–02:00 are those
/// of the operation modelled and an assumption elsewhere. A unit walks where all targets of its team lie
/// within 1 km of its base, and drives elsewhere.
enum TeamPlan {
  /// How many targets one team is given unless the user says otherwise.
  static let targetsPerTeam = 7

  /// How far from its base a unit walks, in metres.
  static let walkInMetres = 1_000.0

  /// Builds the operation.
  ///
  /// - Parameters:
  ///   - targets: The targets in the order of the scenario.
  ///   - teamCount: How many teams, where there are no corridors.
  ///   - corridors: The names of the corridors.
  static func operation(targets: [Place], teamCount: Int?, corridors: [String]) -> Operation {
    let groups: [(id: String, members: [Place])]
    if corridors.isEmpty {
      let count = max(
        1, min(targets.count, teamCount ?? (targets.count + targetsPerTeam - 1) / targetsPerTeam))
      groups = grouped(targets, into: count).enumerated().map { ("team-\($0.offset + 1)", $0.element) }
    } else {
      groups = corridors.map { corridor in
        (PlaceNaming.slug(corridor), targets.filter { $0.corridor == corridor })
      }.filter { !$0.members.isEmpty }
    }
    let shifts = [
      ShiftPattern(id: "day", startMinute: 10 * 60, lengthInMinutes: 9 * 60),
      ShiftPattern(id: "late", startMinute: 17 * 60, lengthInMinutes: 9 * 60),
    ]
    return Operation(
      teams: groups.map {
        Team(id: $0.id, base: middle($0.members.map(\.centre)), places: $0.members.map(\.id))
      },
      shifts: shifts,
      units: groups.flatMap { group in
        shifts.map {
          PatrolUnit(id: "\(group.id)-\($0.id)", team: group.id, shift: $0.id, mode: mode(for: group.members))
        }
      })
  }

  private static func mode(for targets: [Place]) -> TravelMode {
    let base = middle(targets.map(\.centre))
    return targets.allSatisfy { $0.centre.distanceInMetres(to: base) <= walkInMetres } ? .foot : .car
  }

  private static func middle(_ points: [Coordinate]) -> Coordinate {
    let count = Double(max(1, points.count))
    let longitude = points.reduce(0) { $0 + $1.longitude } / count
    let latitude = points.reduce(0) { $0 + $1.latitude } / count
    return Coordinate(
      longitude: (longitude * 1e6).rounded() / 1e6, latitude: (latitude * 1e6).rounded() / 1e6)
  }

  /// Groups places by Lloyd's algorithm from a farthest-first start; groups in the order of their first place.
  private static func grouped(_ places: [Place], into count: Int) -> [[Place]] {
    guard let first = places.first else { return [] }
    var centres = [first.centre]
    while centres.count < count {
      let farthest = places.max { a, b in
        distance(a.centre, centres) < distance(b.centre, centres)
      }
      centres.append(farthest?.centre ?? first.centre)
    }
    var groups: [[Place]] = []
    for _ in 0..<50 {
      groups = centres.map { _ in [] }
      for place in places {
        let nearest = centres.indices.min {
          centres[$0].distanceInMetres(to: place.centre) < centres[$1].distanceInMetres(to: place.centre)
        }
        groups[nearest ?? 0].append(place)
      }
      let next = zip(groups, centres).map { $0.isEmpty ? $1 : middle($0.map(\.centre)) }
      if next == centres { break }
      centres = next
    }
    return groups.filter { !$0.isEmpty }
  }

  private static func distance(_ point: Coordinate, _ centres: [Coordinate]) -> Double {
    centres.map { $0.distanceInMetres(to: point) }.min() ?? 0
  }
}
