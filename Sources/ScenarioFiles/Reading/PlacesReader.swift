// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// A place of the file with what later checks need to point at.
struct PlaceEntry {
  var place: Place
  /// The whole entry.
  let field: Field
  /// Where it states its centre; `nil` where that is missing or wrong.
  let centreField: Field?
  /// Where it names its target.
  let targetField: Field?
  /// Whether its role could be read.
  let hasRole: Bool

  var isTarget: Bool { place.role == .target }
}

/// Reads `places`.
struct PlacesReader {
  /// The largest number of places.
  static let limit = ScenarioFile.mostPlaces
  /// Offences of one type in a year at one place; above it there is a slip of the pen.
  static let rates = NumberRange.from(0, to: 100_000)

  let types: [CrimeType]
  private let indices: [String: Int]
  private(set) var names = NameIndex("place")
  private(set) var entries: [PlaceEntry] = []

  init(types: [CrimeType]) {
    self.types = types
    indices = Dictionary(types.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  mutating func read(_ field: Field) {
    guard let items = field.items() else { return }
    guard (1...PlacesReader.limit).contains(items.count) else {
      field.report(.wrongCount(items.count, rule: "from 1 to \(PlacesReader.limit) places"))
      return
    }
    for item in items {
      if let entry = read(entry: item) { entries.append(entry) }
    }
  }

  private mutating func read(entry field: Field) -> PlaceEntry? {
    guard var section = field.section() else {
      names.add(nil, name: nil)
      return nil
    }
    let idField = section.required("id")
    let id = idField?.identifier()
    names.add(idField, name: id)
    var place = Place(
      id: id ?? "", name: id ?? "", centre: Coordinate(longitude: 0, latitude: 0),
      ratesPerYear: types.map { _ in 0 })
    section.read("name", into: &place.name) { $0.text() }
    let centreField = section.required("at")
    let centre = centreField?.coordinate()
    if let centre { place.centre = centre }
    section.read("radius", into: &place.radiusInMetres) { $0.quantity(.metres, .positive(upTo: 10_000)) }
    section.read("ward", into: &place.ward) { $0.text() }
    section.read("borough", into: &place.borough) { $0.text() }
    section.read("corridor", into: &place.corridor) { $0.text() }
    section.read("kind", into: &place.kind) { $0.choice("kind of place") }
    let role: PlaceRole? = section.optional("role").map { $0.choice("role") } ?? .background
    place.role = role ?? .background
    let targetField = section.optional("of")
    place.target = targetField?.text()
    section.read("evidence", into: &place.evidence) { $0.text() }
    if let field = section.required("rates_per_year") { place.ratesPerYear = rates(field) }
    section.read("rate_errors", into: &place.rateErrorsPerYear, rates)
    if let field = section.optional("points") {
      let points = PointsReader(types: types, indices: indices, place: place, hasCentre: centre != nil)
      place.microPlaces = points.read(field) ?? []
    }
    section.finish()
    return PlaceEntry(
      place: place, field: field, centreField: centre == nil ? nil : centreField, targetField: targetField,
      hasRole: role != nil)
  }

  /// One rate for each type.
  private func rates(_ field: Field) -> [Double] { field.numbers(of: types, at: indices, PlacesReader.rates) }
}

extension Field {
  /// One number for each type, by its id; 0 for those left out.
  ///
  /// - Parameter indices: The index of each type, by its id.
  func numbers(of types: [CrimeType], at indices: [String: Int], _ range: NumberRange) -> [Double] {
    var numbers = [Double](repeating: 0, count: types.count)
    for (name, position, field) in section()?.entries ?? [] {
      guard let index = indices[name] else {
        field.log.report(.unknownKey(name, known: types.map(\.id)), at: position, key: field.key)
        continue
      }
      if let number = field.number(range) { numbers[index] = number }
    }
    return numbers
  }
}
