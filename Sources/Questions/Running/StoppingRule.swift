// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import OutputAnalysis
import Tables

/// Adds replications until strategies are told apart as exactly as asked.
///
/// After 30 replications, and then after every ten, the intervals of all paired differences are looked at; once each
/// is at most so many percentage points to either side, the run ends. Where a single strategy deploys units it is
/// that strategy's own effect which is looked at. The number of replications follows from the results alone: seed and
/// scenario decide it, not workers or time.
///
/// To stop where an interval happens to be narrow makes its coverage somewhat less than its level, the less the more
/// replications there are.
///
/// Source: Chow and Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the mean",
/// *Annals of Mathematical Statistics* 36(2), 1965; Law, *Simulation Modeling and Analysis*, 5th ed., 2015, §9.4.1.
public struct StoppingRule: Hashable, Sendable {
  /// The half-width asked for, in percentage points of what happened without patrol; greater than 0.
  public let halfWidthInPoints: Double
  /// What must be so exact, in the targets.
  public let outcome: Outcome

  /// The replications after which it is looked at first.
  public static let first = 30
  /// The replications between two looks.
  public static let step = 10
  /// The replications that are not exceeded unless another number is asked for.
  public static let usualMaximum = 2_000

  public init(halfWidthInPoints: Double, outcome: Outcome = .harm) {
    self.halfWidthInPoints = halfWidthInPoints
    self.outcome = outcome
  }

  /// Whether it is looked at after so many replications.
  static func looks(after count: Int) -> Bool { count >= first && (count - first) % step == 0 }

  /// Returns the widest half-width of all paired differences, in percentage points; `nil` where one is undefined.
  func widest(_ replications: [[ReplicationSummary]], counterfactual: String) -> Double? {
    guard let names = replications.first?.map(\.strategy) else { return nil }
    let deployed = names.indices.filter { names[$0] != counterfactual }
    let shares = deployed.map { index in
      replications.map { $0[index].avertedPercent(outcome, in: .targets) }
    }
    guard shares.count > 1 else { return shares.first.flatMap(StoppingRule.halfWidth) }
    var widest = 0.0
    for first in shares.indices {
      for second in shares.indices where second > first {
        let differences = zip(shares[first], shares[second]).map { first, second -> Double? in
          first.flatMap { first in second.map { first - $0 } }
        }
        guard let halfWidth = StoppingRule.halfWidth(differences) else { return nil }
        widest = max(widest, halfWidth)
      }
    }
    return widest
  }

  /// Returns the half-width of the interval of the values that there are; `nil` for fewer than two.
  private static func halfWidth(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    guard known.count > 1 else { return nil }
    return ConfidenceInterval(of: known).halfWidth
  }
}

/// How a run that stops by itself came to its end.
public struct StoppingOutcome: Hashable, Sendable, Codable {
  /// Why it ended.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// All differences are as exact as asked.
    case reached
    /// The largest number of replications was run, and not all differences are as exact as asked.
    case maximum
    /// It was interrupted.
    case interrupted
  }

  /// The half-width asked for, in percentage points.
  public let halfWidthAsked: Double
  /// What was to be so exact, in the targets.
  public let outcome: Outcome
  /// The widest half-width at the end, in percentage points; `nil` where one is undefined.
  public let halfWidth: Double?
  /// The largest number of replications that it might have run.
  public let maximum: Int
  public let reason: Reason
}

extension StoppingOutcome {
  /// The outcome of the rule, in a sentence.
  public var sentence: String {
    func points(_ value: Double) -> String { "± \(DecimalText.trimmed(value, decimals: 3)) points" }
    let what = "every paired difference in \(outcome.rawValue) averted in the targets was known to"
    let reach = halfWidth.map { "the widest is \(points($0))" } ?? "one is undefined"
    switch reason {
    case .reached: return "Stopped automatically when \(what) \(points(halfWidthAsked)) (\(reach))."
    case .maximum:
      return
        "Stopped at the maximum of \(maximum) replications, before \(what) \(points(halfWidthAsked)) "
        + "(\(reach))."
    case .interrupted: return "Interrupted before \(what) \(points(halfWidthAsked)) (\(reach))."
    }
  }

  /// The effect of such stopping on intervals.
  public static let caveat =
    "After such a stop, intervals contain the true value slightly less often than 95 times in 100."
}
