// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// The assumptions of a result about channels, trust, stops, tips and surveys; nothing where all are off.
func contactAssumptions(_ scenario: Scenario) -> [String] {
  var parts: [String] = []
  if !scenario.knowledge.channels.isEmpty {
    parts.append("channels and delays of reports")
  }
  if scenario.trust != nil {
    parts.append(
      "the effects of searches, tactics and prompt responses on trust, and that reporting is in proportion to trust"
    )
  }
  if scenario.tips != nil { parts.append("the number of tips and the share of true ones") }
  if scenario.surveys != nil { parts.append("the response to surveys and the causes of satisfaction") }
  let assumed = parts.isEmpty ? [] : ["Also assumed: \(parts.joined(separator: "; "))."]
  let stops =
    scenario.stops == nil
    ? []
    : [
      "Searches and arrests follow the hours of units at places, as in hot-spot pilots in England 2023–24. They are "
        + "the same at all places, regardless of crime there."
    ]
  return assumed + stops
}
