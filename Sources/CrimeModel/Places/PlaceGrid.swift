// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Points sorted into the cells of a grid, to find those near one of them.
///
/// Rows are as high as the grid's width, and the columns of a row as wide, at the latitude of its middle.
struct PlaceGrid {
  private static let metresPerDegree = Coordinate.earthRadiusInMetres * Double.pi / 180
  private let width: Double
  private var points: [SIMD2<Int64>: [Int32]] = [:]

  init(_ centres: [Coordinate], widthInMetres width: Double) {
    self.width = width
    for (index, centre) in centres.enumerated() {
      let row = row(of: centre.latitude)
      points[SIMD2(row, column(of: centre.longitude, row: row)), default: []].append(Int32(index))
    }
  }

  /// Calls a function with all points within the grid's width of a point, and some others.
  func forEachCandidate(near point: Coordinate, _ body: (Int32) -> Void) {
    let home = row(of: point.latitude)
    for row in home - 1...home + 1 {
      // A little more than needed, for what is rounded and for the latitudes between.
      let degrees = 1.01 * width / (PlaceGrid.metresPerDegree * leastShrink(home))
      let first = column(of: point.longitude - degrees, row: row)
      let last = column(of: point.longitude + degrees, row: row)
      for column in first...last { for index in points[SIMD2(row, column)] ?? [] { body(index) } }
    }
  }

  private func row(of latitude: Double) -> Int64 {
    Int64((latitude * PlaceGrid.metresPerDegree / width).rounded(.down))
  }

  private func column(of longitude: Double, row: Int64) -> Int64 {
    let middle = (Double(row) + 0.5) * width / PlaceGrid.metresPerDegree
    return Int64((longitude * PlaceGrid.metresPerDegree * shrink(middle) / width).rounded(.down))
  }

  /// How much shorter a degree of longitude is than one of latitude; near the poles a bound.
  private func shrink(_ latitude: Double) -> Double { max(0.01, cos(latitude * Double.pi / 180)) }

  /// The least of that in a row and its neighbours.
  private func leastShrink(_ row: Int64) -> Double {
    let degrees = width / PlaceGrid.metresPerDegree
    return min(shrink(Double(row - 1) * degrees), shrink(Double(row + 2) * degrees))
  }
}
