// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// Which points belong to the area that is imported.
enum AreaRule {
  /// Those whose neighbourhood is in one of these boroughs or districts.
  case boroughs([String])
  /// Those inside one of the outlines of a file.
  case boundary(Boundary, file: String)
  /// Those of districts with at least a twentieth of the rows of the largest; where records name no
  /// districts, those within four times the distance from the median point that nine in ten rows keep.
  case robust

  /// The share of the largest district's rows that a district needs under ``robust``.
  static let leastShareOfLargest = 0.05

  /// Returns, for each anchor, whether it lies in the area, and the rule in words.
  ///
  /// - Parameter rows: Rows at each anchor.
  /// - Throws: ``ImportFailure`` with ``ImportProblem/unknownArea(name:nearest:known:)``.
  func select(
    anchors: [RecordIntake.Anchor], boroughs: [String], rows: [Int]
  ) throws(ImportFailure) -> (isInside: [Bool], rule: String) {
    switch self {
    case .boroughs(let wanted):
      let names = try matched(wanted, known: Set(boroughs))
      return (
        anchors.map { names.contains(boroughs[$0.zone]) },
        "the boroughs \(names.sorted().joined(separator: ", "))"
      )
    case .boundary(let boundary, let file):
      return (
        anchors.map { boundary.area(at: $0.centre) != nil },
        "inside the boundary \(file.split(separator: "/").last ?? "")"
      )
    case .robust:
      return robust(anchors: anchors, boroughs: boroughs, rows: rows)
    }
  }

  private func robust(
    anchors: [RecordIntake.Anchor], boroughs: [String], rows: [Int]
  ) -> (isInside: [Bool], rule: String) {
    var totals: [String: Int] = [:]
    for (index, anchor) in anchors.enumerated() { totals[boroughs[anchor.zone], default: 0] += rows[index] }
    let named = totals.filter { !$0.key.isEmpty }
    let all = totals.values.reduce(0, +)
    if let largest = named.values.max(), 2 * named.values.reduce(0, +) > all {
      let least = AreaRule.leastShareOfLargest * Double(largest)
      let inside = Set(named.filter { Double($0.value) >= least }.keys)
      let rule =
        "districts with at least 5% of the rows of the largest: \(inside.sorted().joined(separator: ", "))"
      return (anchors.map { inside.contains(boroughs[$0.zone]) }, rule)
    }
    let middle = Coordinate(
      longitude: weightedQuantile(anchors.map(\.centre.longitude), rows, 0.5),
      latitude: weightedQuantile(anchors.map(\.centre.latitude), rows, 0.5))
    let distances = anchors.map { $0.centre.distanceInMetres(to: middle) }
    let limit = max(1_000, 4 * weightedQuantile(distances, rows, 0.9))
    let rule =
      "within \(Int(limit)) m of the median point: four times the distance that includes nine in ten rows"
    return (distances.map { $0 <= limit }, rule)
  }
}

extension RecordIntake.Anchor {
  /// Where it is, in degrees.
  var centre: Coordinate {
    Coordinate(longitude: Double(longitude) / 1e6, latitude: Double(latitude) / 1e6)
  }
}

/// Returns the known names that are meant by those a user wrote, in whatever case.
///
/// - Throws: ``ImportFailure`` that names every one that is not known.
func matched(_ wanted: [String], known: Set<String>) throws(ImportFailure) -> Set<String> {
  var names: Set<String> = []
  var problems: [ImportProblem] = []
  let sorted = known.filter { !$0.isEmpty }.sorted()
  for name in wanted {
    if let match = sorted.first(where: { $0.lowercased() == name.lowercased() }) {
      names.insert(match)
    } else {
      problems.append(.unknownArea(name: name, nearest: nearest(to: name, among: sorted), known: sorted))
    }
  }
  guard problems.isEmpty else { throw ImportFailure(problems) }
  return names
}

/// Returns the smallest value below which lies at least a share of the weight.
func weightedQuantile(_ values: [Double], _ weights: [Int], _ share: Double) -> Double {
  let order = values.indices.sorted { values[$0] < values[$1] }
  let wanted = share * Double(weights.reduce(0, +))
  var sum = 0.0
  for index in order {
    sum += Double(weights[index])
    if sum >= wanted { return values[index] }
  }
  return order.last.map { values[$0] } ?? 0
}

/// Returns the name that differs least from a text, if it differs in at most a third of its letters.
///
/// Source: Levenshtein, *Soviet Physics Doklady* 10 (1966), 707–710.
func nearest(to text: String, among names: [String]) -> String? {
  func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
  let letters = Array(text.lowercased())
  let best = names.map { (distance(letters, Array($0.lowercased())), $0) }.min { $0 < $1 }
  return best.flatMap { $0.0 * 3 <= max(letters.count, 3) ? $0.1 : nil }
}
