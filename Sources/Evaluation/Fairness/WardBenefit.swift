// SPDX-License-Identifier: GPL-3.0-or-later

/// What one replication under one strategy came to in a ward, over the campaign.
public struct WardBenefit: Hashable, Sendable, Codable {
  /// Offences that happened, and the same without patrol.
  public var crime = 0.0
  public var crimeWithout = 0.0
  /// Harm that happened, in days, and the same without patrol.
  public var harm = 0.0
  public var harmWithout = 0.0
  /// Offences that happened here after being displaced from another place or hour.
  public var landedHere = 0.0
  /// Arrivals of units.
  public var visits = 0.0

  public var crimeAverted: Double { crimeWithout - crime }
  public var harmAverted: Double { harmWithout - harm }

  public init() {}
}
