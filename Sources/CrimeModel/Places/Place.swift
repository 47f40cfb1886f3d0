// SPDX-License-Identifier: GPL-3.0-or-later

/// What sort of street life a place has; evaluation reports by it.
public enum PlaceKind: String, CaseIterable, Hashable, Sendable {
  case transportHub = "transport hub"
  case nightTimeEconomy = "night-time economy"
  case estateCorridor = "estate corridor"
  case retailParade = "retail parade"
  case schoolRoute = "school route"
  case corridorSegment = "corridor segment"
  case other
}

/// What a place is to an evaluation.
public enum PlaceRole: String, CaseIterable, Hashable, Sendable {
  /// A hotspot that the operation patrols.
  case target
  /// A place in the ring round a target, where displacement is looked for.
  case buffer
  /// A place matched to a target and left as it was.
  case control
  /// One from which targets, buffers and controls are chosen in each replication.
  case candidate
  /// Everything else.
  case background
}

/// A street, junction cluster or small grid cell where offences happen.
public struct Place: Hashable, Sendable {
  /// A short name without spaces, unique in the scenario.
  public var id: String
  /// What people call it.
  public var name: String
  public var centre: Coordinate
  /// The radius within which records were counted here, in metres; greater than 0.
  public var radiusInMetres: Double
  public var ward: String
  public var borough: String
  /// The named corridor it belongs to, if any ("inner ring").
  public var corridor: String?
  public var kind: PlaceKind
  public var role: PlaceRole
  /// The id of the target whose ring this buffer lies in, or to which this control is matched.
  public var target: String?
  /// Offences of each type that happen here in a year under ordinary policing, *b*, by type index;
  /// at least 0.
  public var ratesPerYear: [Double]
  /// Standard deviation of the posterior of each rate, in offences a year; 0 where the rate is taken
  /// as known.
  public var rateErrorsPerYear: [Double]
  /// How the rates were found, in a few words ("29 months of records", "assumption").
  public var evidence: String
  /// Points inside it that have a share of its crime of their own; may be empty.
  public var microPlaces: [MicroPlace]

  public init(
    id: String, name: String, centre: Coordinate, radiusInMetres: Double = 150, ward: String = "",
    borough: String = "", corridor: String? = nil, kind: PlaceKind = .other, role: PlaceRole = .background,
    target: String? = nil, ratesPerYear: [Double], rateErrorsPerYear: [Double]? = nil,
    evidence: String = "assumption", microPlaces: [MicroPlace] = []
  ) {
    self.id = id
    self.name = name
    self.centre = centre
    self.radiusInMetres = radiusInMetres
    self.ward = ward
    self.borough = borough
    self.corridor = corridor
    self.kind = kind
    self.role = role
    self.target = target
    self.ratesPerYear = ratesPerYear
    self.rateErrorsPerYear = rateErrorsPerYear ?? ratesPerYear.map { _ in 0 }
    self.evidence = evidence
    self.microPlaces = microPlaces
  }
}
