// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

extension ResultTables {
  /// Returns `places.geojson`: a point for every strategy and place, with the columns of `places.csv` as its properties.
  ///
  /// Texts are as they are: here nothing takes them for formulas.
  ///
  /// Source: RFC 7946.
  func placeFeatures() throws -> [UInt8] {
    let names = ResultTables.placeColumns.map(\.name)
    let places = experiment.scenario.crime.places
    let features = placeRows.enumerated().map { index, row in
      let place = places[index % places.count]
      var properties = Dictionary(
        zip(names, row.map(Feature.Value.init)), uniquingKeysWith: { first, _ in first })
      properties["radius_m"] = .number(place.radiusInMetres)
      return Feature(
        geometry: Feature.Point(coordinates: Feature.position(place.centre)), properties: properties)
    }
    let positions = places.map { Feature.position($0.centre) }
    let (x, y) = (positions.map { $0[0] }, positions.map { $0[1] })
    let box = [x.min() ?? 0, y.min() ?? 0, x.max() ?? 0, y.max() ?? 0]
    return try JSONText.line(FeatureCollection(bbox: box, features: features))
  }
}

private struct FeatureCollection: Encodable {
  let type = "FeatureCollection"
  let bbox: [Double]
  let features: [Feature]
}

private struct Feature: Encodable {
  let type = "Feature"
  let geometry: Point
  let properties: [String: Value]

  struct Point: Encodable {
    let type = "Point"
    let coordinates: [Double]
  }

  /// A property: null where there is no such number, or no such text.
  enum Value: Encodable {
    case text(String?)
    case number(Double?)

    init(_ cell: ResultTables.Cell) {
      switch cell {
      case .text(let text): self = .text(text.isEmpty ? nil : text)
      case .number(let number, let decimals):
        self = .number(
          number.flatMap { $0.isFinite ? Double(DecimalText.trimmed($0, decimals: decimals)) : nil })
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text?): try container.encode(text)
      case .number(let number?): try container.encode(number)
      case .text(nil), .number(nil): try container.encodeNil()
      }
    }
  }

  /// Longitude and latitude to seven decimals, a centimetre.
  static func position(_ point: Coordinate) -> [Double] {
    [point.longitude, point.latitude].map { ($0 * 1e7).rounded() / 1e7 }
  }
}
