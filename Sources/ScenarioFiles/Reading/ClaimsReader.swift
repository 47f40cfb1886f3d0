// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Reads `claims`: falls that were reported for a campaign and are to be examined.
struct ClaimsReader {
  /// A fall in per cent; a rise of any published size is below 0.
  static let fall = NumberRange.from(-10_000, to: 100)

  let types: [CrimeType]
  let places: [Place]

  func read(_ field: Field) -> [Claim]? {
    guard let items = field.items() else { return nil }
    return items.compactMap(claim)
  }

  private func claim(_ field: Field) -> Claim? {
    guard var section = field.section() else { return nil }
    let what = section.required("what")?.text()
    let fall = section.required("fall_percent")?.number(ClaimsReader.fall)
    var claim = Claim(what: what ?? "", fallPercent: fall ?? 0)
    let kindField = section.optional("kind")
    claim.kind = kindField.flatMap { $0.choice("kind of place") }
    let corridorField = section.optional("corridor")
    claim.corridor = corridorField?.text()
    section.read("counts", into: &claim.counts) { SeriesReader.typeNames($0, types: types) }
    section.read("stands_in", into: &claim.standsIn) { $0.text() }
    section.finish()
    checkCorridor(claim, corridorField)
    let concerned = places.contains {
      $0.role == .target || $0.role == .candidate ? claim.concerns($0) : false
    }
    if !concerned, kindField == nil || claim.kind != nil, !places.isEmpty, isKnown(claim.corridor) {
      field.report(.rule("speaks of no place: there is no target or candidate of that kind and corridor"))
    }
    return what == nil || fall == nil ? nil : claim
  }

  private var corridors: [String] { Set(places.compactMap(\.corridor)).sorted() }

  private func isKnown(_ corridor: String?) -> Bool { corridor.map(corridors.contains) ?? true }

  private func checkCorridor(_ claim: Claim, _ field: Field?) {
    guard let corridor = claim.corridor, !isKnown(corridor) else { return }
    field?.report(.unknownName(corridor, what: "corridor of a place", known: corridors))
  }
}
