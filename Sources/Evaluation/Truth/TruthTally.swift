// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// The true effect in a slice over replications, added up one replication at a time.
public struct TruthTally: Hashable, Sendable {
  /// Crime without patrol, and crime averted.
  private var crime = PairTally()
  /// Harm without patrol, and harm averted, in days.
  private var harm = PairTally()

  public init() {}

  /// Adds a replication.
  public mutating func add(_ figures: TruthFigures) {
    crime.add(figures.crimeWithout, figures.crimeWithout - figures.crime)
    harm.add(figures.harmWithout, figures.harmWithout - figures.harm)
  }

  /// Returns what happened without patrol, in offences or days of harm a replication.
  public func without(_ outcome: Outcome) -> Estimate { mean(pairs(outcome).x, of: outcome) }

  /// Returns what was averted, in the same unit; negative where there was more than without patrol.
  public func averted(_ outcome: Outcome) -> Estimate { mean(pairs(outcome).y, of: outcome) }

  /// Returns what was averted in per cent of what happened without patrol, pooled over replications, with Fieller's
  /// interval.
  public func percent(_ outcome: Outcome) -> Estimate {
    let pairs = pairs(outcome)
    let reason = "too little \(outcome.rawValue) happened without patrol"
    guard pairs.count > 0 else { return Estimate(undefined: reason) }
    switch ratioInterval(of: pairs, otherwise: reason) {
    case .undefined(let reason): return Estimate(undefined: reason)
    case .value(let ratio):
      return Estimate(
        ConfidenceInterval(
          estimate: 100 * ratio.estimate, lower: 100 * ratio.lower, upper: 100 * ratio.upper,
          level: ratio.level, standardError: 100 * ratio.standardError))
    }
  }

  private func pairs(_ outcome: Outcome) -> PairTally { outcome == .crime ? crime : harm }

  private func mean(_ tally: Tally, of outcome: Outcome) -> Estimate {
    tally.count > 0
      ? Estimate(ConfidenceInterval(of: tally)) : Estimate(undefined: "there is no replication")
  }
}
