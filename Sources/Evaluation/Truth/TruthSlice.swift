// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// By what the true effect is told apart.
public enum TruthDimension: String, CaseIterable, Hashable, Sendable, Codable {
  /// Not at all: one slice for each phase and area.
  case all
  case kind
  case corridor
  case type
  /// How far a place is from the patrolled ones; see ``Ring``.
  case ring
  case place
  /// Weeks since the campaign started.
  case week
}

/// How far a place is from the targets, one ring further out than the last.
public enum Ring: String, CaseIterable, Hashable, Sendable, Codable {
  case target
  /// In the ring round a target.
  case buffer
  /// Neither, in a ward that has a target.
  case ward
  /// None of these, in a borough that has a target.
  case borough
  /// In another borough.
  case elsewhere

  /// What the places of the ring are, in words.
  public var words: String {
    switch self {
    case .target: "targets"
    case .buffer: "buffers"
    case .ward: "rest of the targets' wards"
    case .borough: "rest of their boroughs"
    case .elsewhere: "other boroughs"
    }
  }

  /// Returns the ring of each place.
  static func rings(of places: [Place], roles: [PlaceRole]) -> [Ring] {
    let targets = places.indices.filter { roles[$0] == .target }
    // A ward's name is unique within its borough only; places without one are in none.
    func ward(_ place: Place) -> [String]? { place.ward.isEmpty ? nil : [place.borough, place.ward] }
    func borough(_ place: Place) -> String? { place.borough.isEmpty ? nil : place.borough }
    let wards = Set(targets.compactMap { ward(places[$0]) })
    let boroughs = Set(targets.compactMap { borough(places[$0]) })
    return places.indices.map { index in
      switch roles[index] {
      case .target: .target
      case .buffer: .buffer
      default:
        if let ward = ward(places[index]), wards.contains(ward) {
          .ward
        } else if let borough = borough(places[index]), boroughs.contains(borough) {
          .borough
        } else {
          .elsewhere
        }
      }
    }
  }
}

/// A part of the places, types and weeks of a run for which the true effect is told.
public struct TruthSlice: Hashable, Sendable {
  /// The campaign, or the time after it.
  public let phase: Phase
  /// The targets only, or everywhere.
  public let area: Area
  public let dimension: TruthDimension
  /// The kind, corridor, ring, id of the type or place, or the number of the week; empty for ``TruthDimension/all``.
  public let key: String
}
