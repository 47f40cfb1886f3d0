// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Times between the points that units travel between, in seconds, for each mode that a unit has.
///
/// Units travel from a base or a place to a place of their team; so each place that a team patrols has a row with
/// the times from all of these. By distance every pair has a time; by ways or minutes, those within a team.
struct TravelTable: Sendable {
  /// The rank of each place among those that are patrolled; -1 for the others.
  private let rank: [Int32]
  private let teamCount: Int
  private let pointCount: Int
  /// Where a mode starts in ``seconds``; -1 for one that no unit has.
  private let foot: Int
  private let cycle: Int
  private let car: Int
  /// By mode, then row-major by destination; bases first, then places by rank. Negative where there is none.
  private let seconds: [Double]

  init(operation: Operation, centres: [Coordinate], teamPlaces: [[Int]]) {
    let patrolled = Set(teamPlaces.joined()).sorted()
    var rank = [Int32](repeating: -1, count: centres.count)
    for (index, place) in patrolled.enumerated() { rank[place] = Int32(index) }
    let bases = operation.teams.map(\.base)
    let modes = TravelMode.allCases.filter { mode in operation.units.contains { $0.mode == mode } }
    let size = patrolled.count * (bases.count + patrolled.count)
    func start(_ mode: TravelMode) -> Int { modes.firstIndex(of: mode).map { $0 * size } ?? -1 }
    (foot, cycle, car) = (start(.foot), start(.cycle), start(.car))
    self.rank = rank
    teamCount = bases.count
    pointCount = bases.count + patrolled.count
    seconds = modes.flatMap { mode in
      operation.travel == .distance
        ? TravelTable.byDistance(
          operation.speeds, from: bases + patrolled.map { centres[$0] }, to: patrolled.map { centres[$0] },
          mode)
        : TravelTable.byTeam(operation, teamPlaces: teamPlaces, rank: rank, rows: patrolled.count, mode)
    }
  }

  private static func byDistance(
    _ speeds: TravelSpeeds, from points: [Coordinate], to goals: [Coordinate], _ mode: TravelMode
  ) -> [Double] {
    goals.flatMap { goal in points.map { speeds.travelInSeconds(from: $0, to: goal, by: mode) } }
  }

  private static func byTeam(
    _ operation: Operation, teamPlaces: [[Int]], rank: [Int32], rows: Int, _ mode: TravelMode
  ) -> [Double] {
    let columns = teamPlaces.count + rows
    var seconds = [Double](repeating: -1, count: rows * columns)
    for (team, places) in teamPlaces.enumerated() {
      let points = [team] + places.map { teamPlaces.count + Int(rank[$0]) }
      for (goal, place) in places.enumerated() {
        for (start, column) in points.enumerated() {
          let time = operation.tabulatedTravelInSeconds(team: team, from: start, to: goal + 1, by: mode)
          if let time { seconds[Int(rank[place]) * columns + column] = time }
        }
      }
    }
    return seconds
  }

  /// Returns a time in seconds; `nil` where it is not in the table.
  func seconds(from start: Whereabouts, to place: Int, by mode: TravelMode) -> Double? {
    let first =
      switch mode {
      case .foot: foot
      case .cycle: cycle
      case .car: car
      }
    guard first >= 0, rank[place] >= 0 else { return nil }
    let row = first + Int(rank[place]) * pointCount
    let time: Double
    switch start {
    case .base(let team): time = seconds[row + team]
    case .place(let other):
      guard rank[other] >= 0 else { return nil }
      time = seconds[row + teamCount + Int(rank[other])]
    case .road: return nil
    }
    return time >= 0 ? time : nil
  }
}
