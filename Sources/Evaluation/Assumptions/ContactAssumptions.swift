// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// What a result leans on about channels, trust, stops, tips and surveys; nothing where all are off.
func contactAssumptions(_ scenario: Scenario) -> [String] {
  var parts: [String] = []
  if !scenario.knowledge.channels.isEmpty {
    parts.append("by which channel and how late offences are reported")
  }
  if scenario.trust != nil {
    parts.append(
      "how far searches, tactics and prompt responses move trust, and that people report in proportion to it")
  }
  if scenario.tips != nil { parts.append("how often people give tips, and how many of them are true") }
  if scenario.surveys != nil { parts.append("who answers a survey, and what makes them satisfied") }
  let assumed = parts.isEmpty ? [] : ["Assumed, too: \(parts.joined(separator: "; "))."]
  let stops =
    scenario.stops == nil
    ? []
    : [
      "Searches and arrests come by the hours of units at places, as in hot-spot pilots in England 2023–24; they "
        + "fall on all places alike, whatever happens there."
    ]
  return assumed + stops
}
