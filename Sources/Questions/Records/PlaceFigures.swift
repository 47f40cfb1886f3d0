// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

/// What one replication under one strategy came to at one place, over the campaign.
public struct PlaceFigures: Hashable, Sendable {
  /// Offences that happened.
  public var crime = 0.0
  public var crimeWithout = 0.0
  /// Harm that happened, in days.
  public var harm = 0.0
  public var harmWithout = 0.0
  /// Offences recorded in the weeks of the campaign.
  public var recorded = 0.0
  /// Potential offences of this place that patrol deterred.
  public var deterred = 0.0
  /// Of those, the ones that happened elsewhere or later.
  public var landed = 0.0
  /// Displaced offences that happened here from another place or hour.
  public var landedHere = 0.0
  /// Arrivals of units.
  public var visits = 0.0
  /// Minutes with at least one unit present.
  public var presentMinutes = 0.0

  public var crimeAverted: Double { crimeWithout - crime }
  public var harmAverted: Double { harmWithout - harm }

  public init() {}

  /// Adds the figures of another replication.
  mutating func add(_ other: PlaceFigures) {
    crime += other.crime
    crimeWithout += other.crimeWithout
    harm += other.harm
    harmWithout += other.harmWithout
    recorded += other.recorded
    deterred += other.deterred
    landed += other.landed
    landedHere += other.landedHere
    visits += other.visits
    presentMinutes += other.presentMinutes
  }
}

extension PlaceFigures {
  /// Takes the figures of a place from an outcome and from the same replication without patrol.
  init(
    _ outcome: ReplicationOutcome, without: ReplicationOutcome, place: Int, recorded: Int,
    frame: EvaluationFrame
  ) {
    func total(_ field: OutcomeField, _ outcome: ReplicationOutcome) -> Double {
      Double(outcome.fates.total(field, in: .campaign, places: CollectionOfOne(place)))
    }
    crime = total(.happened, outcome)
    crimeWithout = total(.happened, without)
    harm = frame.harm(outcome.fates, .campaign, place: place)
    harmWithout = frame.harm(without.fates, .campaign, place: place)
    self.recorded = Double(recorded)
    deterred = total(.deterred, outcome)
    landed = total(.landed, outcome)
    landedHere = total(.landedHere, outcome)
    let dosage = outcome.dosage
    visits = dosage.visitsByPlace.indices.contains(place) ? Double(dosage.visitsByPlace[place]) : 0
    presentMinutes =
      dosage.presentMinutesByPlace.indices.contains(place) ? dosage.presentMinutesByPlace[place] : 0
  }
}

extension PlaceFigures {
  /// A figure with its name in tables, what it means and its unit.
  struct Figure {
    let name: String
    let meaning: String
    let unit: String
    let path: any WritableKeyPath<PlaceFigures, Double> & Sendable

    init(
      _ name: String, _ meaning: String, _ unit: String,
      _ path: any WritableKeyPath<PlaceFigures, Double> & Sendable
    ) {
      (self.name, self.meaning, self.unit, self.path) = (name, meaning, unit, path)
    }
  }

  /// All figures, in the order of their columns.
  static var all: [Figure] {
    [
      Figure("crime", "Offences that happened", "offences", \.crime),
      Figure("crime_without", "Offences that happened without patrol", "offences", \.crimeWithout),
      Figure("harm", "Harm that happened", "days", \.harm),
      Figure("harm_without", "Harm that happened without patrol", "days", \.harmWithout),
      Figure("recorded", "Offences recorded in the weeks of the campaign", "offences", \.recorded),
      Figure("deterred", "Potential offences that patrol deterred here", "offences", \.deterred),
      Figure("landed", "Of those, the ones that happened elsewhere or later", "offences", \.landed),
      Figure("landed_here", "Displaced offences that happened here", "offences", \.landedHere),
      Figure("visits", "Arrivals of units", "visits", \.visits),
      Figure("present_minutes", "Time with at least one unit present", "min", \.presentMinutes),
    ]
  }
}
