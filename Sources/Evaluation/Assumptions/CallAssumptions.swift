// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Returns what a result leans on about other work of units, and about calls for service where there are any.
func callAssumptions(_ scenario: Scenario) -> [String] {
  let units = scenario.operation.units
  let takesUnits = units.contains { $0.abstraction > 0 }
  let shared = scenario.calls == nil ? 0 : units.count { !$0.isRingfenced }
  guard let calls = scenario.calls else { return [reporting(areKept: !takesUnits)] }
  let pulled =
    shared == 0
    ? "no unit of the operation answers calls"
    : "\(shared) of \(units.count) units of the operation answer calls too"
  return [
    "Which reports are calls for immediate attendance, their grades, the time on scene"
      + (calls.other == .everywhere(perDay: 0) ? "" : ", other demand") + " are assumed; \(pulled).",
    reporting(areKept: !takesUnits && shared == 0),
  ]
}

private func reporting(areKept: Bool) -> String {
  areKept
    ? "Units of the operation are not called away to other work, and patrol does not change how readily the "
      + "public reports."
    : "Patrol does not change how readily the public reports."
}
