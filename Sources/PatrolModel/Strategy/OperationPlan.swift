// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What does not change during a campaign: places, teams, types and hours, as the force knows them.
public struct OperationPlan: Sendable {
  public struct PlaceView: Sendable {
    public let id: String
    public let centre: Coordinate
    public let kind: PlaceKind
    public let ward: String
    /// Whether the operation patrols it.
    public let isTarget: Bool
  }
  public struct TypeView: Sendable {
    public let id: String
    /// Days of harm of one offence.
    public let harmInDays: Double
  }
  public let places: [PlaceView]
  public let types: [TypeView]
  /// The indices of the places that each team patrols, in the scenario's order, by team.
  public let teamPlaces: [[Int]]
  /// Where each team's units start a shift.
  public let teamBases: [Coordinate]
  /// The team of each unit.
  public let unitTeams: [Int]
  /// The tactics that a visit can be made with.
  public let tactics: [Tactic]
  /// The usual tactic of each unit, by its index in ``tactics``.
  public let unitTactics: [Int]
  /// The names of the wards, in the order of their first place; places without one make up the ward "".
  public let wards: [String]
  /// The ward of each place, by its index in ``wards``.
  public let placeWards: [Int]
  /// The visits that a force made, by unit, in order; `nil` where the operation has none.
  public let delivered: [[PlannedVisit]]?
  /// Which days are school days.
  public let schoolCalendar: SchoolCalendar
  public let operation: Operation
  /// What the force believes that patrol does.
  package let beliefs: PatrolEffect
  /// The first moment of the campaign, in seconds since the start of the run.
  public let campaignStartInSeconds: Double
  /// Whether times follow from distances.
  package let travelsByDistance: Bool
  private let travel: TravelTable
  /// Whether there are packs.
  package let makesPacks: Bool

  /// - Parameter chosen: Who patrols what, where targets are chosen in the replication; `nil` for what the scenario says.
  /// - Precondition: Units and teams name teams, places and tactics that exist.
  package init(
    scenario: Scenario, campaignStartInSeconds: Double, delivered: [[PlannedVisit]]? = nil,
    chosen: ChosenTargets? = nil
  ) {
    self.delivered = delivered
    places = scenario.crime.places.enumerated().map {
      PlaceView(
        id: $1.id, centre: $1.centre, kind: $1.kind, ward: $1.ward,
        isTarget: (chosen?.roles[$0] ?? $1.role) == .target)
    }
    types = scenario.crime.types.map { TypeView(id: $0.id, harmInDays: $0.harmInDays) }
    let indices = Dictionary(uniqueKeysWithValues: scenario.crime.places.enumerated().map { ($1.id, $0) })
    teamPlaces =
      chosen?.teamPlaces
      ?? scenario.operation.teams.map { team in
        team.places.map { id in
          guard let index = indices[id] else { preconditionFailure("There is no place \(id)") }
          return index
        }
      }
    teamBases = scenario.operation.teams.map(\.base)
    unitTeams = scenario.operation.units.map { unit in
      guard let team = scenario.operation.teams.firstIndex(where: { $0.id == unit.team }) else {
        preconditionFailure("There is no team \(unit.team)")
      }
      return team
    }
    tactics = scenario.tactics
    unitTactics = OperationPlan.usualTactics(scenario)
    (wards, placeWards) = OperationPlan.wards(of: scenario.crime.places)
    operation = scenario.operation
    beliefs = scenario.beliefs
    schoolCalendar = SchoolCalendar(scenario.crime.calendar, phases: scenario.phases)
    self.campaignStartInSeconds = campaignStartInSeconds
    makesPacks = scenario.makesPacks
    travelsByDistance = operation.travel == .distance
    travel = TravelTable(
      operation: operation, centres: places.map(\.centre), teamPlaces: teamPlaces)
  }

  /// Whether a unit can use a tactic, each by its index: it gets about in the way that the tactic needs.
  public func canUse(tactic: Int, unit: Int) -> Bool {
    tactics.indices.contains(tactic) && tactics[tactic].isOpen(to: operation.units[unit].mode)
  }

  private static func usualTactics(_ scenario: Scenario) -> [Int] {
    scenario.operation.units.map { unit in
      let id = unit.tactic ?? scenario.operation.tactic
      guard let index = scenario.tactics.firstIndex(where: { $0.id == id }) else {
        preconditionFailure("There is no tactic \(id)")
      }
      return index
    }
  }

  private static func wards(of places: [Place]) -> (names: [String], ofPlaces: [Int]) {
    var names: [String] = []
    var indices: [String: Int] = [:]
    let ofPlaces = places.map { place in
      if let index = indices[place.ward] { return index }
      indices[place.ward] = names.count
      names.append(place.ward)
      return names.count - 1
    }
    return (names, ofPlaces)
  }

  /// Returns the coordinate of a point.
  public func position(of point: Whereabouts) -> Coordinate {
    switch point {
    case .base(let team): teamBases[team]
    case .place(let place): places[place].centre
    case .road(let position): position
    }
  }

  /// Returns the time a unit of a mode needs from a point to a place, in seconds.
  ///
  /// From a point that no table has it is by distance; see ``OperationView/travelInSeconds(of:to:)`` for a unit on
  /// the road.
  public func travelInSeconds(from start: Whereabouts, to place: Int, by mode: TravelMode) -> Double {
    tabulatedSeconds(from: start, to: place, by: mode)
      ?? operation.speeds.travelInSeconds(from: position(of: start), to: places[place].centre, by: mode)
  }

  /// Returns what a tour of a team is kept short in, from a point of the team to one of its places.
  ///
  /// Great-circle metres where travel is by distance; else seconds by the mode of the team's first unit, between two
  /// places the mean of there and back.
  public func tourCost(ofTeam team: Int, from start: Whereabouts, to place: Int) -> Double {
    guard !travelsByDistance, let unit = unitTeams.firstIndex(of: team) else {
      return position(of: start).distanceInMetres(to: places[place].centre)
    }
    let mode = operation.units[unit].mode
    let there = travelInSeconds(from: start, to: place, by: mode)
    guard case .place(let other) = start else { return there }
    return (there + travelInSeconds(from: .place(place), to: other, by: mode)) / 2
  }

  /// Returns a time of the table, in seconds; `nil` where it has none.
  func tabulatedSeconds(from start: Whereabouts, to place: Int, by mode: TravelMode) -> Double? {
    travel.seconds(from: start, to: place, by: mode)
  }
}
