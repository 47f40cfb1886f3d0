// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers of the tactics, by index, as the run loop reads them.
struct TacticTables: Sendable {
  let effects: [Double]
  let discoveryFactors: [Double]
  let arrestFactors: [Double]
  let searchFactors: [Double]
  let trustPerHour: [Double]
  /// The index of micro-engagement, which every scenario has; its numbers may be others.
  let microEngagement: Int?

  init(_ tactics: [Tactic]) {
    effects = tactics.map(\.effect)
    discoveryFactors = tactics.map(\.discoveryFactor)
    arrestFactors = tactics.map(\.arrestFactor)
    searchFactors = tactics.map(\.searchFactor)
    trustPerHour = tactics.map(\.trustPerHour)
    microEngagement = tactics.firstIndex { $0.id == "micro-engagement" }
  }
}
