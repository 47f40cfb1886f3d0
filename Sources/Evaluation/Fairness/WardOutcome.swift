// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What one replication under one strategy came to in one ward, over the campaign.
public struct WardOutcome: Hashable, Sendable, Codable {
  /// Offences that happened.
  public var crime = 0.0
  public var crimeWithout = 0.0
  /// Harm that happened, in days.
  public var harm = 0.0
  public var harmWithout = 0.0
  /// Offences that happened here after being displaced from another place or hour.
  public var landedHere = 0.0
  /// Arrivals of units.
  public var visits = 0.0
  /// Minutes with at least one unit present, summed over the ward's places.
  public var presentMinutes = 0.0

  public var crimeAverted: Double { crimeWithout - crime }
  public var harmAverted: Double { harmWithout - harm }

  public init() {}
}

extension EvaluationFrame {
  /// Returns the outcome of each ward.
  ///
  /// - Complexity: O(places × types).
  func wardOutcomes(_ outcome: ReplicationOutcome, without: ReplicationOutcome) -> [WardOutcome] {
    var result = wards.wards.map { _ in WardOutcome() }
    for (place, ward) in wards.wardOfPlace.enumerated() {
      func total(_ field: OutcomeField, _ outcome: ReplicationOutcome) -> Double {
        Double(outcome.fates.total(field, in: .campaign, places: CollectionOfOne(place)))
      }
      result[ward].crime += total(.happened, outcome)
      result[ward].crimeWithout += total(.happened, without)
      result[ward].harm += harm(outcome.fates, .campaign, place: place)
      result[ward].harmWithout += harm(without.fates, .campaign, place: place)
      result[ward].landedHere += total(.landedHere, outcome)
      let dosage = outcome.dosage
      if dosage.visitsByPlace.indices.contains(place) {
        result[ward].visits += Double(dosage.visitsByPlace[place])
      }
      if dosage.presentMinutesByPlace.indices.contains(place) {
        result[ward].presentMinutes += dosage.presentMinutesByPlace[place]
      }
    }
    return result
  }
}
