// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// The area that a map gives to each place: what is nearer to it than to any other place, and not far from it.
///
/// A scenario holds no boundaries; these cells stand for them, and the cells of a ward's places for the ward. They are
/// Voronoi cells, cut off by a circle.
enum PlaceCells {
  /// How far a cell reaches in typical distances between neighbours.
  private static let reach = 1.4
  /// The corners of the circle.
  private static let corners = 20

  /// Returns the corners of each place's cell, in order; a place on the same spot as another has a small one.
  ///
  /// Each cell is a circle cut by the line half-way to each neighbour.
  ///
  /// Source: Sutherland and Hodgman, "Reentrant polygon clipping", *Communications of the ACM* 17 (1974), 32–42.
  ///
  /// - Complexity: O(*n* × neighbours × corners).
  static func cells(of places: [Place]) -> [[Coordinate]] {
    guard !places.isEmpty else { return [] }
    let radius = radius(of: places)
    let geometry = PlaceGeometry(places: places, reachInMetres: 2 * radius)
    return places.indices.map { index in
      var cell = (0..<corners).map { step -> SIMD2<Double> in
        let angle = 2 * Double.pi * Double(step) / Double(corners)
        return radius * SIMD2(cos(angle), sin(angle))
      }
      for neighbour in geometry.neighbours(of: index, within: 2 * radius) {
        let distance = neighbour.distanceInMetres
        // Places on one spot share it.
        guard distance > 1 else { continue }
        cell = cut(cell, normal: neighbour.offset / distance, at: distance / 2)
      }
      return cell.map {
        places[index].centre.offset(eastInMetres: $0.x, northInMetres: $0.y)
      }
    }
  }

  /// A little more than the median distance from a place to the next, and at least twice a typical radius.
  private static func radius(of places: [Place]) -> Double {
    let radii = places.map(\.radiusInMetres).sorted()
    let least = 2 * radii[radii.count / 2]
    // Within so far every place of a city has a neighbour; those in the country that have none don't count.
    let geometry = PlaceGeometry(places: places, reachInMetres: max(3_000, least))
    let nearest = places.indices.compactMap {
      geometry.neighbours(of: $0, within: max(3_000, least)).first?.distanceInMetres
    }.sorted()
    return nearest.isEmpty ? least : max(least, reach * nearest[nearest.count / 2])
  }

  /// Returns what of a polygon lies on the near side of a line.
  private static func cut(
    _ polygon: [SIMD2<Double>], normal: SIMD2<Double>, at distance: Double
  ) -> [SIMD2<Double>] {
    var kept: [SIMD2<Double>] = []
    for (index, point) in polygon.enumerated() {
      let next = polygon[(index + 1) % polygon.count]
      let (a, b) = ((point * normal).sum() - distance, (next * normal).sum() - distance)
      if a <= 0 { kept.append(point) }
      if (a < 0 && b > 0) || (a > 0 && b < 0) { kept.append(point + (next - point) * (a / (a - b))) }
    }
    return kept
  }
}
