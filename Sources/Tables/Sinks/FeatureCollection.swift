// SPDX-License-Identifier: GPL-3.0-or-later

/// Points with the rows of a table as their properties.
///
/// Source: RFC 7946.
package struct FeatureCollection: Encodable {
  let type = "FeatureCollection"
  let bbox: [Double]
  let features: [Feature]

  package struct Feature: Encodable {
    let type = "Feature"
    let geometry: Point
    let properties: [String: JSONCell]

    struct Point: Encodable {
      let type = "Point"
      let coordinates: [Double]
    }

    /// - Parameters:
    ///   - longitude: In degrees, WGS 84; kept to seven decimals, a centimetre.
    ///   - latitude: Alike.
    ///   - properties: By name.
    package init(longitude: Double, latitude: Double, properties: [String: JSONCell]) {
      geometry = Point(coordinates: [longitude, latitude].map { ($0 * 1e7).rounded() / 1e7 })
      self.properties = properties
    }
  }

  package init(_ features: [Feature]) {
    self.features = features
    let (x, y) = (features.map { $0.geometry.coordinates[0] }, features.map { $0.geometry.coordinates[1] })
    bbox = [x.min() ?? 0, y.min() ?? 0, x.max() ?? 0, y.max() ?? 0]
  }
}
