// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// The ways of each team along a network of streets.
struct StreetWays {
  let network: StreetNetwork
  /// The points of each team.
  let points: [[TravelPoint]]

  /// Returns a matrix of metres for each team; `nil` where a point is far from any street or a way is missing.
  ///
  /// Lengths are rounded up to a decimetre, which keeps a scenario's text short and no way shorter than it is.
  ///
  /// - Parameter report: Takes what is wrong, as a clause.
  func matrices(_ report: (String) -> Void) -> [TeamMatrix]? {
    let all = points.joined().map { $0 }
    let access = network.access(to: all.compactMap(\.position))
    guard access.count == all.count else { return nil }
    var reported: Set<String> = []
    for (point, access) in zip(all, access) where access == nil && reported.insert(point.name).inserted {
      report(
        "has no street within \(DecimalText.exact(StreetNetwork.accessLimitInMetres)) m of \"\(point.name)\"")
    }
    let joined = access.compactMap { $0 }
    guard joined.count == all.count else { return nil }
    var next = 0
    let matrices = points.map { points in
      defer { next += points.count }
      return matrix(points, Array(joined[next..<next + points.count]), report)
    }
    return matrices.contains(nil) ? nil : matrices.compactMap { $0 }
  }

  private func matrix(
    _ points: [TravelPoint], _ access: [StreetNetwork.Access], _ report: (String) -> Void
  ) -> TeamMatrix? {
    let ways = network.waysInMetres(between: access)
    let missing = ways.indices.filter { ways[$0] == .infinity && $0 / points.count < $0 % points.count }
    if let first = missing.first {
      let more = missing.count > 1 ? " (and between \(missing.count - 1) more pairs of its team)" : ""
      let (start, goal) = (points[first / points.count].name, points[first % points.count].name)
      report(
        "has no way between \"\(start)\" and \"\(goal)\"\(more); streets are joined where they have the same point"
      )
      return nil
    }
    return TeamMatrix(pointCount: points.count, values: ways.map { ($0 * 10).rounded(.up) / 10 })
  }
}
