// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

extension StreetNetwork {
  /// A point off the streets is on foot of its way to them for no more than this, in metres.
  public static let accessLimitInMetres = 500.0

  /// How a point is joined to the streets: straight to the nearest point of the nearest piece.
  public struct Access: Hashable, Sendable {
    /// The nearest point of the streets.
    public let point: Coordinate
    /// How far it is to there, in metres.
    public let metres: Double
    let piece: Int
    /// How far it is from there to the piece's ends, in metres.
    let metresToStart: Double
    let metresToEnd: Double
  }

  /// Returns how each of some points is joined to the streets; `nil` for one that is more than 500 m from any.
  ///
  /// Of two pieces at the same distance the first counts.
  ///
  /// - Complexity: O(*n* log *n* + pieces × points in the same band of latitude), for *n* points.
  public func access(to points: [Coordinate]) -> [Access?] {
    // A degree of latitude is never shorter than 110 km.
    let reach = StreetNetwork.accessLimitInMetres / 110_000
    let order = points.indices.sorted { points[$0].latitude < points[$1].latitude }
    var best = [Access?](repeating: nil, count: points.count)
    for index in pieces.indices {
      let (a, b) = (nodes[Int(pieces[index].start)], nodes[Int(pieces[index].end)])
      let south = min(a.latitude, b.latitude) - reach
      let north = max(a.latitude, b.latitude) + reach
      var rank = order.partitioningIndex { points[$0].latitude >= south }
      while rank < order.count, points[order[rank]].latitude <= north {
        let point = order[rank]
        rank += 1
        let access = access(to: points[point], by: index)
        if access.metres < best[point]?.metres ?? StreetNetwork.accessLimitInMetres.nextUp {
          best[point] = access
        }
      }
    }
    return best
  }

  /// Returns the nearest point of a piece to a point, on the plane round the point.
  private func access(to point: Coordinate, by index: Int) -> Access {
    let piece = pieces[index]
    let (start, end) = (nodes[Int(piece.start)], nodes[Int(piece.end)])
    let shrink = cos(point.latitude * Double.pi / 180)
    func plane(_ other: Coordinate) -> SIMD2<Double> {
      SIMD2((other.longitude - point.longitude) * shrink, other.latitude - point.latitude)
    }
    let (a, b) = (plane(start), plane(end))
    let along = b - a
    let square = (along * along).sum()
    // At a pole a piece along a parallel has no length.
    let share = square > 0 ? max(0, min(1, -(a * along).sum() / square)) : 0
    let nearest = Coordinate(
      longitude: start.longitude + share * (end.longitude - start.longitude),
      latitude: start.latitude + share * (end.latitude - start.latitude))
    return Access(
      point: nearest, metres: point.distanceInMetres(to: nearest), piece: index,
      metresToStart: nearest.distanceInMetres(to: start), metresToEnd: nearest.distanceInMetres(to: end))
  }
}

extension Array {
  /// Returns the first index whose element fulfils a condition that all after it fulfil too.
  fileprivate func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
