// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// How an evaluation method did over replications of one strategy, each beside its own truth.
public struct MethodPerformance: Hashable, Sendable, Codable {
  public let method: EvaluationMethod
  /// The fall of recorded crime in the targets that it claims, in per cent: the mean over campaigns.
  public let claim: Estimate
  /// What patrol truly averted there, in per cent of the crime without patrol: the mean over the same campaigns.
  public let truth: Estimate
  /// Claim less truth, in percentage points, paired by replication.
  public let bias: Estimate
  /// With fewer replications the outer fortieths of their claims are no more than the extremes.
  public static let fewestForRange = 40
  /// √(mean of (claim − truth)²), in percentage points; `nil` where there is no claim.
  public let rootMeanSquaredError: Double?
  /// The ends of the range that holds the claims of 95% of campaigns, in per cent, each with an interval of its own.
  ///
  /// Undefined with fewer than ``fewestForRange`` claims, and without an interval where these are too few to bound the outer
  /// fortieths, which takes 146.
  public let lowest: Estimate
  public let highest: Estimate
  /// The share of campaigns whose 95% interval holds their truth, in `0...1`.
  public let coverage: Estimate
  /// The share of campaigns in which it finds a fall significant at the two-sided 5% level, in `0...1`: power where patrol
  /// works, and false alarms where there is none, which should be .025.
  public let fallsFound: Estimate
  /// The share of campaigns in which it finds any change significant, in `0...1`; without effect it should be .05.
  public let changesFound: Estimate
  /// The share of campaigns in which it has no result, in `0...1`.
  public let undefinedShare: Double
  /// Why it has none in the first of them.
  public let undefined: String?

  /// Scores a method.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - summaries: The replications of one strategy; at least one.
  ///   - level: The confidence level of intervals over replications, between 0 and 1.
  public init(_ method: EvaluationMethod, _ summaries: [ReplicationSummary], level: Double) {
    self.init(
      method,
      summaries.map { summary in
        (estimate: summary.methods.first { $0.method == method }, truth: summary.truePercentInTargets)
      }, level: level)
  }

  /// Scores a method from what it saw in each campaign and what was true there.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - all: By replication, at least one: the method's estimate, and what patrol averted in the targets in per cent of the crime
  ///     without it, `nil` where there was none.
  ///   - level: The confidence level of intervals over replications, between 0 and 1.
  package init(
    _ method: EvaluationMethod, _ all: [(estimate: MethodEstimate?, truth: Double?)], level: Double = 0.95
  ) {
    self.method = method
    let known = all.compactMap { pair -> (MethodEstimate, fall: Double, truth: Double)? in
      guard let estimate = pair.estimate, let fall = estimate.fallPercent, let truth = pair.truth else {
        return nil
      }
      return (estimate, fall, truth)
    }
    let first = all.lazy.compactMap { $0.estimate?.undefined }.first
    let reason = first ?? "nothing happened in the targets without patrol"
    claim = Estimate(meanOf: known.map(\.fall), level: level, otherwise: reason)
    truth = Estimate(meanOf: known.map(\.truth), level: level, otherwise: reason)
    let errors = known.map { $0.fall - $0.truth }
    bias = Estimate(meanOf: errors, level: level, otherwise: reason)
    rootMeanSquaredError =
      errors.isEmpty ? nil : (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    let falls = known.map(\.fall)
    (lowest, highest) = (
      MethodPerformance.quantile(0.025, of: falls, level), MethodPerformance.quantile(0.975, of: falls, level)
    )
    func share(_ test: ((MethodEstimate, fall: Double, truth: Double)) -> Bool?) -> Estimate {
      let answers = known.compactMap(test)
      return answers.isEmpty
        ? Estimate(undefined: known.isEmpty ? reason : "the method gives none")
        : Estimate(wilsonInterval(successes: answers.count { $0 }, trials: answers.count, level: level))
    }
    coverage = share { pair in
      guard let lower = pair.0.lower, let upper = pair.0.upper else { return nil }
      return (lower...upper).contains(pair.truth)
    }
    fallsFound = share { pair in pair.0.isSignificant.map { $0 && pair.fall > 0 } }
    changesFound = share { $0.0.isSignificant }
    undefinedShare = Double(all.count - known.count) / Double(all.count)
    undefined = first
  }

  private static func quantile(_ share: Double, of values: [Double], _ level: Double) -> Estimate {
    guard values.count >= fewestForRange, let value = Evaluation.quantile(share, ofSorted: values.sorted())
    else { return Estimate(undefined: "it needs \(fewestForRange) campaigns") }
    guard case .value(let interval) = quantileInterval(share, of: values, level: level) else {
      return Estimate(exactly: value)
    }
    return Estimate(interval)
  }
}

extension ReplicationSummary {
  /// What patrol averted in the targets in per cent of the crime without it; `nil` where that is none.
  var truePercentInTargets: Double? { avertedPercent(.crime, in: .targets) }
}
