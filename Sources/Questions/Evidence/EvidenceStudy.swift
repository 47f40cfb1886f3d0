// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import OutputAnalysis
import PatrolModel

/// A fit of a patrol's effect to published trials, and to parts of them for the presets.
public struct EvidenceStudy: Sendable {
  public let scenarios: [Scenario]
  public let seed: UInt64
  public let jobs: Int
  /// Whether each trial is also left out once, and predicted from the others.
  public let leavesOut: Bool
  /// Sweeps of each chain after its warm-up.
  public let sweeps: Int
  let trials: [EvidenceTrial]
  let notUsed: [EvidenceRecord.NotUsed]

  /// The parts of the fit that only presets and predictions need have so much fewer sweeps.
  private static let fewer = 4

  /// - Parameters:
  ///   - scenarios: Trials as scenarios, each with its dose and findings.
  ///   - seed: Of all random numbers.
  ///   - sweeps: Of each chain after its warm-up; at least 1,000.
  ///   - leavesOut: Whether each trial is left out once.
  ///   - jobs: How many chains to run at the same time; at least 1. It changes no result.
  public init(
    _ scenarios: [Scenario], seed: UInt64 = 1, sweeps: Int = EvidenceStudy.usualSweeps,
    leavesOut: Bool = true,
    jobs: Int = Experiment.processorCount
  ) {
    self.scenarios = scenarios
    self.seed = seed
    self.sweeps = sweeps
    self.leavesOut = leavesOut
    self.jobs = jobs
    var trials: [EvidenceTrial] = []
    var notUsed: [EvidenceRecord.NotUsed] = []
    for scenario in scenarios {
      do throws(NotUsedError) { trials.append(try EvidenceTrial(scenario)) } catch {
        notUsed.append(EvidenceRecord.NotUsed(trial: scenario.name, reason: error.reason))
      }
    }
    self.trials = trials
    self.notUsed = notUsed
  }

  /// The fits: all trials, those that compare places, those that compare days, and all but each.
  private var fits: [EvidenceFit] {
    let parts = [trials, trials.filter(\.isParallel), trials.filter { !$0.isParallel }]
    let others =
      leavesOut
      ? trials.indices.map { left in trials.indices.filter { $0 != left }.map { trials[$0] } } : []
    return (parts + others).enumerated().map { index, trials in
      let sweeps = index == 0 ? sweeps : sweeps / EvidenceStudy.fewer
      return EvidenceFit(trials, seed: seed, warmUp: sweeps / 4, sweeps: sweeps, kept: min(sweeps, 1_000))
    }
  }

  /// Sweeps with which R̂ is at most 1.01 for the trials that come with PatrolSim.
  public static let usualSweeps = 40_000

  /// How many chains all fits have.
  var chainCount: Int { fits.count * EvidenceFit.chainCount }

  /// Runs all chains.
  ///
  /// - Parameters:
  ///   - interruption: When it is requested, chains in flight are finished and the rest is left.
  ///   - progress: Called on this thread a few times a second.
  /// - Throws: ``NothingFinished`` where it was interrupted; a sentence that names the limit where no thread can be started.
  public func run(
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> EvidenceRecord {
    let fits = fits
    let chains = EvidenceFit.chainCount
    let total = fits.count * chains
    let work = OrderedReplications<EvidenceFit.Chain>(numbers: 1...total, jobs: jobs) {
      { number in fits[(number - 1) / chains].chain((number - 1) % chains + 1) }
    }
    let results = try work.values(interruption: interruption) {
      progress(ExperimentProgress(finished: $0, requested: total))
    }
    guard results.count == total else { throw NothingFinished() }
    return record(
      fits.indices.map {
        EvidencePosterior(fits[$0], chains: Array(results[$0 * chains..<($0 + 1) * chains]))
      })
  }

  /// Draws of a record; a power of two, so that any power of two of replications covers them evenly.
  static let drawCount = 512

  private func record(_ posteriors: [EvidencePosterior]) -> EvidenceRecord {
    let all = posteriors[0]
    let prior = EvidencePosterior.prior()
    let (rHat, size) = all.diagnostics
    let parameters = EvidencePrior.parameters.enumerated().map { index, parameter in
      EvidenceRecord.Parameter(
        name: parameter.name, symbol: parameter.symbol, unit: parameter.unit,
        prior: interval(prior[index]), mean: interval(all.mean(of: index)),
        prediction: interval(all.prediction(of: index)), learnt: rounded(all.learnt(of: index)))
    }
    let trials = trials.enumerated().map { index, trial in
      let (fitted, predicted, pValue) = all.change(of: trial, fitted: index)
      return EvidenceRecord.Trial(
        name: trial.name, outcome: trial.outcome, comparesPlaces: trial.isParallel,
        observed: rounded(100 * expm1(trial.observed)), errorLower: rounded(trial.error.lower),
        errorUpper: rounded(trial.error.upper), errorSource: trial.errorSource,
        fitted: interval(fitted ?? predicted), predicted: interval(predicted), pValue: rounded(pValue),
        leftOut: leavesOut ? interval(posteriors[3 + index].change(of: trial, fitted: nil).predicted) : nil)
    }
    let compromise = all.centre
    var presenceOnly = compromise
    (presenceOnly.fastGain, presenceOnly.slowGain) = (0, 0)
    return EvidenceRecord(
      method: EvidenceStudy.method, seed: seed, chains: EvidenceFit.chainCount, sweeps: sweeps,
      rHat: rounded(rHat), effectiveSampleSize: size.rounded(), parameters: parameters, trials: trials,
      notUsed: notUsed, dose: EvidenceStudy.dose(all.predictions),
      presets: [
        DeterrencePreset.parallelTrials.rawValue: numbers(posteriors[1].centre),
        DeterrencePreset.crossoverTrials.rawValue: numbers(posteriors[2].centre),
        DeterrencePreset.compromise.rawValue: numbers(compromise),
        DeterrencePreset.presenceOnly.rawValue: numbers(presenceOnly),
        DeterrencePreset.review.rawValue: numbers(EvidenceStudy.review(from: compromise)),
      ],
      draws: EvidenceStudy.draws(all.predictions).map(numbers))
  }

  static let method = """
    Hierarchical model, non-centred: the transformed parameters of each trial are normal about a common mean, with a \
    half-normal spread between trials. The log rate ratio observed is normal about what the dose leads to expect. Adaptive \
    Metropolis within Gibbs (Roberts and Rosenthal 2009).
    """

  /// The fall that systematic reviews find, in per cent: the middle of 8 to 16 (Braga and Weisburd 2020).
  static let reviewedFall = 12.0
  /// The dose of a usual trial: visits of 15 minutes, one every three hours. An assumption.
  static let usualGapInHours = 3.0

  /// The effect of a preset with φ such that the usual dose averts what reviews find.
  static func review(from effect: PatrolEffect) -> PatrolEffect {
    var result = effect
    let kept = DeterrenceLaw(effect).shareKept(gapInHours: usualGapInHours, minutes: 15, tactic: 1)
    result.deterrableShare = min(1, reviewedFall / 100 / kept)
    return result
  }

  /// The share of crime that visits of 15 minutes keep away, one every so many hours.
  private static func averted(_ effect: PatrolEffect, gapInHours: Double) -> Double {
    effect.deterrableShare
      * DeterrenceLaw(effect).shareKept(gapInHours: gapInHours, minutes: 15, tactic: 1)
  }

  private static func dose(_ effects: [PatrolEffect]) -> [EvidenceRecord.Dose] {
    [0.5, 1, 2, 4, 8, 12, 24, 48].map { visits in
      func kept(_ effect: PatrolEffect, times factor: Double) -> Double {
        1 - averted(effect, gapInHours: 24 / (visits * factor))
      }
      let step = 1.05
      return EvidenceRecord.Dose(
        visitsPerDay: visits,
        averted: interval(EvidencePosterior.Summary(effects.map { 100 * (1 - kept($0, times: 1)) })),
        elasticity: interval(
          EvidencePosterior.Summary(
            effects.map { log(kept($0, times: step) / kept($0, times: 1 / step)) / (2 * log(step)) })))
    }
  }

  /// Every so many of the draws in the order of their strength, so that they have its whole distribution.
  private static func draws(_ effects: [PatrolEffect]) -> [PatrolEffect] {
    let sorted = effects.map { ($0, averted($0, gapInHours: 2)) }.sorted { $0.1 < $1.1 }.map(\.0)
    return (0..<drawCount).map { sorted[(2 * $0 + 1) * sorted.count / (2 * drawCount)] }
  }
}

/// Returns a number with four significant digits.
private func rounded(_ value: Double) -> Double {
  guard value != 0, value.isFinite else { return value }
  let scale = pow(10, 3 - log10(value.magnitude).rounded(.down))
  return (value * scale).rounded() / scale
}

private func numbers(_ effect: PatrolEffect) -> [Double] { effect.numbers.map(rounded) }

private func interval(_ summary: EvidencePosterior.Summary) -> EvidenceRecord.Interval {
  EvidenceRecord.Interval(
    median: rounded(summary.median), lower: rounded(summary.lower), upper: rounded(summary.upper))
}
