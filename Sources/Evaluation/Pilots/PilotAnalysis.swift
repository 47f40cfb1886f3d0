// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis

/// What the analysis of one pilot finds.
public struct PilotFinding: Hashable, Sendable {
  /// The fall on streets and days on, in per cent of what was to be expected.
  public let fallPercent: Double
  /// The one-sided *p* value of no fall, in `0...1`.
  public let pValue: Double
}

extension PilotWorld {
  /// Analyses a pilot as its design says, on the first of the streets and weeks.
  ///
  /// - Returns: Undefined where the design has no result, with the reason.
  public func finding(_ plan: PilotPlan, _ rules: PilotRules) -> Measure<PilotFinding> {
    switch plan.design {
    case .parallel: parallel(plan, rules)
    case .beforeAfter: beforeAfter(plan)
    case .crossover: crossed(plan, rules)
    case .steppedWedge: wedge(plan)
    }
  }

  private func total(_ sums: DaySums, _ count: Int, _ days: Range<Int>) -> Double {
    (0..<count).reduce(0) { $0 + sums.sum($1, days) }
  }

  /// WDD of streets and controls: against the same weeks a year before where crime has a season, else against the year before, weighted to the
  /// length of the pilot.
  private func parallel(_ plan: PilotPlan, _ rules: PilotRules) -> Measure<PilotFinding> {
    let pilot = 0..<7 * plan.weeks
    let earlier = rules.hasSeason ? pilot : 0..<PilotWorld.daysBefore
    let weight = Double(pilot.count) / Double(earlier.count)
    let difference = WeightedDisplacementDifference(
      QuadrantCounts(
        target: BeforeAfter(
          before: total(streetsBefore, plan.streets, earlier), after: total(always, plan.streets, pilot)),
        buffer: .zero,
        control: BeforeAfter(
          before: total(controlsBefore, plan.streets, earlier), after: total(controls, plan.streets, pilot))),
      weights: QuadrantCounts(
        target: BeforeAfter(before: weight, after: 1), buffer: .zero,
        control: BeforeAfter(before: weight, after: 1)))
    let expected = total(always, plan.streets, pilot) - difference.estimate
    guard difference.variance > 0 else { return .undefined(reason: "there is no offence at all") }
    guard expected > 0 else {
      return .undefined(reason: "the controls fell by more than the streets had")
    }
    return .value(
      PilotFinding(fallPercent: -100 * difference.estimate / expected, pValue: difference.pValueOfFall))
  }

  /// Streets against the same weeks a year before.
  private func beforeAfter(_ plan: PilotPlan) -> Measure<PilotFinding> {
    let days = 0..<7 * plan.weeks
    let (before, after) = (
      total(streetsBefore, plan.streets, days), total(always, plan.streets, days)
    )
    guard before > 0 else {
      return .undefined(reason: "no offence was recorded in the same weeks a year before")
    }
    let twoSided = poissonExactComparison(Int(after), Int(before))
    return .value(
      PilotFinding(
        fallPercent: 100 * (1 - after / before), pValue: after < before ? twoSided / 2 : 1 - twoSided / 2))
  }

  /// Days on against days off, the log of the ratio of their rates with errors clustered by street and cycle.
  ///
  /// Given a cycle's total, its offences split with the odds of the ratio times days on over days off; see difference in
  /// differences for the closed form. The first days off are left out, since patrol still deters on them.
  private func crossed(_ plan: PilotPlan, _ rules: PilotRules) -> Measure<PilotFinding> {
    let (on, off) = (PilotWorld.spellDays, PilotWorld.spellDays - rules.washoutDays)
    var cycles: [BeforeAfter] = []
    for street in 0..<plan.streets {
      var start = firstDaysOn[street] % 14
      while start + 2 * PilotWorld.spellDays <= 7 * plan.weeks {
        let end = start + PilotWorld.spellDays
        cycles.append(
          BeforeAfter(
            before: crossover.sum(street, (end + rules.washoutDays)..<(end + PilotWorld.spellDays)),
            after: crossover.sum(street, start..<end)))
        start += 2 * PilotWorld.spellDays
      }
    }
    let (offCount, onCount) = (cycles.reduce(0) { $0 + $1.before }, cycles.reduce(0) { $0 + $1.after })
    guard cycles.count > 1 else {
      return .undefined(reason: "there are fewer than two cycles of days on and off")
    }
    guard offCount > 0, onCount > 0 else {
      return .undefined(reason: "there is no offence on days on or off")
    }
    let ratio = log(onCount / Double(on)) - log(offCount / Double(off))
    let share = onCount / (onCount + offCount)
    let scores = cycles.reduce(0.0) { sum, cycle in
      let score = cycle.after - share * (cycle.before + cycle.after)
      return sum + score * score
    }
    let information = share * (1 - share) * (onCount + offCount)
    let count = Double(cycles.count)
    let error = (scores * count / (count - 1)).squareRoot() / information
    guard error > 0 else {
      return .undefined(reason: "all cycles are alike, so the error can't be estimated")
    }
    return .value(
      PilotFinding(
        fallPercent: -100 * expm1(ratio), pValue: oneSided(ratio / error, degreesOfFreedom: count - 1)))
  }

  /// A rate for each street and each period, the year before included, and one effect; errors scaled by Pearson's χ².
  private func wedge(_ plan: PilotPlan) -> Measure<PilotFinding> {
    let length = 7 * plan.weeksPerStep
    guard length > 0 else { return .undefined(reason: "there are fewer weeks than starts") }
    guard plan.streets > 1 else { return .undefined(reason: "a stepped wedge needs at least two streets") }
    let periods = plan.streets + 2
    var (rows, counts, exposures): ([[Double]], [Double], [Double]) = ([], [], [])
    for street in 0..<plan.streets {
      for period in 0..<periods {
        var row = [Double](repeating: 0, count: plan.streets + periods)
        row[street] = 1
        if period > 0 { row[plan.streets + period - 1] = 1 }
        let days = period == 0 ? 0..<PilotWorld.daysBefore : (period - 1) * length..<period * length
        // The street starts one period after the one before it; nobody is patrolled in the first.
        let isOn = period >= street + 2
        row[plan.streets + periods - 1] = isOn ? 1 : 0
        let sums = period == 0 ? streetsBefore : isOn ? always : untreated
        rows.append(row)
        counts.append(sums.sum(street, days))
        exposures.append(log(Double(days.count)))
      }
    }
    let column = plan.streets + periods - 1
    switch PoissonRegression.fit(counts, on: DesignMatrix(rows), logExposures: exposures) {
    case .undefined(let reason): return .undefined(reason: reason)
    case .value(let fit):
      guard let error = fit.standardError(of: column, .scaled).value, error > 0 else {
        return .undefined(reason: "the error can't be estimated")
      }
      let effect = fit.coefficients[column]
      return .value(
        PilotFinding(
          fallPercent: -100 * expm1(effect),
          pValue: oneSided(effect / error, degreesOfFreedom: Double(fit.degreesOfFreedom))))
    }
  }

  /// The probability of a *t* this low without effect.
  private func oneSided(_ score: Double, degreesOfFreedom: Double) -> Double {
    let twoSided = studentTTwoSidedPValue(score, degreesOfFreedom: degreesOfFreedom)
    return score < 0 ? twoSided / 2 : 1 - twoSided / 2
  }
}
