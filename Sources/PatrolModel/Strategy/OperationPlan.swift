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
  public let operation: Operation
  /// The first moment of the campaign, in seconds since the start of the run.
  public let campaignStartInSeconds: Double
  /// Whether times follow from distances.
  let travelsByDistance: Bool
  private let travel: TravelTable
  /// Whether there are packs.
  let makesPacks: Bool

  /// - Precondition: Units and teams name teams and places that exist.
  init(scenario: Scenario, campaignStartInSeconds: Double) {
    places = scenario.crime.places.map {
      PlaceView(id: $0.id, centre: $0.centre, kind: $0.kind, ward: $0.ward, isTarget: $0.role == .target)
    }
    types = scenario.crime.types.map { TypeView(id: $0.id, harmInDays: $0.harmInDays) }
    let indices = Dictionary(uniqueKeysWithValues: scenario.crime.places.enumerated().map { ($1.id, $0) })
    teamPlaces = scenario.operation.teams.map { team in
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
    operation = scenario.operation
    self.campaignStartInSeconds = campaignStartInSeconds
    makesPacks = scenario.makesPacks
    travelsByDistance = operation.travel == .distance
    travel = TravelTable(
      operation: operation, centres: places.map(\.centre), teamPlaces: teamPlaces)
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
