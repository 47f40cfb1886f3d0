// SPDX-License-Identifier: GPL-3.0-or-later

/// What people tell the police about a series or a wave of near repeats where they live and work.
///
/// Where one is under way, tips that are true come as a Poisson process; where none is, tips that are false, at a rate that
/// makes up the share of true ones. Both come *T*/T₀ times as often where trust is on, and 1 + *gain*·*f* times as often where a unit
/// whose usual tactic is micro-engagement has the familiarity *f* with the ward. Magnitudes are assumptions.
public struct Tips: Hashable, Sendable {
  /// True tips a week at a place where something is under way; at least 0.
  public var perPlaceAndWeek = 0.0
  /// π, the expected share of tips that are true; greater than 0 and at most 1.
  public var trueShare = 0.5
  /// Median of the lognormal time until a tip reaches analysts, in hours; greater than 0.
  public var leadMedianInHours = 12.0
  /// Its coefficient of variation; at least 0.
  public var leadVariation = 1.0
  /// By how much tips grow in a ward that a unit of micro-engagement knows wholly; at least 0.
  public var engagementGain = 0.0

  public init() {}
}

/// Who gives a tip; all are equally likely, an assumption.
public enum TipSource: Int, CaseIterable, Hashable, Sendable {
  case resident, shopkeeper, securityGuard, busDriver
}

/// A tip as analysts have it. Whether it is true they don't know.
public struct Tip: Hashable, Sendable {
  /// The place that it names, by its index.
  public let place: Int
  /// The type of crime that it names, by its index.
  public let type: Int
  /// When it was given, in seconds since the start of the run.
  public let givenInSeconds: Double
  /// When it reached analysts, in seconds since the start of the run.
  public let knownInSeconds: Double
  public let source: TipSource

  package init(
    place: Int, type: Int, givenInSeconds: Double, knownInSeconds: Double, source: TipSource
  ) {
    self.place = place
    self.type = type
    self.givenInSeconds = givenInSeconds
    self.knownInSeconds = knownInSeconds
    self.source = source
  }
}
