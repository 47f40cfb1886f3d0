// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Where places lie to each other, in metres.
///
/// What it says of two places depends on these two alone, so that another place anywhere else changes nothing.
public struct PlaceGeometry: Sendable {
  /// Another place and how far away it is.
  public struct Neighbour: Hashable, Sendable {
    public let place: Int32
    public let distanceInMetres: Double
    /// Metres east and north to it.
    public let offset: SIMD2<Double>
  }

  private let centres: [Coordinate]
  /// Every place's neighbours by distance, itself first, up to ``reachInMetres``.
  private let neighbours: [[Neighbour]]
  /// How far ``neighbours`` reach.
  private let reachInMetres: Double

  /// Sorts each place's neighbours up to a reach; of two as far away the first by id comes first.
  ///
  /// - Complexity: O(n log n + pairs within a grid cell's neighbourhood).
  public init(places: [Place], reachInMetres reach: Double) {
    let centres = places.map(\.centre)
    let grid = PlaceGrid(centres, widthInMetres: reach)
    var ranks = [Int](repeating: 0, count: places.count)
    for (rank, place) in places.indices.sorted(by: { places[$0].id < places[$1].id }).enumerated() {
      ranks[place] = rank
    }
    neighbours = centres.map { centre in
      var found: [Neighbour] = []
      grid.forEachCandidate(near: centre) { other in
        let offset = centre.offsetInMetres(to: centres[Int(other)])
        let distance = PlaceGeometry.length(offset)
        if distance <= reach {
          found.append(Neighbour(place: other, distanceInMetres: distance, offset: offset))
        }
      }
      return found.sorted {
        ($0.distanceInMetres, ranks[Int($0.place)]) < ($1.distanceInMetres, ranks[Int($1.place)])
      }
    }
    self.centres = centres
    reachInMetres = reach
  }

  /// How many places there are.
  public var count: Int { centres.count }

  /// Returns how many metres east and north of a place another one lies.
  public func offset(from place: Int, to other: Int) -> SIMD2<Double> {
    centres[place].offsetInMetres(to: centres[other])
  }

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
  ///   - point: Metres east and north of a place near it.
  ///   - start: That place.
  /// - Complexity: O(places in reach); all places where the point lies farther out.
  public func nearestPlace(to point: SIMD2<Double>, near start: Int) -> Int {
    var best = start
    var least = PlaceGeometry.length(point)
    let limit = 2 * least
    guard limit <= reachInMetres else {
      for place in centres.indices {
        let distance = PlaceGeometry.length(point - offset(from: start, to: place))
        if distance < least { (best, least) = (place, distance) }
      }
      return best
    }
    for neighbour in neighbours[start] {
      if neighbour.distanceInMetres > limit { break }
      let distance = PlaceGeometry.length(point - neighbour.offset)
      if distance < least { (best, least) = (Int(neighbour.place), distance) }
    }
    return best
  }

  private static func length(_ a: SIMD2<Double>) -> Double {
    (a.x * a.x + a.y * a.y).squareRoot()
  }
}
