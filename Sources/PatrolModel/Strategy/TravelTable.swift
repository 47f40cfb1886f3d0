// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Great-circle distances between the points that units travel between, in metres.
///
/// Units travel from a base or a place to a place of a team; so each place that a team patrols has a row with the
/// distances from all of these. Looking one up costs a twentieth of computing it.
struct TravelTable: Sendable {
  /// The rank of each place among those that are patrolled; -1 for the others.
  private let rank: [Int32]
  private let teamCount: Int
  private let pointCount: Int
  /// Row-major by destination; bases first, then places by rank.
  private let metres: [Double]

  init(centres: [Coordinate], teamPlaces: [[Int]], bases: [Coordinate]) {
    let patrolled = Set(teamPlaces.joined()).sorted()
    var rank = [Int32](repeating: -1, count: centres.count)
    for (index, place) in patrolled.enumerated() { rank[place] = Int32(index) }
    let points = bases + patrolled.map { centres[$0] }
    metres = patrolled.flatMap { goal in points.map { $0.distanceInMetres(to: centres[goal]) } }
    self.rank = rank
    teamCount = bases.count
    pointCount = points.count
  }

  /// Returns a distance; `nil` where it is not in the table.
  func distanceInMetres(from start: Whereabouts, to place: Int) -> Double? {
    guard rank[place] >= 0 else { return nil }
    let row = Int(rank[place]) * pointCount
    switch start {
    case .base(let team): return metres[row + team]
    case .place(let other): return rank[other] >= 0 ? metres[row + teamCount + Int(rank[other])] : nil
    case .road: return nil
    }
  }
}
