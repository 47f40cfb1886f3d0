// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis

extension RecordedPanel {
  /// The mean over pairs of log[(*R*a + ½)/(*R*b + ½)] − log[(*C*a + ½)/(*C*b + ½)], with Student's interval.
  ///
  /// Every pair has the same weight, whatever its counts. Half an offence keeps the logs of small counts finite (Haldane's
  /// correction).
  ///
  /// Source: the paired design of Sherman and Weisburd, *Justice Quarterly* 12(4), 1995; Haldane, *Annals of Human Genetics* 20, 1956.
  var matchedEstimate: MethodEstimate {
    let method = EvaluationMethod.matchedControls
    let pairs = targets.compactMap { target in
      controls.first { $0.target == target.place }.map { (target, $0) }
    }
    guard pairs.count > 1 else {
      return MethodEstimate(
        method, undefined: pairs.isEmpty ? "no target has a control matched to it" : "there is only one pair")
    }
    func change(_ series: Series) -> Double {
      let counts = beforeAfter([series])
      return log((counts.after + 0.5) / (counts.before * periodRatio + 0.5))
    }
    let interval = ConfidenceInterval(of: pairs.map { change($0.0) - change($0.1) })
    guard interval.standardError > 0 else {
      return MethodEstimate(method, undefined: "all pairs changed alike, so the error can't be estimated")
    }
    return MethodEstimate(
      method, logRatio: interval,
      pValue: studentTTwoSidedPValue(
        interval.estimate / interval.standardError, degreesOfFreedom: Double(pairs.count - 1)))
  }

  /// β of log E(count) = αplace + γ·during + β·during·target + log weeks, a row for each place before and during, with errors
  /// clustered by place.
  ///
  /// Places without an offence in both periods tell nothing of β and are left out.
  ///
  /// Source: Wooldridge, *Econometric Analysis of Cross Section and Panel Data*, 2nd ed., 2010, §18.7; Bertrand, Duflo and Mullainathan,
  /// *Quarterly Journal of Economics* 119(1), 2004, for the clusters; Cameron and Miller, "A practitioner's guide to cluster-robust
  /// inference", *Journal of Human Resources* 50(2), 2015, for their number.
  var regressionEstimate: MethodEstimate {
    let method = EvaluationMethod.differenceInDifferences
    guard !controls.isEmpty else { return MethodEstimate(method, undefined: "there is no control") }
    func counted(_ series: [Series]) -> [BeforeAfter] {
      series.map { beforeAfter([$0]) }.filter { $0.before + $0.after > 0 }
    }
    let (treated, untreated) = (counted(targets), counted(controls))
    let places = treated + untreated
    // The places' own rates drop out of it: given its total, a place's offences split between the periods with the odds
    // exp(γ + β·target) times the weeks' ratio. So β and its errors have a closed form, the same as that of the regression.
    guard treated.count > 1, untreated.count > 1 else {
      return MethodEstimate(method, undefined: "there are not two targets and two controls with any offence")
    }
    let sums = [treated, untreated].map { group in
      BeforeAfter(
        before: group.reduce(0) { $0 + $1.before }, after: group.reduce(0) { $0 + $1.after })
    }
    guard sums.allSatisfy({ $0.before > 0 && $0.after > 0 }) else {
      return MethodEstimate(method, undefined: "the targets or the controls have no offence before or during")
    }
    let ratio = log(sums[0].after / sums[0].before) - log(sums[1].after / sums[1].before)
    let variance = zip([treated, untreated], sums).reduce(0.0) { $0 + clusteredVariance($1.0, $1.1) }
    // A rate for each place lies within a cluster and costs no degree of freedom (Cameron and Miller 2015, §III.B).
    let count = Double(places.count)
    let error = (variance * count / (count - 1)).squareRoot()
    guard error > 0 else {
      return MethodEstimate(method, undefined: "all places changed alike, so the error can't be estimated")
    }
    let interval = ConfidenceInterval(
      estimate: ratio, standardError: error, degreesOfFreedom: nil, level: 0.95)
    return MethodEstimate(
      method, logRatio: interval, pValue: min(1, 2 * normalProbability(below: -abs(ratio) / error)))
  }

  /// The cluster-robust variance of the log odds of after to before in one group, without its small-sample factor.
  ///
  /// With π the group's share after, place *i*'s score is *s*ᵢ = aᵢ − π·(aᵢ + bᵢ) and the information is Σ π(1 − π)(aᵢ + bᵢ).
  private func clusteredVariance(_ group: [BeforeAfter], _ sum: BeforeAfter) -> Double {
    let total = sum.before + sum.after
    let share = sum.after / total
    let scores = group.reduce(0.0) { result, place in
      let score = place.after - share * (place.before + place.after)
      return result + score * score
    }
    let information = share * (1 - share) * total
    return scores / (information * information)
  }

  /// The most controls that a synthetic control is made of: of more than that, those with most crime before the campaign, whose
  /// series are the least noisy.
  ///
  /// With many more donors than blocks of history a fit says nothing, and each donor's placebo costs as much as the fit. The
  /// number is an assumption.
  ///
  /// Source: Abadie, "Using synthetic controls", *Journal of Economic Literature* 59(2), 2021, §3.2, on keeping the pool small.
  public static let mostDonors = 60

  /// The weighted mean of controls that comes nearest to the targets' history, in blocks of four weeks.
  ///
  /// Each series is divided by its own mean before the campaign, so that places of different size can be compared: the
  /// targets together against the controls one by one. The *p* value is that of placebos in space, and the interval ± 1.96
  /// standard deviations of the placebos' effects.
  ///
  /// Source: Abadie, Diamond and Hainmueller 2010; for the interval Arkhangelsky and others, "Synthetic difference-in-differences",
  /// *American Economic Review* 111(12), 2021, algorithm 4.
  var syntheticEstimate: MethodEstimate {
    let method = EvaluationMethod.syntheticControl
    guard controls.count > 1 else {
      return MethodEstimate(method, undefined: "it needs at least two controls")
    }
    let (blocksBefore, blocksAfter) = (historyWeeks / 4, campaignWeeks / 4)
    guard blocksBefore >= 4, blocksAfter >= 1 else {
      return MethodEstimate(method, undefined: "it needs 16 weeks of history and four of campaign")
    }
    func index(_ series: [Series]) -> [Double]? {
      let blocks = (0..<blocksBefore + blocksAfter).map { block -> Double in
        let first =
          block < blocksBefore
          ? historyWeeks - 4 * (blocksBefore - block) : historyWeeks + 4 * (block - blocksBefore)
        return series.reduce(0) { $0 + $1.sum(first..<first + 4) }
      }
      let mean = blocks[..<blocksBefore].reduce(0, +) / Double(blocksBefore)
      return mean > 0 ? blocks.map { $0 / mean } : nil
    }
    guard let treated = index(targets) else {
      return MethodEstimate(method, undefined: "no crime was recorded in the targets before")
    }
    let donors = largestControls.compactMap { index([$0]) }
    guard donors.count > 1 else {
      return MethodEstimate(method, undefined: "fewer than two controls had any crime before")
    }
    let fit = SyntheticControl(treated: treated, donors: donors, before: blocksBefore)
    let placebos = SyntheticControl.placebos(donors, before: blocksBefore)
    let expected = fit.synthetic[blocksBefore...].reduce(0, +) / Double(blocksAfter)
    guard expected > 0 else {
      return MethodEstimate(method, undefined: "the controls that fit had no crime in the campaign")
    }
    let spread = Tally(placebos.map(\.effect)).standardDeviation
    let interval = ConfidenceInterval(
      estimate: -100 * fit.effect / expected, standardError: 100 * spread / expected, degreesOfFreedom: nil,
      level: 0.95)
    return MethodEstimate(
      method, fallPercent: interval.estimate, lower: interval.lower, upper: interval.upper,
      pValue: fit.pValue(among: placebos))
  }

  /// The controls with most crime before the campaign, at most ``mostDonors``, in their order.
  private var largestControls: [Series] {
    guard controls.count > RecordedPanel.mostDonors else { return controls }
    let sums = controls.map { $0.sum(0..<historyWeeks) }
    let largest = controls.indices.sorted { (-sums[$0], $0) < (-sums[$1], $1) }
    return largest.prefix(RecordedPanel.mostDonors).sorted().map { controls[$0] }
  }
}
