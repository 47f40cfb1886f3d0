// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import PatrolModel

/// Reads `deterrence`: a preset, and what differs from it.
enum DeterrenceReader {
  /// - Parameter types: The types of crime of the scenario.
  static func read(_ field: Field, types: [CrimeType]) -> Deterrence? {
    guard var section = field.section() else { return nil }
    var preset = DeterrencePreset.evidence
    section.read("preset", into: &preset, choosePreset)
    var deterrence = Deterrence(preset: preset)
    section.read(Key.deterrence + Key.arrests, into: &deterrence)
    deterrence.stated = Set(UncertainParameter.allCases.filter { section.hasAny([$0.rawValue]) })
    section.read("displacement_types", into: &deterrence.typeChanges) { typeChanges($0, types: types) }
    section.finish()
    return deterrence
  }

  /// The name of a preset; here YAML's `null` is one of the names.
  private static func choosePreset(_ field: Field) -> DeterrencePreset? {
    guard let text = field.scalar(expected: "the name of a preset") else { return nil }
    if text == "prior" {
      field.report(.rule("is \"prior\", which has been replaced by \"evidence\""))
      return nil
    }
    return DeterrencePreset(named: text) ?? field.choice("preset")
  }

  /// For each type that changes, the share of its displaced offences that becomes each other type.
  private static func typeChanges(_ field: Field, types: [CrimeType]) -> [TypeChange]? {
    guard let sources = field.section() else { return nil }
    let known = types.map(\.id)
    func isKnown(_ name: String, at position: Position, _ field: Field) -> Bool {
      if known.contains(name) { return true }
      field.log.report(.unknownKey(name, known: known), at: position, key: field.key)
      return false
    }
    return sources.entries.flatMap { from, position, source -> [TypeChange] in
      guard isKnown(from, at: position, source), let targets = source.section() else { return [] }
      var changes: [TypeChange] = []
      for (to, position, target) in targets.entries where isKnown(to, at: position, target) {
        guard let share = target.number(.share) else { continue }
        if to == from { target.report(.rule("is the type itself; what is left over keeps its type anyway")) }
        changes.append(TypeChange(from: from, to: to, share: share))
      }
      let sum = changes.reduce(0) { $0 + $1.share }
      if sum > 1 + 1e-9 {
        source.report(.rule("has shares that add up to \(DecimalText.exact(sum)); at most 1"))
      }
      return changes
    }
  }
}
