// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis

/// The difference of two strategies on the same potential crime, replication by replication.
public struct StrategyDifference: Hashable, Sendable, Codable {
  public let outcome: Outcome
  public let area: Area
  /// The strategy whose effect comes first.
  public let first: String
  /// The strategy whose effect is subtracted.
  public let second: String
  /// What the first averted beyond the second, in percentage points of what happened without patrol.
  public let percentagePoints: Estimate
  /// The two-sided *p* value of no difference; absent where it is unknown.
  public let pValue: Double?
  /// The same, adjusted by Holm for all pairs compared on this outcome and area.
  public let adjustedPValue: Double?
  /// How many times as many independent replications the same precision on counts would take; absent where
  /// pairing leaves no variance at all, or where there is none to begin with.
  public let varianceReduction: Double?
}

extension StrategyDifference {
  /// Whether no difference is more than chance at a confidence level: by the adjusted *p* value; one that is unknown shows none.
  package func isIndistinguishable(atLevel level: Double) -> Bool {
    adjustedPValue.map { $0 > 1 - level } ?? true
  }

  /// Returns the difference with a strategy first and another second; `nil` where it is of other strategies.
  func oriented(_ first: String, over second: String) -> StrategyDifference? {
    if self.first == first, self.second == second { return self }
    guard self.first == second, self.second == first else { return nil }
    return StrategyDifference(
      outcome: outcome, area: area, first: first, second: second, percentagePoints: percentagePoints.negated,
      pValue: pValue, adjustedPValue: adjustedPValue, varianceReduction: varianceReduction)
  }

  /// Compares all pairs of strategies on one outcome.
  ///
  /// - Parameter strategies: The summaries of each strategy, by replication, in the same order for all.
  static func all(
    _ strategies: [[ReplicationSummary]], outcome: Outcome, area: Area, level: Double
  ) -> [StrategyDifference] {
    let series = strategies.map { summaries in
      ComparedSeries(
        strategy: summaries[0].strategy,
        percent: summaries.map { $0.avertedPercent(outcome, in: area) },
        happened: summaries.map { $0.happened(outcome, in: area) })
    }
    return all(series, outcome: outcome, area: area, level: level)
  }

  /// Compares all pairs of strategies on one outcome, from what each averted and what happened under it.
  ///
  /// - Parameters:
  ///   - strategies: Each with at least one replication, in the same order for all.
  ///   - level: The confidence level, between 0 and 1.
  /// - Returns: A difference for each pair, the first strategy with all later ones first.
  package static func all(
    _ strategies: [ComparedSeries], outcome: Outcome, area: Area, level: Double = 0.95
  ) -> [StrategyDifference] {
    let pairs = strategies.indices.flatMap { first in
      strategies.indices.filter { $0 > first }.map { (strategies[first], strategies[$0]) }
    }
    let compared = pairs.map { pairedPercent($0.0.percent, $0.1.percent, level: level) }
    let known = compared.indices.filter { compared[$0].map { $0.interval.halfWidth.isFinite } ?? false }
    let adjusted = holmAdjusted(known.map { compared[$0]?.pValue ?? 1 })
    return pairs.indices.map { index in
      let (a, b) = pairs[index]
      let comparison = compared[index]
      let rank = known.firstIndex(of: index)
      return StrategyDifference(
        outcome: outcome, area: area, first: a.strategy, second: b.strategy,
        percentagePoints: comparison.map { Estimate($0.interval) }
          ?? Estimate(undefined: "no \(outcome.rawValue) happened without patrol"),
        pValue: rank.flatMap { _ in comparison?.pValue }, adjustedPValue: rank.map { adjusted[$0] },
        varianceReduction: PairedComparison(a.happened, b.happened, level: level).varianceReduction.value)
    }
  }

  /// Returns the paired comparison of percentages, over the replications that have them.
  private static func pairedPercent(_ a: [Double?], _ b: [Double?], level: Double) -> PairedComparison? {
    var (first, second): ([Double], [Double]) = ([], [])
    for (x, y) in zip(a, b) {
      guard let x, let y else { continue }
      first.append(x)
      second.append(y)
    }
    return first.isEmpty ? nil : PairedComparison(first, second, level: level)
  }
}

/// What replications under one strategy came to on one outcome in one area, as pairs of strategies are compared by it.
package struct ComparedSeries: Hashable, Sendable {
  /// The label of the strategy.
  package let strategy: String
  /// What was averted, in per cent of what happened without patrol; `nil` where nothing did.
  package let percent: [Double?]
  /// What happened, in offences or days of harm.
  package let happened: [Double]

  /// - Parameters:
  ///   - percent: By replication.
  ///   - happened: By replication, as many.
  package init(strategy: String, percent: [Double?], happened: [Double]) {
    precondition(percent.count == happened.count, "Both are by replication")
    (self.strategy, self.percent, self.happened) = (strategy, percent, happened)
  }
}
