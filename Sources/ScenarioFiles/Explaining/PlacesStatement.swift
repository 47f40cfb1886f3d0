// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files

/// States `places` as a summary: how many say what.
enum PlacesStatement {
  static func parameters(_ crime: CrimePattern) -> [StatedParameter] {
    var statement = Statement("Places")
    let places = crime.places
    statement.add(StatedPath("places"), "number", places.count, allowed: "from 1 to 100000")
    func add(_ key: String, _ meaning: String, _ value: String, unit: String = "", allowed: String = "") {
      statement.add(.each("places", key), meaning, value, unit: unit, allowed: allowed)
    }
    add("role", "their roles in an evaluation", tally(places.map(\.role.rawValue)))
    add("kind", "kinds of street life", tally(places.map(\.kind.rawValue)))
    add("evidence", "source of their rates", tally(places.map(\.evidence)))
    add(
      "at", "positions of their centres, from south-west to north-east", extent(places.map(\.centre)),
      unit: "degrees")
    add(
      "radius", "the radius for the count of records", span(places.map(\.radiusInMetres)), unit: "m",
      allowed: NumberRange.positive(upTo: 10_000).words(unit: "m"))
    for (key, what, property) in [("ward", "wards", \Place.ward), ("borough", "boroughs", \.borough)] {
      add(key, "number of \(what)", "\(count(places.map { $0[keyPath: property] }))")
    }
    add("corridor", "number of named corridors", "\(count(places.map { $0.corridor ?? "" }))")
    let rates = places.map { $0.ratesPerYear.reduce(0, +) }
    add(
      "rates_per_year", "offences of all types a year under ordinary policing, from place to place",
      span(rates.map { ($0 * 10).rounded() / 10 }), unit: "a year", allowed: "from 0 to 100000 for a type")
    let uncertain = places.count { $0.rateErrorsPerYear.contains { $0 > 0 } }
    add("rate_errors", "number with rates that have a known error", "\(uncertain)")
    let points = places.flatMap(\.microPlaces)
    add(
      "points", "number of points of presence", "\(points.count)",
      allowed: "at most \(PointsReader.limit) each")
    statement.add(
      .each("places[].points", "kind"), "kinds of points",
      points.isEmpty ? "none" : tally(points.map(\.kind.rawValue)))
    statement.add(
      .each("places[].points", "share"), "the share of a type's crime at its place, from point to point",
      span(points.flatMap(\.shares)), allowed: NumberRange.share.words())
    return statement.parameters
  }

  /// How many different names there are, without the empty one.
  private static func count(_ names: [String]) -> Int { Set(names).subtracting([""]).count }

  private static func extent(_ points: [Coordinate]) -> String {
    guard let south = points.map(\.latitude).min(), let north = points.map(\.latitude).max(),
      let west = points.map(\.longitude).min(), let east = points.map(\.longitude).max()
    else { return "none" }
    return
      "[\(DecimalText.exact(south)), \(DecimalText.exact(west))] to [\(DecimalText.exact(north)), \(DecimalText.exact(east))]"
  }
}
