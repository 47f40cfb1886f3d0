// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// How evaluation methods did.
package enum MethodTable {
  struct Row {
    let strategy: String
    let method: MethodPerformance
  }

  static let table = Table<Row>(
    "methods",
    "One strategy and evaluation method a row: its claims and the true effect, over campaigns.",
    key: ["strategy", "method"],
    [
      .strategy("strategy", "The strategy; without patrol, significant falls are false alarms") {
        $0.strategy
      }
    ]
      + performance.map { $0.of(\.method) })

  /// The method, and how it did over campaigns.
  package static var performance: [Column<MethodPerformance>] {
    let points = "percentage points"
    let few = "95% interval; empty with fewer than 146 campaigns"
    let claims =
      Column<MethodPerformance>.estimate(
        "claim", "The claimed fall of recorded crime in the targets, mean over campaigns", unit: "%",
        error: true
      ) { $0.claim } + [
        Column(
          "truth", "The true effect: crime averted there, mean over the same campaigns",
          unit: "%"
        ) { $0.truth.value }
      ] + Column.estimate("bias", "Claim minus true effect, mean", unit: points) { $0.bias } + [
        Column("rmse", "Root mean squared error of the claim", unit: points, in: .from(0)) {
          $0.rootMeanSquaredError
        }
      ]
      + Column.estimate("lowest", "2.5% of campaigns claim less", unit: "%", interval: few) {
        $0.lowest
      }
      + Column.estimate("highest", "2.5% of campaigns claim more", unit: "%", interval: few) {
        $0.highest
      }
    let shares =
      Column<MethodPerformance>.share("coverage", "Campaigns whose 95% interval contains the true effect") {
        $0.coverage
      }
      + Column.share("falls_found", "Campaigns with a fall significant at the two-sided 5% level") {
        $0.fallsFound
      }
    let rest: [Column<MethodPerformance>] = [
      Column(
        "changes_found", "Campaigns with any change significant at that level", unit: "share", in: .share
      ) { $0.changesFound.value },
      Column("undefined_share", "Campaigns in which the method has no result", unit: "share", in: .share) {
        $0.undefinedShare
      },
      .undefined("Reason for no result in the first of them") { $0.undefined },
    ]
    return [method { $0.method }] + claims + shares + rest
  }

  static func rows(_ comparison: Comparison) -> [Row] {
    comparison.strategies.flatMap { strategy in
      strategy.methods.map { Row(strategy: strategy.strategy, method: $0) }
    }
  }

  static func method<Other>(_ value: @escaping @Sendable (Other) -> EvaluationMethod) -> Column<Other> {
    Column("method", "The evaluation method", choices: EvaluationMethod.allCases.map(\.rawValue)) {
      value($0).rawValue
    }
  }

  /// The estimates of single campaigns, as the database has them.
  struct Estimate {
    let replication: Int
    let strategy: String
    let estimate: MethodEstimate
  }

  static let estimates = Table<Estimate>(
    "method_estimate",
    "One replication, strategy and evaluation method a row: the claimed fall of recorded crime in the targets, in "
      + "%, with its 95% interval and two-sided p value; or the reason for no result.",
    key: ["replication", "strategy", "method"],
    [
      .replication { $0.replication },
      .strategy { $0.strategy },
      method { $0.estimate.method },
      Column("fall_percent", "The claimed fall of recorded crime in the targets", unit: "%") {
        $0.estimate.fallPercent
      },
      Column("lower", "The lower bound of its 95% interval", unit: "%") { $0.estimate.lower },
      Column("upper", "The upper bound", unit: "%") { $0.estimate.upper },
      Column("p_value", "Two-sided p value of no fall", in: .share) { $0.estimate.pValue },
      .undefined("Reason for no result") { $0.estimate.undefined },
    ])
}

extension Column {
  /// A share of campaigns with Wilson's interval.
  static func share(
    _ name: String, _ meaning: String, decimals: Int = 6, _ value: @escaping @Sendable (Row) -> Estimate?
  ) -> [Column] {
    estimate(
      name, meaning, unit: "share", in: .share, decimals: decimals, interval: "95% interval (Wilson)", value)
  }
}
