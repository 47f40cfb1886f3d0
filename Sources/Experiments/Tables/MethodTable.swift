// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// How evaluation methods did, one strategy and method a row.
enum MethodTable {
  static let columns = [
    Column("strategy", "The strategy; without patrol what is found is a false alarm"),
    Column("method", "The evaluation method"),
    Column(
      "claim", "The fall of recorded crime in the targets that it claims, mean over campaigns", unit: "%"),
    Column("claim_lower", "The lower bound of its 95 % interval", unit: "%"),
    Column("claim_upper", "The upper bound", unit: "%"),
    Column("claim_standard_error", "Its Monte Carlo standard error", unit: "%"),
    Column(
      "truth", "What patrol averted there of the crime without it, mean over the same campaigns", unit: "%"),
    Column("bias", "Claim less truth, mean", unit: "percentage points"),
    Column("bias_lower", "The lower bound of its 95 % interval", unit: "percentage points"),
    Column("bias_upper", "The upper bound", unit: "percentage points"),
    Column("rmse", "Root mean squared error of the claim", unit: "percentage points"),
    Column("lowest", "2.5 % of campaigns claim less", unit: "%"),
    Column(
      "lowest_lower", "The lower bound of its 95 % interval; empty with fewer than 146 campaigns", unit: "%"),
    Column("lowest_upper", "The upper bound", unit: "%"),
    Column("highest", "2.5 % of campaigns claim more", unit: "%"),
    Column(
      "highest_lower", "The lower bound of its 95 % interval; empty with fewer than 146 campaigns", unit: "%"),
    Column("highest_upper", "The upper bound", unit: "%"),
    Column("coverage", "Campaigns whose 95 % interval holds the truth", unit: "share"),
    Column("coverage_lower", "The lower bound of its 95 % interval (Wilson)", unit: "share"),
    Column("coverage_upper", "The upper bound", unit: "share"),
    Column("falls_found", "Campaigns with a fall significant at the two-sided 5 % level", unit: "share"),
    Column("falls_found_lower", "The lower bound of its 95 % interval (Wilson)", unit: "share"),
    Column("falls_found_upper", "The upper bound", unit: "share"),
    Column("changes_found", "Campaigns with any change significant at that level", unit: "share"),
    Column("undefined_share", "Campaigns in which the method has no result", unit: "share"),
    Column("undefined", "Why it has none in the first of them"),
  ]

  /// Returns `methods.csv`.
  static func csv(_ comparison: Comparison) -> [UInt8] {
    var text = CSVText(header: columns)
    for strategy in comparison.strategies {
      for method in strategy.methods {
        text.add(strategy.strategy)
        text.add(method.method.rawValue)
        for number in [
          method.claim.value, method.claim.lower, method.claim.upper, method.claim.standardError,
          method.truth.value, method.bias.value, method.bias.lower, method.bias.upper,
          method.rootMeanSquaredError,
        ] { text.add(number) }
        for estimate in [method.lowest, method.highest, method.coverage, method.fallsFound] {
          for number in [estimate.value, estimate.lower, estimate.upper] { text.add(number) }
        }
        text.add(method.changesFound.value)
        text.add(method.undefinedShare)
        text.add(method.undefined ?? "")
        text.endRow()
      }
    }
    return text.take()
  }
}
