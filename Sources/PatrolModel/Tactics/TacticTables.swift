// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers of the tactics, by index, as the run loop reads them.
struct TacticTables: Sendable {
  let effects: [Double]
  let discoveryFactors: [Double]
  let arrestFactors: [Double]

  init(_ tactics: [Tactic]) {
    effects = tactics.map(\.effect)
    discoveryFactors = tactics.map(\.discoveryFactor)
    arrestFactors = tactics.map(\.arrestFactor)
  }
}
