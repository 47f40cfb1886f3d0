// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Where places lie to each other, in metres on a plane round their common centre.
public struct PlaceGeometry: Sendable {
  /// Metres east and north of the common centre, by place.
  public let positions: [SIMD2<Double>]
  /// The plane that they lie on.
  private let plane: Plane

  /// A plane round a common centre, on which distances are right to a metre over a city.
  private struct Plane: Sendable {
    let middle: Coordinate
    private let metresPerDegree = Coordinate.earthRadiusInMetres * Double.pi / 180
    private let shrink: Double

    init(middle: Coordinate) {
      self.middle = middle
      shrink = cos(middle.latitude * Double.pi / 180)
    }

    func position(of point: Coordinate) -> SIMD2<Double> {
      SIMD2(
        (point.longitude - middle.longitude) * metresPerDegree * shrink,
        (point.latitude - middle.latitude) * metresPerDegree)
    }
  }
  /// Every place's neighbours by distance, itself first, up to ``reachInMetres``.
  private let neighbours: [[Neighbour]]
  /// How far ``neighbours`` reach.
  private let reachInMetres: Double

  /// Another place and how far away it is.
  public struct Neighbour: Hashable, Sendable {
    public let place: Int32
    public let distanceInMetres: Double
  }

  /// Sorts each place's neighbours up to a reach.
  ///
  /// - Complexity: O(n log n + pairs within a grid cell's neighbourhood).
  public init(places: [Place], reachInMetres reach: Double) {
    let count = Double(max(1, places.count))
    let middle = Coordinate(
      longitude: places.reduce(0) { $0 + $1.centre.longitude } / count,
      latitude: places.reduce(0) { $0 + $1.centre.latitude } / count)
    let plane = Plane(middle: middle)
    let positions = places.map { plane.position(of: $0.centre) }
    // A grid as wide as the reach: neighbours lie in the nine cells round a place.
    var grid: [SIMD2<Int32>: [Int32]] = [:]
    func cell(_ position: SIMD2<Double>) -> SIMD2<Int32> {
      SIMD2(Int32((position.x / reach).rounded(.down)), Int32((position.y / reach).rounded(.down)))
    }
    for (place, position) in positions.enumerated() { grid[cell(position), default: []].append(Int32(place)) }
    neighbours = positions.map { position in
      let home = cell(position)
      var found: [Neighbour] = []
      for dx: Int32 in -1...1 {
        for dy: Int32 in -1...1 {
          for other in grid[home &+ SIMD2(dx, dy)] ?? [] {
            let distance = PlaceGeometry.distance(position, positions[Int(other)])
            if distance <= reach { found.append(Neighbour(place: other, distanceInMetres: distance)) }
          }
        }
      }
      return found.sorted { ($0.distanceInMetres, $0.place) < ($1.distanceInMetres, $1.place) }
    }
    self.plane = plane
    self.positions = positions
    self.reachInMetres = reach
  }

  /// Returns where a point lies, in metres east and north of the common centre.
  public func position(of point: Coordinate) -> SIMD2<Double> { plane.position(of: point) }

  /// Returns the places within so many metres of a place, nearest first, without itself.
  ///
  /// - Precondition: The distance is no more than the reach the geometry was made for.
  public func neighbours(of place: Int, within metres: Double) -> [Neighbour] {
    precondition(metres <= reachInMetres, "The geometry reaches \(reachInMetres) m")
    return neighbours[place].filter { $0.distanceInMetres <= metres && Int($0.place) != place }
  }

  /// Returns the place whose centre is nearest to a point.
  ///
  /// The nearest centre is no farther from the point than the centre of any place near it, hence within
  /// twice that distance of that place: its sorted neighbours are searched so far and no farther.
  ///
  /// - Parameters:
  ///   - point: Metres east and north of the common centre.
  ///   - start: A place near the point.
  /// - Complexity: O(places in reach); all places where the point lies farther out.
  public func nearestPlace(to point: SIMD2<Double>, near start: Int) -> Int {
    var best = start
    var least = PlaceGeometry.distance(point, positions[start])
    let limit = 2 * least
    guard limit <= reachInMetres else {
      for place in positions.indices {
        let distance = PlaceGeometry.distance(point, positions[place])
        if distance < least { (best, least) = (place, distance) }
      }
      return best
    }
    for neighbour in neighbours[start] {
      if neighbour.distanceInMetres > limit { break }
      let distance = PlaceGeometry.distance(point, positions[Int(neighbour.place)])
      if distance < least { (best, least) = (Int(neighbour.place), distance) }
    }
    return best
  }

  private static func distance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    let d = a - b
    return (d.x * d.x + d.y * d.y).squareRoot()
  }
}
