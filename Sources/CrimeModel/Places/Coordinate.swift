// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A point on the Earth, in WGS 84 degrees.
public struct Coordinate: Hashable, Sendable {
  /// Degrees east, in `-180...180`.
  public var longitude: Double
  /// Degrees north, in `-90...90`.
  public var latitude: Double

  /// The mean radius of the Earth, in metres (IUGG, 1980).
  public static let earthRadiusInMetres = 6_371_008.8

  /// Creates the point at a longitude and a latitude, both in degrees.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// Returns the great-circle distance to another point, in metres.
  ///
  /// The haversine formula, which keeps its precision at the short distances between streets.
  ///
  /// Source: Sinnott, "Virtues of the haversine", *Sky and Telescope* 68 (1984), 159.
  public func distanceInMetres(to other: Coordinate) -> Double {
    let radians = Double.pi / 180
    let halfLatitude = sin((other.latitude - latitude) * radians / 2)
    let halfLongitude = sin((other.longitude - longitude) * radians / 2)
    let chord =
      halfLatitude * halfLatitude + cos(latitude * radians) * cos(other.latitude * radians)
      * halfLongitude * halfLongitude
    return 2 * Coordinate.earthRadiusInMetres * asin(min(1, chord.squareRoot()))
  }

  /// A bound that a degree of latitude is never shorter than in ``distanceInMetres(to:)``, whatever is rounded.
  public static let leastMetresPerDegree = 0.999 * earthRadiusInMetres * Double.pi / 180

  /// Returns the point that lies so many metres east and north of this one.
  ///
  /// A plane approximation, right to a metre over the few hundred metres it is used for.
  public func offset(eastInMetres east: Double, northInMetres north: Double) -> Coordinate {
    let metresPerDegree = Coordinate.earthRadiusInMetres * Double.pi / 180
    return Coordinate(
      longitude: longitude + east / (metresPerDegree * cos(latitude * Double.pi / 180)),
      latitude: latitude + north / metresPerDegree)
  }

  /// Returns how many metres east and north of this point another one lies.
  ///
  /// A plane approximation at the latitude half-way, right to a metre over a city. It depends on the two points and nothing else.
  public func offsetInMetres(to other: Coordinate) -> SIMD2<Double> {
    let metresPerDegree = Coordinate.earthRadiusInMetres * Double.pi / 180
    let middle = (latitude + other.latitude) / 2
    return SIMD2(
      (other.longitude - longitude) * metresPerDegree * cos(middle * Double.pi / 180),
      (other.latitude - latitude) * metresPerDegree)
  }
}
