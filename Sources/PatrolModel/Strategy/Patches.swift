// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Compact shares of a team's places, one for each officer or unit that is to keep to its own.
enum Patches {
  /// Splits places into patches by location, whose sizes differ by one place at most.
  ///
  /// The places are cut in two across their longer extent, east to west or south to north, into parts as large as the patches
  /// on each side need, and each part again. Places at one point are told apart by index.
  ///
  /// - Parameters:
  ///   - places: The places, by their indices.
  ///   - count: How many patches; from 1 to the number of places.
  ///   - centre: Where a place is.
  /// - Returns: The patches, neighbours next to each other; each in the order in which its places came.
  /// - Complexity: O(*n* log² *n*) in the number of places.
  ///
  /// Source: recursive coordinate bisection, Berger & Bokhari, *IEEE Transactions on Computers* C-36 (1987), 570–580,
  /// <https://doi.org/10.1109/TC.1987.1676942>.
  static func split(_ places: [Int], into count: Int, centre: (Int) -> Coordinate) -> [[Int]] {
    precondition(count >= 1 && count <= places.count, "A patch has a place at least")
    guard count > 1 else { return [places] }
    let sizes = (0..<count).map { places.count / count + ($0 < places.count % count ? 1 : 0) }
    let firstCount = count / 2
    let firstSize = sizes.prefix(firstCount).reduce(0, +)
    let coordinate = longerExtent(of: places.map(centre))
    let ordered = places.sorted { (coordinate(centre($0)), $0) < (coordinate(centre($1)), $1) }
    let first = Set(ordered.prefix(firstSize))
    return split(places.filter { first.contains($0) }, into: firstCount, centre: centre)
      + split(places.filter { !first.contains($0) }, into: count - firstCount, centre: centre)
  }

  /// The coordinate along which points lie furthest apart in metres.
  private static func longerExtent(of points: [Coordinate]) -> (Coordinate) -> Double {
    let longitudes = points.map(\.longitude)
    let latitudes = points.map(\.latitude)
    guard let west = longitudes.min(), let east = longitudes.max(), let south = latitudes.min(),
      let north = latitudes.max()
    else { return \.longitude }
    let middle = (south + north) / 2
    let width = Coordinate(longitude: west, latitude: middle)
      .distanceInMetres(to: Coordinate(longitude: east, latitude: middle))
    let height = Coordinate(longitude: west, latitude: south)
      .distanceInMetres(to: Coordinate(longitude: west, latitude: north))
    return width >= height ? \.longitude : \.latitude
  }
}
