// SPDX-License-Identifier: GPL-3.0-or-later

/// A layout in which recorded crime is published, known by the names in its header.
struct StreetLayout: Sendable {
  /// What messages call it.
  let name: String
  /// The columns it can't do without, lower case.
  let required: [String]
  let crimeID: String
  let month: String
  let longitude: String
  let latitude: String
  let location: String
  let zone: String
  let type: String
  /// The borough of every row, where the layout is one borough's own.
  let borough: String?

  /// Every layout that can be imported.
  static let catalogue = [policeUK, camdenCouncil]

  /// The monthly street-level files of data.police.uk.
  static let policeUK = StreetLayout(
    name: "data.police.uk street",
    required: ["crime id", "month", "longitude", "latitude", "location", "lsoa name", "crime type"],
    crimeID: "crime id", month: "month", longitude: "longitude", latitude: "latitude", location: "location",
    zone: "lsoa name", type: "crime type", borough: nil)

  /// The table that Camden council makes from data.police.uk.
  static let camdenCouncil = StreetLayout(
    name: "Camden council",
    required: ["category", "street name", "persistent id", "epoch", "ward name", "longitude", "latitude"],
    crimeID: "persistent id", month: "epoch", longitude: "longitude", latitude: "latitude",
    location: "street name", zone: "ward name", type: "category", borough: "Camden")
}

/// Where the columns of a layout stand in one file.
struct StreetColumns {
  let layout: StreetLayout
  let count: Int
  let crimeID, month, longitude, latitude, location, zone, type: Int

  /// Finds the columns; `nil` where the header lacks one.
  init?(layout: StreetLayout, header: [String]) {
    let names = header.map { $0.lowercased() }
    guard layout.required.allSatisfy(names.contains) else { return nil }
    func index(_ name: String) -> Int { names.firstIndex(of: name) ?? 0 }
    self.layout = layout
    count = header.count
    crimeID = index(layout.crimeID)
    month = index(layout.month)
    longitude = index(layout.longitude)
    latitude = index(layout.latitude)
    location = index(layout.location)
    zone = index(layout.zone)
    type = index(layout.type)
  }
}

/// What a CSV file turned out to be.
enum FileKind {
  case street(StreetColumns)
  /// A file of police records that isn't one of crimes, with its name.
  case passedOver(String)

  /// Layouts that lie beside street files and are passed over.
  private static let otherLayouts: [(name: String, required: [String])] = [
    ("outcomes", ["crime id", "month", "outcome type"]),
    ("stop and search", ["type", "date", "object of search"]),
  ]

  /// Finds the layout of a file by its header.
  ///
  /// - Throws: ``ImportProblem/unknownLayout(file:header:nearest:missing:known:)``.
  init(file: String, header: [String]) throws(ImportProblem) {
    let names = Set(header.map { $0.lowercased() })
    for layout in StreetLayout.catalogue {
      if let columns = StreetColumns(layout: layout, header: header) {
        self = .street(columns)
        return
      }
    }
    for other in FileKind.otherLayouts where other.required.allSatisfy(names.contains) {
      self = .passedOver(other.name)
      return
    }
    throw unknownLayout(
      file: file, header: header, known: StreetLayout.catalogue.map { ($0.name, $0.required) })
  }
}

/// Returns the problem of a header that fits no layout, with the layout that it comes nearest to.
func unknownLayout(
  file: String, header: [String], known: [(name: String, required: [String])]
) -> ImportProblem {
  let names = Set(header.map { $0.lowercased() })
  func missing(_ required: [String]) -> [String] { required.filter { !names.contains($0) } }
  let ranked = known.enumerated().sorted {
    let (a, b) = (missing($0.element.required), missing($1.element.required))
    let shareA = Double(a.count) / Double($0.element.required.count)
    let shareB = Double(b.count) / Double($1.element.required.count)
    return (shareA, $0.offset) < (shareB, $1.offset)
  }
  let nearest = ranked.first?.element
  return .unknownLayout(
    file: file, header: header, nearest: nearest?.name ?? "none", missing: missing(nearest?.required ?? []),
    known: known.map { "\($0.name) (\($0.required.joined(separator: ", ")))" })
}
