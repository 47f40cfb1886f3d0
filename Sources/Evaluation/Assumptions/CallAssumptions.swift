// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Returns the assumptions of a result about other work of units, and about calls for service where there are any.
func callAssumptions(_ scenario: Scenario) -> [String] {
  let units = scenario.operation.units
  let takesUnits = units.contains { $0.abstraction > 0 }
  let shared = scenario.calls == nil ? 0 : units.count { !$0.isRingfenced }
  let rest = others(areKept: !takesUnits && shared == 0, isTrustFixed: scenario.trust == nil)
  guard let calls = scenario.calls else { return rest }
  let pulled =
    shared == 0
    ? "no unit of the operation answers calls"
    : "\(shared) of \(units.count) units of the operation also answer calls"
  return [
    "The share of reports that are calls for immediate attendance, their grades"
      + (calls.other == .everywhere(perDay: 0) ? "" : ", other demand")
      + " and the time on scene are assumed. In the scenario, "
      + "\(pulled)."
  ] + rest
}

/// What is left out of other work, and of the public's readiness to report.
private func others(areKept: Bool, isTrustFixed: Bool) -> [String] {
  let units = "Units of the operation are not called away to other work"
  let reporting = "atrol does not change the share of crime that the public reports."
  switch (areKept, isTrustFixed) {
  case (true, true): return ["\(units), and p\(reporting)"]
  case (true, false): return ["\(units)."]
  case (false, true): return ["P\(reporting)"]
  case (false, false): return []
  }
}
