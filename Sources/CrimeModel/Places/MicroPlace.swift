// SPDX-License-Identifier: GPL-3.0-or-later

/// What sort of point a micro-place is.
public enum MicroPlaceKind: String, CaseIterable, Hashable, Sendable {
  case stationExit = "station exit"
  case busStop = "bus stop"
  case junction
  case estateGate = "estate gate"
  /// Somebody, or somewhere, that offences come back to.
  case repeatVictim = "repeat victim"
  case vulnerablePremises = "vulnerable premises"
  case other
}

/// A point of presence inside a place: a station exit, a bus stop, a repeat victim, with its own share of crime.
///
/// Deterrence lives at the place; a micro-place says where within it an offence happens.
public struct MicroPlace: Hashable, Sendable {
  /// A short name without spaces, unique within its place.
  public var id: String
  /// What people call it.
  public var name: String
  public var kind: MicroPlaceKind
  /// Where it is; within the radius of its place.
  public var coordinate: Coordinate
  /// The share of the place's background and series offences that happen here, by type index, in `0...1`. The shares
  /// of a type at a place add up to at most 1; the rest is spread evenly over the place's disc.
  public var shares: [Double]

  public init(
    id: String, name: String, kind: MicroPlaceKind = .other, coordinate: Coordinate, shares: [Double]
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.coordinate = coordinate
    self.shares = shares
  }
}
