// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Guesses what sort of street life a place has, by fixed rules; the first that holds decides.
///
/// The rules are assumptions; ``rules`` states them for reports.
struct PlaceKindRule {
  /// Where stations are.
  let stations: [Coordinate]
  let types: [CrimeType]

  /// How near a station must be, in metres.
  static let stationReachInMetres = 150.0

  /// The rules in words.
  static let rules = [
    "transport hub: points named after stations have 10% of the records",
    "night-time economy: nightclubs and theatres have 10% of the records, or theft from the person and robbery 25%",
    "transport hub: a station of the file lies within 150 m",
    "retail parade: shopping areas and supermarkets have 25% of the records, or shoplifting 15%",
    "school route: educational buildings have 25% of the records",
    """
    estate corridor: anti-social behaviour, violence, damage, drugs, weapons, burglary and vehicle crime are 65% of \
    the records
    """,
    "other: none of these",
  ]

  /// Returns the kind of a place.
  ///
  /// - Parameters:
  ///   - centre: Where it stands.
  ///   - points: Names of its points with their records.
  ///   - totals: Its records by type.
  func kind(centre: Coordinate, points: [(location: String, count: Int)], totals: [Int]) -> PlaceKind {
    let named = max(1, points.reduce(0) { $0 + $1.count })
    let recorded = max(1, totals.reduce(0, +))
    func share(of names: Set<String>) -> Double {
      let count = points.filter { names.contains(PlaceNaming.plain($0.location).lowercased()) }.reduce(0) {
        $0 + $1.count
      }
      return Double(count) / Double(named)
    }
    func share(ofTypes ids: Set<String>) -> Double {
      let count = zip(types, totals).filter { ids.contains($0.0.id) }.reduce(0) { $0 + $1.1 }
      return Double(count) / Double(recorded)
    }
    let atStations = points.filter {
      PlaceNaming.isStation($0.location) || $0.location.hasSuffix("Bus/coach Station")
    }
    if Double(atStations.reduce(0) { $0 + $1.count }) >= 0.1 * Double(named) { return .transportHub }
    if share(of: ["nightclub", "theatre/concert hall"]) >= 0.1
      || share(ofTypes: ["theft-from-the-person", "robbery"]) >= 0.25
    {
      return .nightTimeEconomy
    }
    if stations.contains(where: { $0.distanceInMetres(to: centre) <= PlaceKindRule.stationReachInMetres }) {
      return .transportHub
    }
    if share(of: ["shopping area", "supermarket"]) >= 0.25 || share(ofTypes: ["shoplifting"]) >= 0.15 {
      return .retailParade
    }
    if share(of: ["further/higher educational building"]) >= 0.25 { return .schoolRoute }
    let residential: Set<String> = [
      "anti-social-behaviour", "violence-and-sexual-offences", "criminal-damage-and-arson", "drugs",
      "possession-of-weapons", "burglary", "vehicle-crime",
    ]
    return share(ofTypes: residential) >= 0.65 ? .estateCorridor : .other
  }

  /// Reads stations from a CSV with columns `latitude` and `longitude`.
  static func stations(file: String) throws(ImportProblem) -> [Coordinate] {
    let reader = try CSVReader(file: file)
    let header = try reader.readHeader()
    let names = header.map { $0.lowercased() }
    guard let latitude = names.firstIndex(of: "latitude"), let longitude = names.firstIndex(of: "longitude")
    else {
      throw unknownLayout(file: file, header: header, known: [("stations", ["latitude", "longitude"])])
    }
    var stations: [Coordinate] = []
    while let record = try reader.next() {
      guard record.count == header.count, let north = record[latitude].millionths,
        let east = record[longitude].millionths
      else { continue }
      stations.append(Coordinate(longitude: Double(east) / 1e6, latitude: Double(north) / 1e6))
      guard stations.count <= ReadingLimit.stations else {
        throw .tooManyDifferent(file: file, row: reader.row, what: "stations", limit: ReadingLimit.stations)
      }
    }
    return stations
  }
}
