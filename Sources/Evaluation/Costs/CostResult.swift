// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// What a strategy cost, and what it saved, over all replications.
public struct CostResult: Hashable, Sendable, Codable {
  public let strategy: String
  public let costPerHour: CostPerHour
  /// Hours of officers on duty in the campaign.
  public let officerHours: Estimate
  /// Officer hours at what an hour costs, in pounds.
  public let pounds: Estimate
  /// In the targets, and everywhere, displacement included.
  public let areas: [AreaCost]
  /// How fast calls were answered, by grade; empty where the scenario has none.
  public let responses: [GradeResponse]

  /// Returns the costs set against one area.
  public func cost(in area: Area) -> AreaCost? { areas.first { $0.area == area } }

  /// Sums up the strategies that deploy units.
  ///
  /// - Parameters:
  ///   - replications: The summaries of each replication: one for each strategy, in the same order in all.
  ///   - frame: The evaluation's frame.
  ///   - costPerHour: What an officer's hour costs.
  ///   - level: The confidence level, between 0 and 1.
  public static func all(
    _ replications: [[ReplicationSummary]], frame: EvaluationFrame, costPerHour: CostPerHour = CostPerHour(),
    level: Double = 0.95
  ) -> [CostResult] {
    let first = replications.first ?? []
    let without = first.firstIndex { $0.strategy == frame.counterfactual }.map { index in
      replications.map { $0[index] }
    }
    return first.indices.filter { first[$0].strategy != frame.counterfactual }.map { index in
      CostResult(
        replications.map { $0[index] }, without: without, costPerHour: costPerHour, level: level)
    }
  }

  private init(
    _ summaries: [ReplicationSummary], without: [ReplicationSummary]?, costPerHour: CostPerHour, level: Double
  ) {
    strategy = summaries[0].strategy
    self.costPerHour = costPerHour
    let hours = summaries.map(\.dosage.officerHours)
    officerHours = Estimate(ConfidenceInterval(of: hours, level: level))
    let cost = hours.map { $0 * costPerHour.pounds }
    pounds = Estimate(ConfidenceInterval(of: cost, level: level))
    areas = Comparison.areas.map { AreaCost(summaries, cost: cost, area: $0, level: level) }
    responses = GradeResponse.all(summaries, without: without, level: level)
  }
}

/// What was averted in an area, in money.
public struct AreaCost: Hashable, Sendable, Codable {
  public let area: Area
  /// Pounds for each crime averted, with Fieller's interval.
  public let poundsPerCrime: Estimate
  /// Pounds for each day of harm averted, with Fieller's interval.
  public let poundsPerHarmDay: Estimate
  /// What the police did not have to spend, since they had less crime to deal with, in pounds; negative where they
  /// had more, as where patrol discovers much.
  public let policeCostSaved: Estimate
  /// The same in per cent of what the operation cost, with Fieller's interval.
  public let savedPercent: Estimate
  /// Offences without a price, in per cent of those that the police got to know of without patrol, pooled.
  public let uncostedPercent: Estimate

  init(_ summaries: [ReplicationSummary], cost: [Double], area: Area, level: Double) {
    self.area = area
    func pounds(_ outcome: Outcome) -> Estimate {
      poundsEach(
        cost, averted: summaries.map { $0.averted(outcome, in: area) }, outcome: outcome, level: level)
    }
    poundsPerCrime = pounds(.crime)
    poundsPerHarmDay = pounds(.harm)
    let saved = summaries.map { $0.policeCostWithout[area] - $0.policeCost[area] }
    policeCostSaved = Estimate(ConfidenceInterval(of: saved, level: level))
    savedPercent = Estimate(
      ratioInterval(
        of: saved.map { 100 * $0 }, to: cost, level: level, otherwise: "the operation cost nothing"))
    uncostedPercent = Estimate(
      percentOf: summaries.map { $0.uncostedWithout[area] },
      in: summaries.map { $0.uncostedWithout[area] + $0.costedWithout[area] }, level: level,
      otherwise: "no crime was recorded without patrol")
  }
}
