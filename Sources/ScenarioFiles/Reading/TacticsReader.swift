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
    guard var section = field.section() else { return standard }
    if standard == nil, !Field.isIdentifier(id) {
      field.report(.rule("is a new tactic; its id is made of letters, digits, \"-\", \"_\" and \".\""))
    }
    var tactic = standard ?? Tactic(id: id, name: id)
    section.read("name", into: &tactic.name) { $0.text() }
    section.read(Parameter.tactic, into: &tactic)
    section.read("mode", into: &tactic.mode, mode)
    section.read("source", into: &tactic.source) { $0.text() }
    section.finish()
    return tactic
  }

  /// The word for any way to get about.
  static let anyMode = "any"

  /// A mode, or any.
  private static func mode(_ field: Field) -> TravelMode?? {
    guard let text = field.scalar(expected: "a word") else { return nil }
    if text == anyMode { return .some(nil) }
    if let mode = TravelMode(rawValue: text) { return mode }
    let known = [anyMode] + TravelMode.allCases.map(\.rawValue)
    field.report(field.isAbsent ? .noValue : .unknownName(text, what: "mode", known: known))
    return nil
  }
}
