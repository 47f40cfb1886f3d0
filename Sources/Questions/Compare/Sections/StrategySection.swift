// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolStrategies
import Tables

/// What each strategy of a comparison does, in its plain sentence.
package enum StrategySection {
  /// Returns the strategies that the catalogue describes, with their sentences, in their order.
  ///
  /// Variants of one strategy share a sentence, so each is described once.
  package static func sentences(_ labels: [String]) -> [(name: String, summary: String)] {
    var names: [String] = []
    for label in labels {
      let name = String(label.prefix { $0 != ":" })
      if !names.contains(name) { names.append(name) }
    }
    return names.compactMap { name in
      StrategyCatalogue.standard.entry(named: name).map { (name, $0.summary) }
    }
  }

  static func lines(_ labels: [String], _ style: TextStyle) -> [String] {
    let sentences = sentences(labels)
    guard !sentences.isEmpty else { return [] }
    return [style.heading("Strategies")]
      + sentences.flatMap { wrapped("\($0.name): \($0.summary)", first: "  • ", rest: "    ") }
  }
}
