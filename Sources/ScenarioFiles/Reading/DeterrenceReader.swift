// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Reads `deterrence`: a preset, and what differs from it.
enum DeterrenceReader {
  static func read(_ field: Field) -> Deterrence? {
    guard var section = field.section() else { return nil }
    var preset = DeterrencePreset.parallelTrials
    section.read("preset", into: &preset, choosePreset)
    var deterrence = Deterrence(preset: preset)
    section.read(Parameter.deterrence, into: &deterrence)
    section.read("arrests_end_series", into: &deterrence.arrestsEndSeries) { $0.flag() }
    section.finish()
    return deterrence
  }

  /// The name of a preset; here YAML's `null` is one of the names.
  private static func choosePreset(_ field: Field) -> DeterrencePreset? {
    if field.scalar(expected: "the name of a preset") == DeterrencePreset.null.rawValue { return .null }
    guard case .scalar = field.node else { return nil }
    return field.choice("preset")
  }
}
