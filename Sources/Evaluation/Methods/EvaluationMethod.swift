// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutputAnalysis

/// A way to tell from recorded crime by how much a campaign lowered it.
public enum EvaluationMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Targets in the campaign against themselves in the baseline weeks, the same weeks a year before where there are any.
  case beforeAfter = "before-after"
  /// Against the mean of the same weeks in up to three years before.
  case seasonalAverage = "seasonal-average"
  /// Each target's change against that of the place matched to it.
  case matchedControls = "matched-controls"
  /// The change of all targets against that of all controls, by a Poisson regression with robust errors.
  case differenceInDifferences = "difference-in-differences"
  /// The same in offences instead of ratios, with the error of Poisson counts.
  case weightedDisplacementDifference = "wdd"
  /// Against the weighted mean of controls that fits the history best.
  case syntheticControl = "synthetic-control"

  /// What it is called in a table.
  public var words: String {
    switch self {
    case .beforeAfter: "before and after"
    case .seasonalAverage: "seasonal average"
    case .matchedControls: "matched controls"
    case .differenceInDifferences: "diff. in diff."
    case .weightedDisplacementDifference: "WDD"
    case .syntheticControl: "synthetic control"
    }
  }

  /// Returns what the method makes of a panel.
  ///
  /// - Complexity: O(places × weeks), but for synthetic control, which fits one for each control besides.
  public func estimate(_ panel: RecordedPanel) -> MethodEstimate {
    guard !panel.targets.isEmpty else { return MethodEstimate(self, undefined: "there is no target") }
    switch self {
    case .beforeAfter: return panel.beforeAfterEstimate
    case .seasonalAverage: return panel.seasonalEstimate
    case .matchedControls: return panel.matchedEstimate
    case .differenceInDifferences: return panel.regressionEstimate
    case .weightedDisplacementDifference: return panel.weightedDifferenceEstimate
    case .syntheticControl: return panel.syntheticEstimate
    }
  }
}

/// The fall that a method sees in one campaign.
public struct MethodEstimate: Hashable, Sendable, Codable {
  public let method: EvaluationMethod
  /// The fall, in per cent of what was to be expected; negative for a rise. Absent where the method has no result.
  public let fallPercent: Double?
  /// The bounds of its 95% interval; absent where the method has none.
  public let lower: Double?
  public let upper: Double?
  /// The two-sided *p* value of no change, in `0...1`; absent where the method has none.
  public let pValue: Double?
  /// Why there is no result: a sentence without its full stop.
  public let undefined: String?

  /// Creates the fall that a method sees, with its interval and *p* value where it has them.
  public init(
    _ method: EvaluationMethod, fallPercent: Double, lower: Double?, upper: Double?, pValue: Double?
  ) {
    self.method = method
    self.fallPercent = fallPercent
    self.lower = lower
    self.upper = upper
    self.pValue = pValue
    undefined = nil
  }

  /// Creates the estimate of a method that has no result, for a reason.
  public init(_ method: EvaluationMethod, undefined reason: String) {
    self.method = method
    (fallPercent, lower, upper, pValue) = (nil, nil, nil, nil)
    undefined = reason
  }

  /// Creates the fall from the log of the ratio of after to before, with its interval.
  init(_ method: EvaluationMethod, logRatio: ConfidenceInterval, pValue: Double) {
    self.init(
      method, fallPercent: percentFall(logRatio.estimate), lower: percentFall(logRatio.upper),
      upper: percentFall(logRatio.lower), pValue: pValue)
  }

  /// Whether it finds a change, at the two-sided level of 5%.
  public var isSignificant: Bool? { pValue.map { $0 < 0.05 } }
}

/// 100·(1 − e^x).
private func percentFall(_ logRatio: Double) -> Double { -100 * expm1(logRatio) }
