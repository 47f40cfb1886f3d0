// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation

/// What points are called, and what their names tell of a place.
///
/// Published points are named after a street ("On or near Meard Street"), a station
/// ("Euston (station)") or only a category ("On or near Nightclub"), which stands for many places.
enum PlaceNaming {
  /// Categories that stand for many places, lower case.
  static let categories: Set<String> = [
    "airport/airfield", "bus/coach station", "conference/exhibition centre",
    "further/higher educational building",
    "hospital", "motorway service area", "nightclub", "park/open space", "parking area", "pedestrian subway",
    "petrol station", "police station", "prison", "race track", "shopping area", "sports/recreation area",
    "supermarket", "theatre/concert hall", "theme/adventure park", "ferry terminal", "bus station",
  ]

  /// Returns a name without "On or near", and a station's without the brackets behind it.
  static func plain(_ location: String) -> String {
    // Published names write the genitive so: "Alderman'S Walk".
    var name = location.replacingOccurrences(of: "'S ", with: "'s ")
    if name.lowercased().hasPrefix("on or near ") { name.removeFirst(11) }
    if isStation(location), let bracket = name.firstIndex(of: "(") {
      name = name[..<bracket].trimmingSuffix(" ")
      if name.lowercased().hasSuffix(" lu station") { name.removeLast(11) }
      return name.lowercased().hasSuffix("station") ? name : name + " Station"
    }
    return name.trimmingSuffix(" ")
  }

  /// Whether a name is that of a railway or underground station.
  static func isStation(_ location: String) -> Bool {
    let lower = location.lowercased()
    return lower.contains("(station)") || lower.contains("lu station)")
  }

  /// Whether a name is a category instead of a street.
  static func isCategory(_ location: String) -> Bool { categories.contains(plain(location).lowercased()) }

  /// Returns the name of a place from those of its points, the most recorded street first.
  ///
  /// - Parameters:
  ///   - points: Names with their records, in any order.
  ///   - nearby: The nearest street, for a place whose points are all named after categories.
  static func name(of points: [(location: String, count: Int)], nearby: () -> String?) -> String {
    var totals: [String: Int] = [:]
    for point in points { totals[point.location, default: 0] += point.count }
    let ranked = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let named = ranked.first {
      !isCategory($0) && !plain($0).isEmpty && plain($0).lowercased() != "no location"
    }
    if let named { return plain(named) }
    let category = ranked.first.map(plain) ?? "Unnamed place"
    return nearby().map { "\(category) near \(plain($0))" } ?? category
  }

  /// Returns a name as an id: lower case letters, digits and hyphens.
  static func slug(_ name: String) -> String {
    var slug = ""
    for scalar in name.lowercased().unicodeScalars where scalar != "'" && scalar != "’" {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain {
        slug.unicodeScalars.append(scalar)
      } else if !slug.hasSuffix("-"), !slug.isEmpty {
        slug += "-"
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty ? "place" : slug
  }

  /// Returns names and ids that no two places share: repeated names get their borough, then a number.
  static func unique(_ places: [(name: String, borough: String)]) -> [(name: String, id: String)] {
    var seen: [String: Int] = [:]
    for place in places { seen[place.name.lowercased(), default: 0] += 1 }
    var taken: [String: Int] = [:]
    return places.map { place in
      let repeated = (seen[place.name.lowercased()] ?? 0) > 1 && !place.borough.isEmpty
      let name = repeated ? "\(place.name), \(place.borough)" : place.name
      let base = slug(name)
      let number = (taken[base] ?? 0) + 1
      taken[base] = number
      guard number > 1 else { return (name, base) }
      var next = number
      while taken["\(base)-\(next)"] != nil { next += 1 }
      taken["\(base)-\(next)"] = 1
      return ("\(name) \(next)", "\(base)-\(next)")
    }
  }
}

extension StringProtocol {
  /// Returns the text without a character at its end, however often.
  func trimmingSuffix(_ character: Character) -> String {
    var text = String(self)
    while text.last == character { text.removeLast() }
    return text
  }
}
