// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

/// What a fit to published trials has found of a patrol's effect: the fit record.
///
/// `patrolsim evidence fit` writes it, ``builtIn`` comes with the program, and the preset `evidence` draws from it. Numbers have
/// four significant digits.
public struct EvidenceRecord: Hashable, Sendable, Codable {
  /// The six parameters of an effect, in the order in which lists of numbers have them, by their keys in a scenario.
  public static let parameterNames = UncertainParameter.effect.map(\.rawValue)
  /// The layout of this record.
  public static let format = 1

  public var format = EvidenceRecord.format
  /// How it was fitted, in words: model, sampler, sources.
  public var method: String
  /// The seed of the fit.
  public var seed: UInt64
  /// Chains, and sweeps of each without those of its warm-up.
  public var chains: Int
  public var sweeps: Int
  /// The largest split R̂ of all parameters, and the smallest effective sample size.
  public var rHat: Double
  public var effectiveSampleSize: Double
  public var parameters: [Parameter]
  public var trials: [Trial]
  public var notUsed: [NotUsed]
  /// How much of crime visits keep away, by dose.
  public var dose: [Dose]
  /// The effect of each named preset, by its name.
  public var presets: [String: [Double]]
  /// Effects of new operations, sorted by what a visit of 15 minutes every two hours keeps away.
  public var draws: [[Double]]

  /// What is known of a parameter.
  public struct Parameter: Hashable, Sendable, Codable {
    public var name: String
    public var symbol: String
    public var unit: String
    /// What was thought plausible before.
    public var prior: Interval
    /// The mean over trials.
    public var mean: Interval
    /// A new operation.
    public var prediction: Interval
    /// 1 − posterior variance / prior variance of the mean: how much trials have told.
    public var learnt: Double

    public init(
      name: String, symbol: String, unit: String, prior: Interval, mean: Interval, prediction: Interval,
      learnt: Double
    ) {
      (self.name, self.symbol, self.unit) = (name, symbol, unit)
      (self.prior, self.mean, self.prediction, self.learnt) = (prior, mean, prediction, learnt)
    }
  }

  /// A median, and the bounds between which 19 of 20 lie.
  public struct Interval: Hashable, Sendable, Codable {
    public var median: Double
    public var lower: Double
    public var upper: Double

    public init(median: Double, lower: Double, upper: Double) {
      (self.median, self.lower, self.upper) = (median, lower, upper)
    }
  }

  /// A trial that was fitted; changes in per cent.
  public struct Trial: Hashable, Sendable, Codable {
    public var name: String
    public var outcome: String
    /// Whether places were compared with places; else days with days.
    public var comparesPlaces: Bool
    public var observed: Double
    /// The least and greatest standard error of the log rate ratio that it is fitted with.
    public var errorLower: Double
    public var errorUpper: Double
    public var errorSource: String
    /// With its own effect.
    public var fitted: Interval
    /// As a new trial of its dose would find, chance included.
    public var predicted: Interval
    /// The two-sided posterior predictive p value of what was observed.
    public var pValue: Double
    /// The same predicted without this trial; `nil` where that was not tried.
    public var leftOut: Interval?

    public init(
      name: String, outcome: String, comparesPlaces: Bool, observed: Double, errorLower: Double,
      errorUpper: Double, errorSource: String, fitted: Interval, predicted: Interval, pValue: Double,
      leftOut: Interval?
    ) {
      (self.name, self.outcome, self.comparesPlaces) = (name, outcome, comparesPlaces)
      (self.observed, self.errorLower, self.errorUpper) = (observed, errorLower, errorUpper)
      (self.errorSource, self.fitted, self.predicted) = (errorSource, fitted, predicted)
      (self.pValue, self.leftOut) = (pValue, leftOut)
    }
  }

  public struct NotUsed: Hashable, Sendable, Codable {
    public var trial: String
    public var reason: String

    public init(trial: String, reason: String) { (self.trial, self.reason) = (trial, reason) }
  }

  /// How much of crime is kept away by visits of 15 minutes, one every so many hours, in per cent.
  public struct Dose: Hashable, Sendable, Codable {
    public var visitsPerDay: Double
    public var averted: Interval
    /// The change of crime, in per cent, for one per cent more visits.
    public var elasticity: Interval

    public init(visitsPerDay: Double, averted: Interval, elasticity: Interval) {
      (self.visitsPerDay, self.averted, self.elasticity) = (visitsPerDay, averted, elasticity)
    }
  }

  public init(
    method: String, seed: UInt64, chains: Int, sweeps: Int, rHat: Double, effectiveSampleSize: Double,
    parameters: [Parameter], trials: [Trial], notUsed: [NotUsed], dose: [Dose],
    presets: [String: [Double]], draws: [[Double]]
  ) {
    (self.method, self.seed, self.chains, self.sweeps) = (method, seed, chains, sweeps)
    (self.rHat, self.effectiveSampleSize, self.parameters) = (rHat, effectiveSampleSize, parameters)
    (self.trials, self.notUsed, self.dose) = (trials, notUsed, dose)
    (self.presets, self.draws) = (presets, draws)
  }

  /// That which comes with the program.
  public static let builtIn: EvidenceRecord = {
    do {
      return try JSONDecoder().decode(EvidenceRecord.self, from: Data(PackageResources.evidence_json))
    } catch { preconditionFailure("The fit record of the program can't be read: \(error)") }
  }()
}

extension PatrolEffect {
  /// The effect with six numbers, in the order of ``EvidenceRecord/parameterNames``.
  public init(_ numbers: [Double]) {
    precondition(numbers.count == 6, "An effect has six numbers")
    self.init(
      deterrableShare: numbers[0], presenceEffect: numbers[1], fastGain: numbers[2],
      fastDecayInHours: numbers[3], slowGain: numbers[4], slowDecayInDays: numbers[5])
  }

  /// Its six numbers.
  public var numbers: [Double] {
    [deterrableShare, presenceEffect, fastGain, fastDecayInHours, slowGain, slowDecayInDays]
  }
}
