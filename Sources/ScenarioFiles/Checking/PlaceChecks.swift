// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// The rules between places: whom a buffer or a control belongs to, and how far apart targets stand.
enum PlaceChecks {
  /// The least distance between the centres of two targets, in metres.
  static let targetDistanceInMetres = TargetChoice.targetDistanceInMetres
  /// The largest number of targets; a strategy may look at all of them for each decision.
  static let targetLimit = 2_000

  static func check(_ entries: [PlaceEntry], names: NameIndex) {
    let targets = Set(entries.filter { $0.isTarget || !$0.hasRole }.map(\.place.id))
    for entry in entries where entry.hasRole {
      checkOwner(of: entry, targets: targets, names: names)
    }
    checkDistances(entries.filter(\.isTarget))
  }

  private static func checkOwner(of entry: PlaceEntry, targets: Set<String>, names: NameIndex) {
    switch (entry.place.role, entry.targetField) {
    case (.buffer, nil), (.control, nil):
      entry.field.report(
        .rule("is a \(entry.place.role.rawValue); it needs the key \"of\", the id of its target"))
    case (.target, let field?), (.background, let field?), (.candidate, let field?):
      field.report(.rule("is for buffers and controls; this place is \(entry.place.role.described)"))
    case (_, let field?):
      guard let name = entry.place.target, !targets.contains(name) else { return }
      guard names.contains(name) else {
        _ = names.reference(field)
        return
      }
      field.report(.rule("is \"\(name)\", a place whose role is not target"))
    case (_, nil): break
    }
  }

  /// Reports each target that stands too close to one before it, once.
  private static func checkDistances(_ targets: [PlaceEntry]) {
    if targets.count > targetLimit {
      targets[targetLimit].field.report(
        .rule("is target number \(targetLimit + 1); a scenario has at most \(targetLimit) targets"))
      return
    }
    // A degree of latitude is never shorter than 110 km.
    let reachInDegrees = targetDistanceInMetres / 110_000
    for (index, entry) in targets.enumerated() {
      guard let field = entry.centreField else { continue }
      let centre = entry.place.centre
      let close = targets[..<index].first { other in
        other.centreField != nil && abs(other.place.centre.latitude - centre.latitude) <= reachInDegrees
          && other.place.centre.distanceInMetres(to: centre) < targetDistanceInMetres
      }
      guard let close else { continue }
      let metres = Int(close.place.centre.distanceInMetres(to: centre))
      field.report(
        .targetsTooClose(other: close.place.id, metres: metres, limit: Int(targetDistanceInMetres)))
    }
  }
}

extension PlaceRole {
  /// The role with its article, or as an adjective.
  fileprivate var described: String { self == .background ? "background" : "a \(rawValue)" }
}
