// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Points close to each other that are taken as one place.
struct Cluster {
  /// The point it grew from, where it stands.
  var centre: Coordinate
  /// Indexes of its points.
  var anchors: [Int]
  /// The neighbourhood and borough of most of its records.
  var zone: String
  var borough: String
  /// The months that all its neighbourhoods are covered in, sorted.
  var months: [RecordMonth]
  /// Records by type and month of ``months``, row-major by type.
  var counts: [[Int]]

  /// Records of each type.
  var totals: [Int] { counts.map { $0.reduce(0, +) } }
}

/// Draws points together into places, greedily by harm.
///
/// The point with most harm within the radius takes all free points there and becomes a place; so on
/// with what is left. Centres thus lie more than the radius apart.
struct ClusterFinder {
  let records: CleanRecords
  let radiusInMetres: Double
  /// Days of harm that one record stands for: its weight over the share that is recorded.
  private let harmPerRecord: [Double]

  init(records: CleanRecords, radiusInMetres: Double) {
    self.records = records
    self.radiusInMetres = radiusInMetres
    // A hundredth of a day for every type, so that places without harm are found too.
    harmPerRecord = records.types.map { ($0.harmInDays + 0.01) / max(0.01, $0.recordedShare) }
  }

  /// Finds all places, most harm first.
  ///
  /// - Complexity: O(places × points).
  func clusters() -> [Cluster] {
    let harm = records.anchors.map(harmPerYear)
    let grid = PointGrid(records.anchors.map(\.centre), radiusInMetres: radiusInMetres)
    let near = records.anchors.indices.map { grid.neighbours(of: $0) }
    var isFree = harm.map { _ in true }
    var value = near.map { $0.reduce(0) { $0 + harm[$1] } }
    var found: [Cluster] = []
    while let seed = value.indices.filter({ isFree[$0] }).max(by: { (value[$0], $1) < (value[$1], $0) }) {
      let members = near[seed].filter { isFree[$0] }
      for member in members {
        isFree[member] = false
        for other in near[member] { value[other] -= harm[member] }
      }
      if let cluster = cluster(seed: seed, members: members) { found.append(cluster) }
    }
    return found
  }

  private func harmPerYear(_ anchor: CleanRecords.Anchor) -> Double {
    let years = records.zones[anchor.zone].months.reduce(0) { $0 + $1.lengthInYears }
    return years > 0 ? anchor.counts.reduce(0) { $0 + Double($1.count) * harmPerRecord[$1.type] } / years : 0
  }

  /// Counts the records of some points over the months in which all of their main neighbourhoods are covered.
  private func cluster(seed: Int, members: [Int]) -> Cluster? {
    var byZone: [Int: Int] = [:]
    for member in members {
      let anchor = records.anchors[member]
      byZone[anchor.zone, default: 0] += anchor.counts.reduce(0) { $0 + $1.count }
    }
    let ranked = byZone.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let main = ranked.first else { return nil }
    let all = ranked.reduce(0) { $0 + $1.value }
    var months = Set(records.zones[main.key].months)
    for (zone, count) in ranked.dropFirst() where count * 10 >= all {
      let common = months.intersection(records.zones[zone].months)
      if !common.isEmpty { months = common }
    }
    let sorted = months.sorted()
    let position = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    var counts = records.types.map { _ in [Int](repeating: 0, count: sorted.count) }
    for member in members {
      for count in records.anchors[member].counts {
        if let index = position[count.month] { counts[count.type][index] += count.count }
      }
    }
    let zone = records.zones[main.key]
    return Cluster(
      centre: records.anchors[seed].centre, anchors: members.sorted(), zone: zone.name, borough: zone.borough,
      months: sorted, counts: counts)
  }
}

/// Points in square cells, to find those near a point.
struct PointGrid {
  private struct Key: Hashable {
    var column: Int
    var row: Int
  }

  private let points: [Coordinate]
  private let radius: Double
  private let longitudeStep: Double
  private let latitudeStep: Double
  private var cells: [Key: [Int]] = [:]

  init(_ points: [Coordinate], radiusInMetres: Double) {
    self.points = points
    radius = radiusInMetres
    let extreme = points.map { abs($0.latitude) }.max() ?? 0
    let origin = Coordinate(longitude: 0, latitude: min(85, extreme))
    let step = origin.offset(eastInMetres: radiusInMetres * 1.01, northInMetres: radiusInMetres * 1.01)
    longitudeStep = step.longitude
    latitudeStep = step.latitude - origin.latitude
    for (index, point) in points.enumerated() { cells[key(point), default: []].append(index) }
  }

  private func key(_ point: Coordinate) -> Key {
    Key(
      column: Int((point.longitude / longitudeStep).rounded(.down)),
      row: Int((point.latitude / latitudeStep).rounded(.down)))
  }

  /// Returns the points within the radius of one of them, itself included, ascending.
  func neighbours(of index: Int) -> [Int] { neighbours(of: points[index]) }

  /// Returns the points within the radius of a place, ascending.
  func neighbours(of place: Coordinate) -> [Int] {
    let middle = key(place)
    var found: [Int] = []
    for column in middle.column - 1...middle.column + 1 {
      for row in middle.row - 1...middle.row + 1 {
        found += (cells[Key(column: column, row: row)] ?? []).filter {
          points[$0].distanceInMetres(to: place) <= radius
        }
      }
    }
    return found.sorted()
  }
}
