// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A file that can't be the background of a map.
public struct InvalidBackground: Error, Hashable, CustomStringConvertible {
  public let description: String
}

/// Reads the lines of a GeoJSON file, streets and boundaries alike.
///
/// Source: RFC 7946.
enum GeoJSONLines {
  /// The most points that a page takes; more would make it slow.
  private static let mostPoints = 60_000
  /// The most of a file that is read: some ten times what so many points take, with all that is said of them.
  static let json = ForeignJSON(size: 32 << 20, depth: 32, text: 1 << 20, values: 1_000_000)

  private struct Document: Decodable {
    let type: String
    let features: [Feature]?
    let geometry: Geometry?
    let coordinates: JSONCoordinates?
  }

  private struct Feature: Decodable {
    let geometry: Geometry?
  }

  private struct Geometry: Decodable {
    let type: String
    let coordinates: JSONCoordinates?
  }

  /// Returns the lines, each a list of latitudes and longitudes, one after the other.
  static func read(_ bytes: [UInt8]) throws(InvalidBackground) -> JSONValue {
    let document: Document
    do { document = try json.decode(Document.self, from: bytes) } catch {
      throw InvalidBackground(description: "it is not GeoJSON: \(error)")
    }
    let geometries =
      document.features?.compactMap(\.geometry)
      ?? document.geometry.map { [$0] } ?? [Geometry(type: document.type, coordinates: document.coordinates)]
    var lines: [[[Double]]] = []
    for (index, geometry) in geometries.enumerated() {
      guard geometry.coordinates?.add(to: &lines) ?? true else {
        throw InvalidBackground(
          description: "geometry \(index + 1) has a position that is not a longitude and a latitude")
      }
    }
    guard !lines.isEmpty else { throw InvalidBackground(description: "it has no lines or polygons") }
    let count = lines.reduce(0) { $0 + $1.count }
    guard count <= mostPoints else {
      throw InvalidBackground(
        description:
          "it has \(count) points, but a page can have at most \(mostPoints); simplify or cut it first")
    }
    for point in lines.joined() where !(abs(point[0]) <= 180 && abs(point[1]) <= 90) {
      throw InvalidBackground(
        description:
          "it has the point \(point[0]), \(point[1]); longitudes and latitudes in degrees (WGS 84) are needed"
      )
    }
    return .array(
      lines.map { line in .array(line.map { .numbers([$0[1], $0[0]], decimals: 5) }) })
  }
}

/// Coordinates of GeoJSON, nested as deep as a geometry has it.
private enum JSONCoordinates: Decodable {
  case number(Double)
  case list([JSONCoordinates])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .list(try container.decode([JSONCoordinates].self))
    }
  }

  /// A position: longitude and latitude.
  private var position: [Double]? {
    guard case .list(let parts) = self, parts.count >= 2, case .number(let x) = parts[0],
      case .number(let y) = parts[1]
    else { return nil }
    return [x, y]
  }

  /// Adds all lists of two positions or more.
  ///
  /// - Returns: Whether no list has anything else beside positions.
  func add(to lines: inout [[[Double]]]) -> Bool {
    guard case .list(let parts) = self else { return true }
    let positions = parts.compactMap(\.position)
    guard positions.isEmpty else {
      guard positions.count == parts.count else { return false }
      if positions.count > 1 { lines.append(positions) }
      return true
    }
    for part in parts {
      guard part.add(to: &lines) else { return false }
    }
    return true
  }
}
