// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files

/// Reads `places[].points`: the micro-places of a place.
struct PointsReader {
  /// The largest number of points of a place.
  static let limit = 1_000
  /// By how much shares may miss 1 for rounding.
  private static let rounding = 1e-9

  let types: [CrimeType]
  /// The index of each type, by its id.
  let indices: [String: Int]
  /// The place, as far as it was read.
  let place: Place
  /// Whether its centre could be read.
  let hasCentre: Bool

  func read(_ field: Field) -> [MicroPlace]? {
    guard let items = field.items() else { return nil }
    guard items.count <= PointsReader.limit else {
      field.report(.wrongCount(items.count, rule: "at most \(PointsReader.limit) points"))
      return nil
    }
    var names = NameIndex("point")
    var totals = [Double](repeating: 0, count: types.count)
    return items.compactMap { read(entry: $0, names: &names, totals: &totals) }
  }

  private func read(entry field: Field, names: inout NameIndex, totals: inout [Double]) -> MicroPlace? {
    guard var section = field.section() else { return nil }
    let idField = section.required("id")
    let id = idField?.identifier()
    names.add(idField, name: id)
    var point = MicroPlace(
      id: id ?? "", name: id ?? "", coordinate: place.centre, shares: types.map { _ in 0 })
    section.read("name", into: &point.name) { $0.text() }
    section.read("kind", into: &point.kind) { $0.choice("kind of point") }
    if let field = section.required("at"), let coordinate = field.coordinate() {
      point.coordinate = coordinate
      checkDistance(of: point, field)
    }
    if let field = section.required("share") {
      point.shares = shares(field)
      addUp(point.shares, to: &totals, field)
    }
    section.finish()
    return point
  }

  private func checkDistance(of point: MicroPlace, _ field: Field) {
    let metres = place.centre.distanceInMetres(to: point.coordinate)
    guard hasCentre, metres > place.radiusInMetres else { return }
    field.report(
      .rule(
        "lies \(Int(metres.rounded(.up))) m from the centre of its place, whose radius is "
          + "\(DecimalText.exact(place.radiusInMetres)) m"))
  }

  /// One share for all types, or a share for each; types left out have 0.
  private func shares(_ field: Field) -> [Double] {
    if case .mapping = field.node { return field.numbers(of: types, at: indices, .share) }
    let share = field.number(.share) ?? 0
    return types.map { _ in share }
  }

  private func addUp(_ shares: [Double], to totals: inout [Double], _ field: Field) {
    var isReported = false
    for (type, share) in shares.enumerated() {
      totals[type] += share
      guard share > 0, totals[type] > 1 + PointsReader.rounding, !isReported else { continue }
      isReported = true
      let total = DecimalText.exact((totals[type] * 1e6).rounded() / 1e6)
      field.report(
        .rule("brings the shares of \(types[type].id) at its place to \(total); they add up to at most 1"))
    }
  }
}
