// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What a strategy costs, and what that buys everywhere, displacement included.
public struct CostResult: Hashable, Sendable, Codable {
  /// What an officer's hour is taken to cost, in pounds.
  public let poundsPerHour: Double
  /// Pounds for the officers' hours of the campaign.
  public let operation: Estimate
  /// Pounds for each offence averted, with Fieller's interval.
  public let perCrime: Estimate
  /// Pounds for each day of harm averted, with Fieller's interval.
  public let perHarmDay: Estimate
  /// What the offences averted would have cost the police, in pounds; types without a unit cost at nothing.
  public let policeSaved: Estimate
  /// That less the cost of the operation, in pounds.
  public let net: Estimate
  /// The share of the crime averted whose types have a unit cost, pooled, in per cent.
  public let costedPercent: Estimate

  /// Sums up the replications of a strategy; at least one.
  init(_ summaries: [ReplicationSummary], poundsPerHour: Double, level: Double) {
    self.poundsPerHour = poundsPerHour
    let costs = summaries.map { poundsPerHour * $0.dosage.officerHours }
    let saved = summaries.map { $0.policeCostWithout - $0.policeCost }
    func mean(_ values: [Double]) -> Estimate { Estimate(ConfidenceInterval(of: values, level: level)) }
    func ratio(_ parts: [Double], _ outcome: Outcome) -> Estimate {
      Estimate(
        ratioInterval(
          of: parts, to: summaries.map { $0.averted(outcome, in: .everywhere) }, level: level,
          otherwise: "the \(outcome.rawValue) averted everywhere can't be told from none"))
    }
    operation = mean(costs)
    perCrime = ratio(costs, .crime)
    perHarmDay = ratio(costs, .harm)
    policeSaved = mean(saved)
    net = mean(zip(saved, costs).map { $0 - $1 })
    costedPercent = ratio(summaries.map { 100 * $0.costedCrimeAverted }, .crime)
  }
}
