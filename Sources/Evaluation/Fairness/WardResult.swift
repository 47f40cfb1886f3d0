// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel

/// What a strategy came to in one ward: what was averted there, and what the ward bore for it.
///
/// Estimates are means over replications, paired with the same replication without patrol, unless they say pooled.
public struct WardResult: Hashable, Sendable, Codable {
  public let ward: Ward
  /// Offences without patrol.
  public let crimeWithout: Estimate
  public let crimeAverted: Estimate
  /// In days.
  public let harmAverted: Estimate
  /// Displaced offences that landed here.
  public let landedHere: Estimate
  public let visits: Estimate
  /// Hours with at least one unit present, summed over the ward's places.
  public let presentHours: Estimate
  /// The ward's part of all harm averted, in `0...1`, wards with more harm than without patrol left out; `nil`
  /// where none was averted.
  public let benefitShare: Double?
  /// What the ward bore; `nil` where the scenario has no stops.
  public let stops: WardStops?
  /// Trust at the end of the campaign beyond that without patrol, in `-1...1`; `nil` where trust is off.
  public let trustChange: Estimate?
  /// Satisfied, in per cent of surveys answered, beyond that without patrol, in points; `nil` without surveys.
  public let satisfactionChange: Estimate?
}

/// The searches of a ward.
public struct WardStops: Hashable, Sendable, Codable {
  public let searches: Estimate
  /// Searches that ended without further action.
  public let fruitless: Estimate
  /// Arrests at stops, with a search or without.
  public let arrests: Estimate
  /// Searches that ended in an arrest, in per cent of searches, pooled.
  public let hitPercent: Estimate
  /// Fruitless searches for each crime averted, with Fieller's interval.
  public let fruitlessPerCrimeAverted: Estimate
  /// The ward's part of all fruitless searches, in `0...1`; `nil` where there was none.
  public let burdenShare: Double?
}

extension WardStops {
  init(_ contacts: [WardContact], averted: [Double], burdenShare: Double?, level: Double) {
    func mean(_ count: (WardContact) -> Int) -> Estimate {
      Estimate(ConfidenceInterval(of: contacts.map { Double(count($0)) }, level: level))
    }
    searches = mean(\.searches)
    fruitless = mean { $0[.noFurtherAction] }
    arrests = mean(\.arrests)
    hitPercent = Estimate(
      percentOf: contacts.map { Double($0[.searchArrest]) }, in: contacts.map { Double($0.searches) },
      level: level, otherwise: "nobody was searched")
    let interval = ConfidenceInterval(of: averted, level: level)
    fruitlessPerCrimeAverted =
      interval.upper < 0
      ? Estimate(undefined: "more crime happened, not less")
      : Estimate(
        ratioInterval(
          of: contacts.map { Double($0[.noFurtherAction]) }, to: averted, level: level,
          otherwise: "the crime averted is statistically indistinguishable from 0"))
    self.burdenShare = burdenShare
  }
}
