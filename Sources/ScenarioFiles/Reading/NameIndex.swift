// SPDX-License-Identifier: GPL-3.0-or-later

import RandomVariates

/// The names that a list of the file gives, in its order, to find duplicates and dangling references.
struct NameIndex {
  /// What the names are of: "shift".
  let what: String
  private(set) var names: [String] = []
  private var lines: [String: Int] = [:]
  /// The names by what random streams make of them.
  private var entities: [StreamEntity: String] = [:]
  /// Whether an entry has no readable name, so that an unknown name may be meant for it.
  private var isIncomplete = false

  init(_ what: String) { self.what = what }

  /// Takes in the name of an entry, and reports it if another has it.
  mutating func add(_ field: Field?, name: String?) {
    guard let field, let name else {
      isIncomplete = true
      return
    }
    if let line = lines[name] {
      field.report(.duplicateName(name, what: what, firstLine: line))
    } else {
      lines[name] = field.position.line
      names.append(name)
      if let other = entities.updateValue(name, forKey: StreamEntity(name)) {
        field.report(.sameRandomNumbers(name, as: other, what: what))
      }
    }
  }

  /// Whether an entry has the name.
  func contains(_ name: String) -> Bool { lines[name] != nil }

  /// Returns the name that a value refers to, and reports it if no entry has it.
  func reference(_ field: Field) -> String? {
    guard let name = field.text() else { return nil }
    guard contains(name) || isIncomplete else {
      field.report(.unknownName(name, what: what, known: names))
      return nil
    }
    return name
  }
}
