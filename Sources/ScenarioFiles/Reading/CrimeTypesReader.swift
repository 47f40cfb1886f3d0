// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Reads `crime.types` and `crime.include`: which types of crime there are and what is known of each.
enum CrimeTypesReader {
  /// The largest number of types.
  static let limit = 100

  /// - Returns: The types that `include` names, in its order; without it those of data.police.uk, then
  ///   the new ones in the order of the file.
  static func read(_ field: Field?, included: Field?, profilesOf crime: CrimePattern) -> [CrimeType] {
    var types = CrimeType.policeUK
    var defined: [String: Field] = [:]
    var names = NameIndex("type of crime")
    for (name, _, field) in field?.section()?.entries ?? [] {
      defined[name] = field
      names.add(field, name: name)
      let index = types.firstIndex { $0.id == name }
      guard let type = read(field.asEntry(), builtIn: index.map { types[$0] }, id: name, profilesOf: crime)
      else { continue }
      if let index { types[index] = type } else { types.append(type) }
    }
    if types.count > limit {
      field?.report(.wrongCount(types.count, rule: "at most \(limit), built-in ones included"))
    }
    guard let included else { return types }
    let chosen = choose(included, from: types)
    for (name, field) in defined.sorted(by: { $0.key < $1.key })
    where !chosen.contains(where: { $0.id == name }) {
      field.report(.rule("describes a type that crime.include leaves out"))
    }
    return chosen
  }

  /// The types that a list names; all of them where it names one that isn't there.
  private static func choose(_ field: Field, from types: [CrimeType]) -> [CrimeType] {
    guard let items = field.items() else { return types }
    if items.isEmpty { field.report(.wrongCount(0, rule: "at least one type of crime")) }
    var names = NameIndex("type of crime")
    let chosen = items.map { item -> CrimeType? in
      guard let name = item.text() else { return nil }
      names.add(item, name: name)
      if let type = types.first(where: { $0.id == name }) { return type }
      item.report(.unknownName(name, what: "type of crime", known: types.map(\.id)))
      return nil
    }
    return chosen.contains(nil) ? types : chosen.compactMap { $0 }
  }

  private static func read(
    _ field: Field, builtIn: CrimeType?, id: String, profilesOf crime: CrimePattern
  ) -> CrimeType? {
    if builtIn == nil, !Field.isIdentifier(id) {
      field.report(.rule("is a new type; its id is made of letters, digits, \"-\", \"_\" and \".\""))
    }
    let keys = Key.type(
      isNew: builtIn == nil, hours: crime.hourProfiles.map(\.name), months: crime.monthProfiles.map(\.name))
    return field.read(keys, from: builtIn ?? CrimeType(id: id, name: id, harmInDays: 0)) ?? builtIn
  }
}
