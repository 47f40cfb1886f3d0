// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Experiments
import PatrolModel

/// The table of calls for service, where a scenario has any.
enum CallSection {
  static func lines(_ comparison: Comparison, of scenario: Scenario, _ style: TextStyle) -> [String] {
    guard let calls = scenario.calls else { return [] }
    let target = DecimalText.trimmed(calls.targetInMinutes, decimals: 1)
    var table = TextTable(header: [
      ["Strategy", "Response", "Late", "Waited", "Lost", "Busy", "Pulled"]
    ])
    for strategy in comparison.strategies {
      guard let result = strategy.calls else { continue }
      table.add([
        strategy.strategy, NumberText.estimate(result.responseInMinutes, unit: "min"),
        NumberText.estimate(result.overTargetPercent, unit: "%"), percent(result.queuedPercent),
        percent(result.lostPercent), percent(result.responseUtilisationPercent),
        plain(result.preemptionsPerDay) + "/day",
      ])
    }
    let received = comparison.strategies.first?.calls.map { plain($0.receivedPerDay) } ?? "–"
    return [style.heading("Calls for service, \(received) a day without patrol")] + table.lines(style: style)
      + wrapped(
        "Response: from receipt of a call to arrival of a unit, of those answered. Late: of these, later than "
          + "\(target) min. Waited, lost: of all calls. Busy: share of duty that units of ordinary response spend on "
          + "calls. Pulled: visits that a call ended, or kept from beginning.", first: "  ", rest: "  ")
      + grades(comparison, style)
  }

  /// Response times by grade, and how the operation changes them.
  private static func grades(_ comparison: Comparison, _ style: TextStyle) -> [String] {
    let results = comparison.strategies.compactMap { strategy in strategy.calls.map { (strategy, $0.grades) }
    }
    guard let first = results.first else { return [] }
    let shown = first.1.indices.filter { index in
      results.contains { $0.1[index].responseInMinutes.value != nil }
    }
    guard !shown.isEmpty else { return [] }
    var table = TextTable(header: [["Response by grade, min"] + shown.map { first.1[$0].grade }])
    for (strategy, grades) in results {
      table.add(
        [strategy.strategy]
          + shown.map { index in
            strategy.isCounterfactual
              ? NumberText.estimate(grades[index].responseInMinutes)
              : NumberText.estimate(grades[index].change, isSigned: true)
          })
    }
    return [""] + table.lines(style: style)
      + wrapped(
        "The first line: without patrol. The others: change against it, paired.", first: "  ", rest: "  ")
  }

  private static func plain(_ estimate: Estimate) -> String {
    estimate.value.map { NumberText.number($0, decimals: 1) } ?? "–"
  }

  private static func percent(_ estimate: Estimate) -> String {
    estimate.value == nil ? "–" : plain(estimate) + " %"
  }
}
