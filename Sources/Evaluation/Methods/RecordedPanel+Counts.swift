// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis

extension RecordedPanel {
  /// 100·(1 − (*A*/*w*) / *B*): the campaign's *A* against *B* in the baseline weeks, *w* the ratio of their lengths.
  ///
  /// The interval takes both counts for Poisson, on the log scale; the *p* value is that of the e-test.
  ///
  /// Source: Krishnamoorthy and Thomson 2004 for the test; Rothman, Greenland and Lash, *Modern Epidemiology*, 3rd ed., 2008, ch. 14,
  /// for the interval of a rate ratio.
  var beforeAfterEstimate: MethodEstimate {
    let target = beforeAfter(targets)
    return rateRatio(
      .beforeAfter, before: target.before, after: target.after, periods: 1 / periodRatio,
      missing: "no crime was recorded in the targets before")
  }

  /// The same against the sum of the same weeks in up to three years before, over as many years.
  ///
  /// It needs two whole years of history at least; else it would be the method before and after.
  var seasonalEstimate: MethodEstimate {
    let years = min(3, historyWeeks / 52)
    guard years >= 2 else {
      return MethodEstimate(.seasonalAverage, undefined: "the history is shorter than two years")
    }
    guard campaignWeeks <= 52 else {
      return MethodEstimate(.seasonalAverage, undefined: "the campaign is longer than a year")
    }
    let before = (1...years).reduce(0.0) { sum, year in
      let first = historyWeeks - 52 * year
      return sum + targets.reduce(0) { $0 + $1.sum(first..<(first + campaignWeeks)) }
    }
    return rateRatio(
      .seasonalAverage, before: before, after: targets.reduce(0) { $0 + $1.sum(campaign) },
      periods: Double(years),
      missing: "no crime was recorded in the targets in the same weeks of earlier years")
  }

  /// - Parameter periods: The length of the weeks before over that of the campaign.
  private func rateRatio(
    _ method: EvaluationMethod, before: Double, after: Double, periods: Double, missing: String
  ) -> MethodEstimate {
    guard before > 0 else { return MethodEstimate(method, undefined: missing) }
    let pValue = poissonExactComparison(
      Int(after), Int(before), firstExposure: 1, secondExposure: periods)
    let fall = 100 * (1 - after * periods / before)
    // Without any offence in the campaign half of one bounds the ratio from above.
    let count = max(after, 0.5)
    let interval = ConfidenceInterval(
      estimate: log(count * periods / before), standardError: (1 / count + 1 / before).squareRoot(),
      degreesOfFreedom: nil, level: 0.95)
    return MethodEstimate(
      method, fallPercent: fall, lower: min(fall, -100 * expm1(interval.upper)),
      upper: after > 0 ? -100 * expm1(interval.lower) : 100, pValue: pValue)
  }

  /// −100·WDD/(*R*before + *C*after − *C*before): the change of the targets beyond that of the controls, in per cent of
  /// what the targets would have had, had they changed by as many offences as the controls.
  ///
  /// The interval is that of WDD, whose error takes counts for Poisson; what was to be expected is taken as known.
  var weightedDifferenceEstimate: MethodEstimate {
    let method = EvaluationMethod.weightedDisplacementDifference
    guard !controls.isEmpty else { return MethodEstimate(method, undefined: "there is no control") }
    let (target, control) = (beforeAfter(targets), beforeAfter(controls))
    // Controls are scaled to the number of targets.
    let scale = Double(targets.count) / Double(controls.count)
    let weights = QuadrantCounts(
      target: BeforeAfter(before: periodRatio, after: 1), buffer: .zero,
      control: BeforeAfter(before: periodRatio * scale, after: scale))
    let difference = WeightedDisplacementDifference(
      QuadrantCounts(target: target, buffer: .zero, control: control), weights: weights)
    let expected = target.after - difference.estimate
    guard expected > 0 else {
      return MethodEstimate(method, undefined: "the controls fell by more than the targets had")
    }
    let interval = difference.interval()
    return MethodEstimate(
      method, fallPercent: -100 * difference.estimate / expected, lower: -100 * interval.upper / expected,
      upper: -100 * interval.lower / expected, pValue: difference.pValue)
  }
}
