// SPDX-License-Identifier: GPL-3.0-or-later

/// Searches and arrests by units while they visit a place.
///
/// Both are Poisson processes over a unit's hours at places. Each search ends in an arrest, without further action or in
/// another outcome; the arrests that the rate of arrests holds beyond those are arrests without a search.
///
/// Source of the defaults: hot-spot pilots, England 2023–24. That their rates are for an hour of a unit at a place is an
/// assumption.
public struct Stops: Hashable, Sendable {
  /// Searches in 100 hours of a unit at places; at least 0.
  public var searchesPer100Hours = 1.83
  /// Arrests in 100 hours of a unit at places, those by a search included; at least the searches × their arrest share.
  public var arrestsPer100Hours = 0.85
  /// The share of searches that end in an arrest, in `0...1`.
  public var arrestShare = 0.13
  /// The share of searches that end without further action, in `0...1`; with the arrest share at most 1.
  public var noFurtherActionShare = 0.76
  /// By how much a search lengthens the visit, in minutes; at least 0.
  public var searchDurationInMinutes = 0.0
  /// The probability that an arrest by a search, where a series is under way, is of one of its offenders, in `0...1`.
  public var seriesArrestShare = 0.0

  public init() {}

  /// Arrests without a search in 100 hours of a unit at places.
  public var otherArrestsPer100Hours: Double {
    // The default rates may meet within a rounding.
    max(0, arrestsPer100Hours - searchesPer100Hours * arrestShare)
  }
}

/// What a stop came to.
public enum StopOutcome: String, CaseIterable, Hashable, Sendable {
  /// A search that ended in an arrest.
  case searchArrest
  /// A search that ended without further action.
  case noFurtherAction
  /// A search that ended otherwise: a warning, a penalty notice, a caution.
  case otherOutcome
  /// An arrest without a search.
  case arrest

  /// Whether somebody was searched.
  public var isSearch: Bool { self != .arrest }
  /// Whether somebody was arrested.
  public var isArrest: Bool { self == .arrest || self == .searchArrest }
}

/// A search or an arrest that the police have on their books.
public struct PastStop: Hashable, Sendable {
  /// The place, by its index.
  public let place: Int
  /// Seconds since the start of the run.
  public let timeInSeconds: Double
  public let outcome: StopOutcome

  package init(place: Int, timeInSeconds: Double, outcome: StopOutcome) {
    self.place = place
    self.timeInSeconds = timeInSeconds
    self.outcome = outcome
  }
}
