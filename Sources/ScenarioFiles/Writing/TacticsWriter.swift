// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Writes `tactics`: what differs from the standard ones.
enum TacticsWriter {
  static func pairs(_ tactics: [Tactic]) -> [YamlPair] {
    tactics.compactMap { tactic in
      let standard = Tactic.standard.first { $0.id == tactic.id }
      let base = standard ?? Tactic(id: tactic.id, name: tactic.id)
      var pairs: [YamlPair] = []
      if tactic.name != base.name { pairs.append(YamlPair("name", .text(tactic.name))) }
      pairs += ScenarioWriter.changes(tactic, from: base, Parameter.tactic)
      if tactic.mode != base.mode {
        pairs.append(YamlPair("mode", .word(tactic.mode?.rawValue ?? TacticsReader.anyMode)))
      }
      if tactic.source != base.source { pairs.append(YamlPair("source", .text(tactic.source))) }
      return standard != nil && pairs.isEmpty ? nil : YamlPair(tactic.id, .mapping(pairs))
    }
  }
}
