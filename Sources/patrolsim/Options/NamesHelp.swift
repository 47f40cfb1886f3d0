// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolStrategies
import Tables

/// Names that options take, each with its plain sentence, as lines of a help text.
enum NamesHelp {
  /// The strategies of the catalogue.
  static let strategies = lines(StrategyCatalogue.standard.entries.map { ($0.name, $0.summary) })
  /// The presets of deterrence.
  static let presets = lines(DeterrencePreset.allCases.map { ($0.rawValue, $0.summary) })

  private static func lines(_ names: [(name: String, summary: String)]) -> String {
    let width = names.map(\.name.count).max() ?? 0
    return names.flatMap { name, summary in
      // A column less than a terminal has: help on the command line wraps lines that fill it.
      wrapped(
        summary, width: 79, first: "  " + name + String(repeating: " ", count: width - name.count + 2),
        rest: String(repeating: " ", count: width + 4))
    }.joined(separator: "\n")
  }
}
