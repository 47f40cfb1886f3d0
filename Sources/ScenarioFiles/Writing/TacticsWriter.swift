// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Writes `tactics`: what differs from the standard ones.
enum TacticsWriter {
  static func pairs(_ tactics: [Tactic]) -> [YamlPair] {
    tactics.compactMap { tactic in
      let standard = Tactic.standard.first { $0.id == tactic.id }
      let base = standard ?? Tactic(id: tactic.id, name: tactic.id)
      let pairs = ScenarioWriter.changes(tactic, from: base, Key.tactic)
      return standard != nil && pairs.isEmpty ? nil : YamlPair(tactic.id, .mapping(pairs))
    }
  }
}
