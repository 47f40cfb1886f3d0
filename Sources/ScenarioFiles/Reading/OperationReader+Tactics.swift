// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

// Which tactics units use, who patrols on after the campaign, and how units get to know wards.
extension OperationReader {
  /// The tactic that a value names.
  func tactic(_ field: Field) -> Tactic? {
    guard let name = field.text() else { return nil }
    if let tactic = tactics.first(where: { $0.id == name }) { return tactic }
    field.report(.unknownName(name, what: "tactic", known: tactics.map(\.id)))
    return nil
  }

  /// Reports a unit whose usual tactic needs another way to get about.
  func checkMode(of unit: PatrolUnit, usual: String, _ field: Field) {
    guard let tactic = tactics.first(where: { $0.id == unit.tactic ?? usual }), let mode = tactic.mode,
      mode != unit.mode
    else { return }
    field.report(
      .rule(
        "has the tactic \"\(tactic.id)\", which needs the mode \(mode.rawValue); its mode is "
          + unit.mode.rawValue))
  }

  /// Who patrols on, by name or as a share.
  func afterPatrol(_ field: Field, weeks: Int) -> AfterPatrol? {
    guard var section = field.section() else { return nil }
    let unitsField = section.optional("units")
    let shareField = section.optional("share")
    section.finish()
    if weeks == 0 { field.report(.rule("keeps units on after the campaign, and phases.after_weeks is 0")) }
    switch (unitsField, shareField) {
    case (nil, nil):
      field.report(.missingKey("units"))
      return nil
    case (_?, let shareField?):
      shareField.report(.rule("is given with units; give one of the two"))
      return nil
    case (nil, let shareField?): return shareField.number(.share).map { .share($0) }
    case (let unitsField?, nil):
      var listed = NameIndex("unit")
      return unitsField.items().map { items in
        .units(
          items.compactMap { item in
            let name = unitNames.reference(item)
            listed.add(item, name: name)
            return name
          })
      }
    }
  }
}
