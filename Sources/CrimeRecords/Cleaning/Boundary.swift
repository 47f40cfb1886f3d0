// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation

/// Named areas with their outlines, from a GeoJSON file.
///
/// Source: RFC 7946; only polygons and multipolygons are read.
struct Boundary {
  struct Area {
    var name: String
    /// Rings of longitude and latitude; a point inside an odd number of them is inside the area.
    var rings: [[Coordinate]]
    private var west = 180.0, east = -180.0, south = 90.0, north = -90.0

    init(name: String, rings: [[Coordinate]]) {
      self.name = name
      self.rings = rings
      for point in rings.joined() {
        west = min(west, point.longitude)
        east = max(east, point.longitude)
        south = min(south, point.latitude)
        north = max(north, point.latitude)
      }
    }

    /// Whether a point lies inside, by the number of times a ray from it crosses the rings.
    func contains(_ point: Coordinate) -> Bool {
      guard (west...east).contains(point.longitude), (south...north).contains(point.latitude) else {
        return false
      }
      var isInside = false
      for ring in rings {
        var previous = ring.count - 1
        for index in ring.indices {
          let (a, b) = (ring[index], ring[previous])
          previous = index
          guard (a.latitude > point.latitude) != (b.latitude > point.latitude) else { continue }
          let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
          if point.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
        }
      }
      return isInside
    }
  }

  var areas: [Area]
  /// The most of a file that is read; its values take about 1 GB.
  private static let json = ForeignJSON(size: 64 << 20, depth: 64, text: 1 << 20, values: 8_000_000)

  /// Reads a GeoJSON file, plain or gzip.
  ///
  /// - Throws: ``ImportProblem/notBoundary(file:reason:)`` and what reading throws.
  init(file: String) throws(ImportProblem) {
    let data = try wholeFile(file)
    do { try Boundary.json.check(Array(data)) } catch {
      throw .notBoundary(file: file, reason: "\(error); simplify or cut it")
    }
    guard let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw .notBoundary(file: file, reason: "it is not a JSON object")
    }
    let features = root["features"] as? [[String: Any]] ?? [root]
    var areas: [Area] = []
    for (index, feature) in features.enumerated() {
      let geometry = feature["geometry"] as? [String: Any] ?? feature
      let properties = feature["properties"] as? [String: Any] ?? [:]
      let name = properties.first { $0.key.lowercased() == "name" }?.value as? String
      let polygons: [[[[Double]]]]
      switch geometry["type"] as? String {
      case "Polygon": polygons = [geometry["coordinates"] as? [[[Double]]] ?? []]
      case "MultiPolygon": polygons = geometry["coordinates"] as? [[[[Double]]]] ?? []
      default: continue
      }
      let rings = polygons.joined().map { ring in
        ring.filter { $0.count >= 2 }.map { Coordinate(longitude: $0[0], latitude: $0[1]) }
      }
      if let reason = Boundary.problem(in: rings) {
        throw .notBoundary(file: file, reason: "feature \(index + 1) \(reason)")
      }
      if !rings.isEmpty { areas.append(Area(name: name ?? "", rings: rings)) }
    }
    self.areas = areas
    guard !areas.isEmpty else { throw .notBoundary(file: file, reason: "it has no polygon") }
  }

  /// What of rings can't be; `nil` where there is nothing.
  private static func problem(in rings: [[Coordinate]]) -> String? {
    for ring in rings {
      guard ring.count > 2 else { return "has a ring of \(ring.count) points; it takes three at least" }
      let wrong = ring.first { !(abs($0.longitude) <= 180 && abs($0.latitude) <= 90) }
      if let wrong {
        return
          "has the point \(wrong.longitude), \(wrong.latitude); longitudes and latitudes in degrees (WGS 84) are needed"
      }
    }
    return nil
  }

  /// Returns the area that a point lies in.
  func area(at point: Coordinate) -> Area? { areas.first { $0.contains(point) } }
}
