// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// The looks that a stopping rule takes at the replications so far.
struct StoppingLooks {
  private let rule: StoppingRule?
  private let counterfactual: String
  private var widest: Double?
  private var expected: Int?
  private var isReached = false

  /// - Parameter rule: `nil` for none, which never stops anything.
  init(_ rule: StoppingRule?, counterfactual: String) {
    self.rule = rule
    self.counterfactual = counterfactual
  }

  /// How far it is; `nil` without a rule.
  var progress: StoppingProgress? {
    rule.map { StoppingProgress(asked: $0.halfWidthInPoints, widest: widest, expected: expected) }
  }

  /// Returns whether the replications so far, in their order, are exact enough.
  mutating func isEnough(_ replications: [[ReplicationSummary]]) -> Bool {
    guard let rule, StoppingRule.looks(after: replications.count) else { return false }
    // After an interruption some are missing, and the number of those that are there is no one's choice.
    guard replications.last?.first?.replication == replications.count else { return false }
    widest = rule.widest(replications, counterfactual: counterfactual)
    isReached = widest.map { $0 <= rule.halfWidthInPoints } ?? false
    expected = widest.map { widest in
      // Half-widths fall with the root of the number of replications.
      let ratio = min(widest / rule.halfWidthInPoints, 1e6)
      return max(replications.count, Int((Double(replications.count) * ratio * ratio).rounded(.up)))
    }
    return isReached
  }

  /// Returns how it ended; `nil` without a rule.
  func outcome(_ replications: [[ReplicationSummary]], maximum: Int) -> StoppingOutcome? {
    guard let rule else { return nil }
    let reason: StoppingOutcome.Reason =
      isReached ? .reached : replications.count == maximum ? .maximum : .interrupted
    return StoppingOutcome(
      halfWidthAsked: rule.halfWidthInPoints, outcome: rule.outcome,
      halfWidth: rule.widest(replications, counterfactual: counterfactual), maximum: maximum, reason: reason)
  }
}
