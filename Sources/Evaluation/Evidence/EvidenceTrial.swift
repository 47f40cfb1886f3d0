// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis
import PatrolModel

/// A trial as a fit of the evidence sees it: its dose, the change that it observed, and what is known of the error of that.
public struct EvidenceTrial: Sendable {
  public let name: String
  /// What was measured.
  public let outcome: String
  /// Whether places are compared with places; else days with days.
  public let isParallel: Bool
  /// The log rate ratio observed.
  public let observed: Double
  public let error: ErrorLaw
  /// Where the error comes from.
  public let errorSource: String
  let schedule: DoseSchedule

  /// Takes the first finding of a trial that compares places or days and has an error.
  ///
  /// - Throws: Why the trial can't be used.
  public init(_ scenario: Scenario) throws(NotUsedError) {
    guard let trial = scenario.trial else { throw NotUsedError("it is no trial") }
    guard trial.unusedBecause.isEmpty else { throw NotUsedError(trial.unusedBecause) }
    let comparable = trial.findings.filter { [.treatedWithControl, .onWithOff].contains($0.comparison) }
    guard let finding = comparable.first(where: { $0.error != nil }), let error = finding.error else {
      throw NotUsedError("no error is published or can be derived")
    }
    guard finding.logRatio.isFinite else { throw NotUsedError("a fall of 100% has no log rate ratio") }
    guard let schedule = DoseSchedule(scenario, comparison: finding.comparison) else {
      throw NotUsedError("no dose is stated, or no crime is due on the days that are compared")
    }
    name = scenario.name
    outcome = finding.what
    isParallel = finding.comparison == .treatedWithControl
    observed = finding.logRatio
    self.error = ErrorLaw(error, observed: finding.logRatio)
    errorSource = finding.errorSource
    self.schedule = schedule
  }

  /// The expected log rate ratio, if patrol does this.
  ///
  ///     f = log[(1 − φ·Q₁)/(1 − φ·Q₂)]
  ///
  /// with Q₁ and Q₂ the means of *q*/φ over the crime due in the two groups, without habituation.
  public func expected(_ effect: PatrolEffect) -> Double {
    expected(schedule.deterred(under: DeterrenceLaw(effect)), deterrableShare: effect.deterrableShare)
  }

  func expected(_ deterred: (first: Double, second: Double), deterrableShare: Double) -> Double {
    // Nothing is deterred for certain: a ratio of 0 has no logarithm.
    func log(_ share: Double) -> Double { log1p(-min(deterrableShare * share, 1 - 1e-9)) }
    return log(deterred.first) - log(deterred.second)
  }
}

/// Why a trial can't be used in a fit.
public struct NotUsedError: Error, Hashable, Sendable {
  public let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// The law of the error of an observed log rate ratio.
///
/// Normal about what is expected. Where a standard error *s* was published, or follows from counts, with that. Where only a *p* value or a
/// verdict was, *s* lies in the range that agrees with it, |y|/z(p) for each bound, and is integrated out with equal weight
/// on the log scale: nothing is invented, and "not significant" tells as much as "significant". Assumption: no *s* is below ``least`` or
/// above ``greatest``.
public struct ErrorLaw: Hashable, Sendable {
  /// The range of what *s* is taken to be at all.
  public static let (least, greatest) = (0.02, 1.0)

  /// The least and the greatest *s*; the same where it is known.
  public let lower: Double
  public let upper: Double

  init(_ error: TrialError, observed: Double) {
    switch error {
    case .standardError(let known): (lower, upper) = (known, known)
    case .pValue(let range):
      func bound(_ p: Double) -> Double {
        // Below that a p value says no more than 0, and halves lose their digits.
        guard p > 1e-12 else { return ErrorLaw.least }
        guard p < 1 else { return ErrorLaw.greatest }
        return min(ErrorLaw.greatest, max(ErrorLaw.least, abs(observed) / -normalQuantile(p / 2)))
      }
      (lower, upper) = (bound(range.lowerBound), bound(range.upperBound))
    }
  }

  /// The log density of an observed number, up to nothing.
  ///
  ///     ∫ φ(d/s)/s ds/(s·ln(b/a)) from a to b = [Φ(|d|/a) − Φ(|d|/b)]/(|d|·ln(b/a))
  public func logDensity(distance: Double) -> Double {
    guard lower < upper else {
      let z = distance / lower
      return -z * z / 2 - log(lower) - log(2 * Double.pi) / 2
    }
    let d = abs(distance)
    let width = log(upper / lower)
    guard d > 1e-6 * lower else {
      return log((1 / lower - 1 / upper) / (width * (2 * Double.pi).squareRoot()))
    }
    // By upper tails, which do not cancel far out.
    let tails = erfc(d / upper / 2.0.squareRoot()) - erfc(d / lower / 2.0.squareRoot())
    return log(max(tails / 2, 1e-300) / (d * width))
  }

  /// An *s* at a place of its range, for predictions.
  ///
  /// - Parameter uniform: In `0..<1`.
  func standardError(at uniform: Double) -> Double { lower * pow(upper / lower, uniform) }
}
