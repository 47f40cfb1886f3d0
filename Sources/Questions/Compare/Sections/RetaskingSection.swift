// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// Redirections of units by cause, where there were any.
enum RetaskingSection {
  static func lines(_ comparison: Comparison, _ style: TextStyle) -> [String] {
    var table = TextTable(header: [["Strategy and cause", "Redirections", "Worthwhile"]])
    var isEmpty = true
    for strategy in comparison.strategies where (strategy.redirections.value ?? 0) > 0 {
      for result in strategy.redirectionsByCause where (result.count.value ?? 0) > 0 {
        isEmpty = false
        table.add([
          "\(strategy.strategy), \(result.cause.words)", NumberText.estimate(result.count),
          result.paidPercent.value == nil ? "–" : NumberText.estimate(result.paidPercent, unit: "%"),
        ])
      }
    }
    guard !isEmpty else { return [] }
    return [style.heading("Re-tasking, per replication")] + table.lines(style: style)
      + wrapped(
        "Worthwhile: % of redirections that prevented more harm per minute than the task they replaced. This uses the true "
          + "crime rates, which no control room knows.", first: "  ", rest: "  ")
  }
}
