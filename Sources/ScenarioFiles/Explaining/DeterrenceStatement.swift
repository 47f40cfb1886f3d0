// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// States `deterrence`.
enum DeterrenceStatement {
  static func parameters(_ deterrence: Deterrence) -> [StatedParameter] {
    var statement = Statement("Deterrence")
    let path = StatedPath("deterrence")
    let (usual, preset) = (Deterrence(), Deterrence(preset: deterrence.preset))
    let presets = DeterrencePreset.allCases.map(\.rawValue).joined(separator: ", ")
    statement.add(
      path.below("preset"), "the preset for the values", .text(deterrence.preset.rawValue),
      usual: .text(usual.preset.rawValue), allowed: presets, source: usual.preset.source,
      changedSource: deterrence.preset.source)
    for key in Key.deterrence {
      let value = key.state(deterrence)
      let uncertain = UncertainParameter(rawValue: key.name)
      let isStated = uncertain.map { deterrence.stated.contains($0) } ?? false
      let isOfPreset = value == key.state(preset) && !isStated
      let isDrawn = deterrence.preset == .evidence && uncertain != nil && !isStated
      statement.add(
        path.below(key.name), key.meaning, isDrawn ? .text("drawn") : value, usual: key.state(usual),
        unit: key.unit,
        allowed: key.allowed, prior: uncertain?.range, source: key.source,
        changedSource: isOfPreset ? deterrence.preset.source : ScenarioFile.ownSource)
    }
    let changes = deterrence.typeChanges.map { "\($0.from) to \($0.to): \(DecimalText.exact($0.share))" }
    statement.add(
      path.below("displacement_types"), "shares of displaced offences that become another type",
      changes.isEmpty ? "none" : changes.joined(separator: ", "), usual: "none",
      allowed: "shares by type, of a type at most 1 in all", source: "assumption")
    let isOfPreset = deterrence.arrestsEndSeries == preset.arrestsEndSeries
    statement.add(
      Key.arrests, of: deterrence, usual: usual, at: path,
      changedSource: isOfPreset ? deterrence.preset.source : ScenarioFile.ownSource)
    return statement.parameters
  }

  /// States `beliefs`.
  static func parameters(_ beliefs: PatrolEffect) -> [StatedParameter] {
    var statement = Statement("Beliefs")
    statement.add(Key.beliefs, of: beliefs, usual: .believed, at: StatedPath("beliefs"))
    return statement.parameters
  }
}
