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
  private let travel: TravelTable

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
    travel = TravelTable(centres: places.map(\.centre), teamPlaces: teamPlaces, bases: teamBases)
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
  public func travelInSeconds(from start: Whereabouts, to place: Int, by mode: TravelMode) -> Double {
    let distance =
      travel.distanceInMetres(from: start, to: place)
      ?? position(of: start).distanceInMetres(to: places[place].centre)
    return operation.speeds.travelInSeconds(overMetres: distance, by: mode)
  }
}
