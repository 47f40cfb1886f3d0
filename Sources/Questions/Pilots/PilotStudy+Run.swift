// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import OutputAnalysis
import PatrolModel
import ScenarioFiles
import Tables

/// What a study of pilots came to.
public struct PilotOutcome: Sendable {
  public let scenario: String
  public let seed: UInt64
  public let preset: String
  public let replications: Int
  public let complete: Bool
  public let rules: PilotRules
  /// The power asked for.
  public let power: Double
  /// The effect looked at in place of the deterrence in force, in per cent.
  public let effectPercent: Double?
  public let budgetInHours: Double?
  /// £ for an officer's hour, an assumption.
  public let poundsPerHour: Double
  /// In the order of the study's plans.
  public let results: [PilotResult]
  /// What places chosen by their record would do without any patrol.
  public let regression: [RegressionToTheMean]
  public let assumptions: [String]

  /// What is to be done.
  public var advice: PilotAdvice {
    PilotAdvice(results, power: power, level: rules.level, budgetInHours: budgetInHours)
  }
}

extension PilotStudy {
  /// Runs the study.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, replications in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where there are fewer than two replications.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> PilotOutcome {
    let regressions = RegressionStudy(self)
    let requested = options.replications + regressions.replications
    let study = self
    let work = OrderedReplications(numbers: 1...options.replications, jobs: options.jobs) {
      let runner = PilotRunner(study)
      return { number in try runner.replicate(number) }
    }
    let replications = try work.values(interruption: interruption) {
      progress(ExperimentProgress(finished: $0, requested: requested))
    }
    guard replications.count > 1 else { throw NothingFinished() }
    let done = replications.count
    let regression = try regressions.run(interruption: interruption) {
      progress(ExperimentProgress(finished: done + $0, requested: requested))
    }
    return PilotOutcome(
      scenario: scenario.name, seed: seed,
      preset: scenario.deterrence.preset.rawValue, replications: done,
      complete: done == options.replications && !interruption.isRequested, rules: options.rules,
      power: options.power, effectPercent: options.effectPercent, budgetInHours: options.budgetInHours,
      poundsPerHour: options.costPerHour.pounds, results: plans.indices.map { result(of: $0, replications) },
      regression: regression, assumptions: assumptions)
  }

  /// Sums up what replications say of a plan.
  private func result(of index: Int, _ replications: [PilotReplication]) -> PilotResult {
    let plan = plans[index]
    let figures = replications.map { $0.figures[index] }
    // What doesn't depend on the dose was found for the first one only.
    let visits = options.visitsPerDay.min() ?? plan.visitsPerDay
    let twin = PilotPlan(design: plan.design, streets: plan.streets, weeks: plan.weeks, visitsPerDay: visits)
    let first = plans.firstIndex(of: twin) ?? index
    let shared = replications.map { $0.figures[first] }
    let reason = figures.lazy.compactMap(\.undefined).first
    let found = figures.compactMap { $0.finding.map { $0.pValue < options.rules.level } }
    let alarms = shared.compactMap(\.falseAlarm)
    func share(_ answers: [Bool]) -> Estimate {
      answers.isEmpty
        ? Estimate(undefined: reason ?? "the analysis has no result")
        : Estimate(wilsonInterval(successes: answers.count { $0 }, trials: answers.count))
    }
    let dose = options.visitsPerDay.sorted().firstIndex(of: plan.visitsPerDay) ?? 0
    let hours = Tally(
      replications.filter { !$0.hoursPerStreetDay.isEmpty }.map { $0.hoursPerStreetDay[dose] }
    ).mean
    return PilotResult(
      plan: plan, power: share(found), falseAlarms: share(alarms),
      truth: Estimate(
        meanOf: figures.map(\.truth), otherwise: "nothing happened on the streets without patrol"),
      bias: Estimate(
        meanOf: figures.map { one in one.truth.flatMap { truth in one.finding.map { $0.fallPercent - truth } }
        },
        otherwise: reason ?? "the analysis has no result"),
      leastEffectPercent: leastEffect(shared), officerHours: hours * plan.streetDaysOn,
      undefinedShare: Double(figures.count - found.count) / Double(figures.count), undefined: reason)
  }

  /// The least effect found with the power asked for, between the effects tried.
  private func leastEffect(_ figures: [PilotReplication.Figures]) -> Double? {
    var (effectBefore, powerBefore) = (0.0, options.rules.level)
    for (index, effect) in PilotStudy.effects.enumerated() {
      let answers = figures.compactMap { $0.atEffects.indices.contains(index) ? $0.atEffects[index] : nil }
      guard !answers.isEmpty else { return nil }
      let power = Double(answers.count { $0 }) / Double(answers.count)
      if power >= options.power {
        guard power > powerBefore else { return effect }
        let share = max(0, options.power - powerBefore) / (power - powerBefore)
        return effectBefore + share * (effect - effectBefore)
      }
      (effectBefore, powerBefore) = (effect, power)
    }
    return nil
  }

  /// What the study takes for granted, beside what the model does.
  var assumptions: [String] {
    let types =
      options.counts.isEmpty
      ? "All types that the public reports count; those that patrol discovers are left out, since more patrol finds more of them."
      : "The types that count: \(options.counts.joined(separator: ", "))."
    let effect =
      options.effectPercent.map {
        "The true effect is assumed to be \(DecimalText.trimmed($0, decimals: 1))% on every street and day on, without residual "
          + "deterrence on days off and without displacement."
      }
      ?? "The true effect is that of the preset \(scenario.deterrence.preset.rawValue), under visits of "
      + "\(Int(PilotStudy.visitInMinutes)) minutes at random times of the day."
    return [
      types, effect,
      "Only the streets, their controls and their buffers are simulated.",
      "Controls change by chance and season only.",
      "The crime rates of streets are those of the scenario. Each replication draws them within their errors.",
      "A stepped wedge combines streets without patrol and streets patrolled throughout. So the days on which deterrence builds "
        + "up have the full effect.",
      "Money: £\(DecimalText.trimmed(options.costPerHour.pounds, decimals: 2)) per officer hour, an assumption. Published figures are "
        + "between £\(Int(CostPerHour.usualRange.lowerBound)) and £\(Int(CostPerHour.usualRange.upperBound)).",
    ]
  }
}
