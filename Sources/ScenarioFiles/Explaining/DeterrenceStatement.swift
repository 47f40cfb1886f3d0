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
      path.below("preset"), "the setting that the values start from", .text(deterrence.preset.rawValue),
      usual: .text(usual.preset.rawValue), allowed: presets, source: usual.preset.source,
      changedSource: deterrence.preset.source)
    for parameter in Parameter.deterrence {
      let value = deterrence[keyPath: parameter.property]
      let prior = Deterrence.priorRange(of: parameter.property)
      let isOfPreset = value == preset[keyPath: parameter.property]
      let isDrawn = deterrence.preset == .prior && prior != nil && isOfPreset
      statement.add(
        path.below(parameter.key), parameter.meaning, isDrawn ? .text("drawn") : .number(value),
        usual: .number(usual[keyPath: parameter.property]), unit: parameter.unit?.rawValue ?? "",
        allowed: parameter.allowed, prior: prior, source: parameter.source,
        changedSource: isOfPreset ? deterrence.preset.source : ScenarioFile.ownSource)
    }
    let changes = deterrence.typeChanges.map { "\($0.from) to \($0.to): \(DecimalText.exact($0.share))" }
    statement.add(
      path.below("displacement_types"), "shares of displaced offences that become another type",
      changes.isEmpty ? "none" : changes.joined(separator: ", "), usual: "none",
      allowed: "shares by type, of a type at most 1 in all", source: "assumption")
    let ends = deterrence.arrestsEndSeries
    statement.add(
      path.below("arrests_end_series"), "whether an arrest of a series' offenders ends it", .text("\(ends)"),
      usual: .text("\(usual.arrestsEndSeries)"), allowed: Statement.flag, source: "assumption",
      changedSource: ends == preset.arrestsEndSeries ? deterrence.preset.source : ScenarioFile.ownSource)
    return statement.parameters
  }
}
