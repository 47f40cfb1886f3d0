// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// Reads `claims`: falls that were reported for a campaign and are to be examined.
struct ClaimsReader {
  let types: [CrimeType]
  let places: [Place]

  func read(_ field: Field) -> [Claim]? {
    guard let items = field.items() else { return nil }
    return items.compactMap(claim)
  }

  private func claim(_ field: Field) -> Claim? {
    guard var section = field.section() else { return nil }
    var claim = Claim(what: "", fallPercent: 0)
    section.read(Key.claim(types: types, corridors: corridors), into: &claim)
    section.finish()
    let isUnderstood =
      (claim.kind != nil || section.optional("kind") == nil)
      && (claim.corridor != nil || section.optional("corridor") == nil)
    let concerned = places.contains { [.target, .candidate].contains($0.role) && claim.concerns($0) }
    if !concerned, isUnderstood, !places.isEmpty {
      field.report(.rule("applies to no place: there is no target or candidate of that kind and corridor"))
    }
    return claim
  }

  private var corridors: [String] { Set(places.compactMap(\.corridor)).sorted() }
}
