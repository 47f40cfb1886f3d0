// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

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
        strategy.strategy, minutes(result.responseInMinutes),
        NumberText.estimate(result.overTargetPercent, unit: "%"), percent(result.queuedPercent),
        percent(result.lostPercent), percent(result.responseUtilisationPercent),
        plain(result.preemptionsPerDay) + "/day",
      ])
    }
    let received = comparison.strategies.first?.calls.map { plain($0.receivedPerDay) } ?? "–"
    return [style.heading("Calls for service, \(received) a day without patrol")] + table.lines(style: style)
      + wrapped(
        "Response: minutes from a call to the arrival of a unit, for answered calls. Late: answered after more than "
          + "\(target) min. Waited, Lost: % of all calls. Busy: % of duty time that response units spend on calls. "
          + "Pulled: visits that a call cut short or prevented.", first: "  ", rest: "  ")
  }

  /// Minutes to a tenth; from a thousand on to the whole minute, so that the table keeps its width.
  private static func minutes(_ estimate: Estimate) -> String {
    NumberText.estimate(estimate, decimals: (estimate.value ?? 0) < 1_000 ? 1 : 0, unit: "min")
  }

  private static func plain(_ estimate: Estimate) -> String {
    estimate.value.map { NumberText.number($0, decimals: 1) } ?? "–"
  }

  private static func percent(_ estimate: Estimate) -> String {
    estimate.value == nil ? "–" : plain(estimate) + "%"
  }
}
