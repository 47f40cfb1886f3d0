// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel

/// What a strategy came to over all replications, each measured against the same replication without patrol.
///
/// Estimates are means over replications with Student's *t* intervals, unless they say pooled: those are ratios of
/// sums over all replications, with jackknife intervals.
public struct StrategyResult: Hashable, Sendable, Codable {
  public let strategy: String
  /// Whether it is the strategy without patrol.
  public let isCounterfactual: Bool
  /// Crime and harm averted, in every area.
  public let effects: [Effect]
  /// Potential offences that patrol deterred, a replication.
  public let deterred: Estimate
  /// Of those, the ones that did not happen anywhere.
  public let prevented: Estimate
  /// Of those, the ones that were displaced and happened elsewhere or later.
  public let landed: Estimate
  /// Of those, the ones that were displaced and deterred again where they went.
  public let stoppedThere: Estimate
  /// Potential offences deterred at places that are no target: diffusion of benefit.
  public let diffused: Estimate
  /// What averted the crime that was averted everywhere, in the order of ``AvertedCause``.
  public let causes: [CauseResult]
  /// Landed in per cent of deterred, pooled.
  public let displacedPercent: Estimate
  /// The weighted displacement quotient of recorded crime, pooled; above 0 is diffusion, below is displacement.
  public let weightedDisplacementQuotient: Estimate
  /// The share of replications in which that quotient, on its own, is undefined; in `0...1`.
  public let quotientUndefinedShare: Double
  /// Offences averted in targets and buffers as recorded crime shows them, a replication, pooled.
  public let totalNetEffect: Estimate
  /// The weighted displacement difference of recorded crime, in offences a replication, pooled; below 0 is a fall. Its error is
  /// the one seen between replications.
  public let weightedDisplacementDifference: Estimate
  /// The mean over replications of the standard error that an evaluator of one campaign would state for it, in offences.
  public let weightedDisplacementError: Estimate
  /// Visits to places a day.
  public let visitsPerDay: Estimate
  /// Visits to a target a day.
  public let visitsPerTargetAndDay: Estimate
  /// Hours of officers on duty in the campaign.
  public let officerHours: Estimate
  /// Redirections of a unit in the campaign.
  public let redirections: Estimate
  /// The same by cause, with the share that paid.
  public let redirectionsByCause: [RedirectionResult]
  /// What each method would make of recorded crime in the targets, in the order of ``EvaluationMethod``.
  public let methods: [MethodPerformance]
  /// How calls for service were answered; `nil` where the scenario has none.
  public let calls: CallResult?

  /// Returns how a method did.
  public func performance(of method: EvaluationMethod) -> MethodPerformance? {
    methods.first { $0.method == method }
  }

  /// Returns the effect on crime or harm in an area.
  public func effect(on outcome: Outcome, in area: Area) -> Effect? {
    effects.first { $0.outcome == outcome && $0.area == area }
  }
}

/// Crime or harm averted in an area.
public struct Effect: Hashable, Sendable, Codable {
  public let outcome: Outcome
  public let area: Area
  /// What happened without patrol, in offences or days of harm a replication.
  public let without: Estimate
  /// What was averted, in the same unit; negative where there was more than without patrol.
  public let averted: Estimate
  /// What was averted in per cent of what happened without patrol.
  public let percent: Estimate
  /// Where the percentages of 19 of 20 replications lie; `nil` of fewer than two.
  public let plausible: PlausibleRange?
}

extension StrategyResult {
  /// Sums up the replications of one strategy.
  ///
  /// - Parameters:
  ///   - summaries: One for each replication, at least one.
  ///   - frame: The evaluation's frame.
  ///   - level: The confidence level, between 0 and 1.
  init(_ summaries: [ReplicationSummary], frame: EvaluationFrame, level: Double) {
    func mean(_ value: (ReplicationSummary) -> Double) -> Estimate {
      Estimate(ConfidenceInterval(of: summaries.map(value), level: level))
    }
    strategy = summaries[0].strategy
    isCounterfactual = strategy == frame.counterfactual
    let effects = Outcome.allCases.flatMap { outcome in
      Area.allCases.map { Effect(summaries, outcome: outcome, area: $0, level: level) }
    }
    self.effects = effects
    deterred = mean { Double($0.fates.deterred) }
    prevented = mean { Double($0.fates.prevented) }
    landed = mean { Double($0.fates.landed) }
    stoppedThere = mean { Double($0.fates.stoppedThere) }
    diffused = mean { Double($0.fates.diffused) }
    causes = AvertedCause.allCases.map { CauseResult($0, summaries, level: level) }
    displacedPercent = Estimate(
      percentOf: summaries.map { Double($0.fates.landed) }, in: summaries.map { Double($0.fates.deterred) },
      level: level, otherwise: "nothing was deterred")
    let displacement = pooledDisplacement(summaries.map(\.recordedQuadrants), level: level)
    weightedDisplacementQuotient = Estimate(displacement.weightedDisplacementQuotient)
    quotientUndefinedShare = displacement.undefinedShare
    totalNetEffect = Estimate(displacement.totalNetEffect)
    weightedDisplacementDifference = Estimate(displacement.weightedDisplacementDifference)
    weightedDisplacementError = mean { $0.recordedQuadrants.weightedDisplacementDifference.standardError }
    let days = Double(frame.campaignDays)
    let targets = Double(max(1, frame.targetCount))
    visitsPerDay = mean { Double($0.dosage.visitsDelivered) / days }
    visitsPerTargetAndDay = mean { Double($0.dosage.visitsDelivered) / days / targets }
    officerHours = mean(\.dosage.officerHours)
    redirections = mean { Double($0.dosage.redirections) }
    redirectionsByCause = RedirectionCause.allCases.map {
      RedirectionResult(summaries, cause: $0, level: level)
    }
    methods = EvaluationMethod.allCases.map { MethodPerformance($0, summaries, level: level) }
    calls = CallResult(summaries, frame: frame, level: level)
  }
}

extension Effect {
  init(_ summaries: [ReplicationSummary], outcome: Outcome, area: Area, level: Double) {
    self.outcome = outcome
    self.area = area
    let nothing = "no \(outcome.rawValue) happened without patrol"
    without = Estimate(
      meanOf: summaries.map { $0.without(outcome, in: area) }, level: level, otherwise: nothing)
    averted = Estimate(
      meanOf: summaries.map { $0.averted(outcome, in: area) }, level: level, otherwise: nothing)
    let percents = summaries.map { $0.avertedPercent(outcome, in: area) }
    percent = Estimate(meanOf: percents, level: level, otherwise: nothing)
    plausible = PlausibleRange(ofReductions: percents.compactMap { $0 })
  }
}

/// Returns a sample quantile by linear interpolation between order statistics; `nil` of no values.
///
/// Source: Hyndman and Fan, "Sample quantiles in statistical packages", *The American Statistician* 50 (1996),
/// 361–365, definition 7.
func quantile(_ share: Double, ofSorted values: [Double]) -> Double? {
  guard let last = values.last else { return nil }
  let position = share * Double(values.count - 1)
  let below = Int(position)
  guard below + 1 < values.count else { return last }
  return values[below] + (position - Double(below)) * (values[below + 1] - values[below])
}
