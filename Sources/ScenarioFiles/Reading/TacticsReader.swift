// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Reads `tactics`: what differs from the standard ones, and new ones after them in the order of the file.
enum TacticsReader {
  /// The largest number of tactics.
  static let limit = 100

  static func read(_ field: Field) -> [Tactic]? {
    guard let section = field.section() else { return nil }
    var tactics = Tactic.standard
    for (name, _, field) in section.entries {
      let index = tactics.firstIndex { $0.id == name }
      guard let tactic = read(field.asEntry(), standard: index.map { tactics[$0] }, id: name) else {
        continue
      }
      if let index { tactics[index] = tactic } else { tactics.append(tactic) }
    }
    if tactics.count > limit {
      field.report(.wrongCount(tactics.count, rule: "at most \(limit), standard ones included"))
    }
    return tactics
  }

  private static func read(_ field: Field, standard: Tactic?, id: String) -> Tactic? {
    if standard == nil, !Field.isIdentifier(id) {
      field.report(.rule("is a new tactic; its id is made of letters, digits, \"-\", \"_\" and \".\""))
    }
    return field.read(Key.tactic, from: standard ?? Tactic(id: id, name: id)) ?? standard
  }
}
