// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import PatrolModel

/// The outline of a ward for a map: the convex hull round its places, since a scenario holds no boundaries.
enum WardOutline {
  /// How far beyond its places an outline reaches, in metres.
  private static let marginInMetres = 120.0

  /// Returns the corners of the hull round circles, in order.
  ///
  /// Source: Andrew, "Another efficient algorithm for convex hulls in two dimensions", *Information Processing Letters* 9
  /// (1979), 216–219.
  ///
  /// - Complexity: O(*n* log *n*).
  static func hull(of places: [Place]) -> [Coordinate] {
    let points = places.flatMap { place in
      (0..<12).map { step in
        let angle = Double(step) * .pi / 6
        let reach = place.radiusInMetres + marginInMetres
        return place.centre.offset(eastInMetres: reach * cos(angle), northInMetres: reach * sin(angle))
      }
    }.sorted { ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude) }
    guard points.count > 2 else { return points }
    let lower = chain(points)
    let upper = chain(points.reversed())
    return lower.dropLast() + upper.dropLast()
  }

  private static func chain(_ points: [Coordinate]) -> [Coordinate] {
    var chain: [Coordinate] = []
    for point in points {
      while chain.count > 1, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
        chain.removeLast()
      }
      chain.append(point)
    }
    return chain
  }

  /// Above 0 for a turn to the left.
  private static func turn(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
    (b.longitude - a.longitude) * (c.latitude - a.latitude)
      - (b.latitude - a.latitude) * (c.longitude - a.longitude)
  }
}
