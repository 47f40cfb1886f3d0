// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation

/// Records in the area, counted by point, type and month, with the months that each neighbourhood is
/// known for.
struct CleanRecords {
  struct Count: Hashable {
    var type: Int
    var month: RecordMonth
    var count: Int
  }

  struct Anchor {
    var centre: Coordinate
    /// As published: `On or near Meard Street`.
    var location: String
    var zone: Int
    /// Sorted by type and month.
    var counts: [Count]
  }

  struct Zone {
    /// The LSOA or ward.
    var name: String
    var borough: String
    /// The months whose files cover it, sorted: its exposure.
    var months: [RecordMonth]
  }

  var anchors: [Anchor]
  var zones: [Zone]
  let types: [CrimeType]

  /// Selects the area and the months, and completes the report.
  ///
  /// - Throws: ``ImportFailure`` where the area is unknown or nothing is left.
  init(_ intake: RecordIntake, area: AreaRule, types: [CrimeType], report: inout CleaningReport)
    throws(ImportFailure)
  {
    self.types = types
    let sortedCells = intake.cells.sorted {
      ($0.key.anchor, $0.key.type, $0.key.month) < ($1.key.anchor, $1.key.type, $1.key.month)
    }
    var rows = [Int](repeating: 0, count: intake.anchors.count)
    for (cell, count) in sortedCells { rows[Int(cell.anchor)] += count }
    let (isInside, rule) = try area.select(anchors: intake.anchors, boroughs: intake.boroughs, rows: rows)
    report.areaRule = rule

    let coverage = Coverage(intake)
    report.notes += coverage.notes
    zones = intake.zones.names.indices.map { zone in
      Zone(
        name: intake.zones.names[zone], borough: intake.boroughs[zone],
        months: coverage.months(ofZone: Int32(zone)))
    }
    let exposed = zones.map { Set($0.months) }

    var built = intake.anchors.enumerated().map { index, anchor in
      Anchor(
        centre: anchor.centre, location: intake.locations.names[anchor.location], zone: anchor.zone,
        counts: [])
    }
    for (cell, count) in sortedCells {
      let index = Int(cell.anchor)
      let month = RecordMonth(index: Int(cell.month))
      let zone = intake.anchors[index].zone
      guard isInside[index] else {
        report.dropped[.outsideArea, default: 0] += count
        report.outsideByDistrict[intake.boroughs[zone], default: 0] += count
        continue
      }
      guard exposed[zone].contains(month) else {
        let reason: DropReason = coverage.isPartial(month) ? .partialMonth : .partlyCovered
        report.dropped[reason, default: 0] += count
        continue
      }
      report.kept += count
      report.keptByMonth[month.description, default: types.map { _ in 0 }][Int(cell.type)] += count
      built[index].counts.append(Count(type: Int(cell.type), month: month, count: count))
    }
    anchors = built.filter { !$0.counts.isEmpty }
    describeMonths(&report)
    guard report.kept > 0 else {
      let reasons = DropReason.allCases.compactMap { reason in
        report.dropped[reason].map { "\(reason.rawValue) \($0)" }
      }
      throw ImportFailure([.nothingKept(rowsRead: report.rowsRead, reasons: reasons)])
    }
  }

  /// Returns the name of the nearest point that is called after a street or a station.
  func nearestStreet(to place: Coordinate) -> String? {
    anchors.filter { !PlaceNaming.isCategory($0.location) && !$0.location.isEmpty }
      .min { $0.centre.distanceInMetres(to: place) < $1.centre.distanceInMetres(to: place) }?.location
  }

  private func describeMonths(_ report: inout CleaningReport) {
    let months = Set(anchors.flatMap { $0.counts.map(\.month) }).sorted()
    report.months = months.map(\.description)
    guard let first = months.first, let last = months.last else { return }
    report.missingMonths = (first.index...last.index).map(RecordMonth.init(index:))
      .filter { !months.contains($0) }.map(\.description)
    if first < RecordMonth(year: 2022, month: 1), last >= RecordMonth(year: 2022, month: 1) {
      report.notes.append(
        "the map of anchor points was replaced about 2022; counts at a point before and after are not comparable, "
          + "so import one side with --from or --to")
    }
    if let unlocated = report.dropped[.noLocation] {
      let share = DecimalText.fixed(100 * Double(unlocated) / Double(max(1, report.rowsRead)), decimals: 1)
      report.notes.append(
        "rates exclude the \(share)% of rows without a location")
    }
    if report.missingMonths.count > 0 {
      report.notes.append("missing months are excluded: rates are counts divided by the months present")
    }
  }
}

/// Which months the files cover, neighbourhood by neighbourhood.
///
/// A family of files covers a neighbourhood unless, in the months that it shares with another family,
/// it has under 80% of the other's rows there: such a file only touches it at its edge.
struct Coverage {
  private var monthsByZone: [Int32: Set<RecordMonth>] = [:]
  private var partial: Set<RecordMonth> = []
  private(set) var notes: [String] = []

  init(_ intake: RecordIntake) {
    var totals: [Int32: [RecordMonth: Int]] = [:]
    var byZone: [Int32: [RecordMonth: [Int32: Int]]] = [:]
    for (key, count) in intake.presence {
      let month = RecordMonth(index: Int(key.month))
      totals[key.family, default: [:]][month, default: 0] += count
      byZone[key.zone, default: [:]][month, default: [:]][key.family, default: 0] += count
    }
    var fullMonths: [Int32: Set<RecordMonth>] = [:]
    for (family, counts) in totals.sorted(by: { $0.key < $1.key }) {
      let weak = partialMonths(counts)
      partial.formUnion(weak)
      fullMonths[family] = Set(counts.keys).subtracting(weak)
      if !weak.isEmpty {
        notes.append("\(intake.families[Int(family)]): only partly published: \(describe(weak))")
      }
    }
    for (zone, months) in byZone {
      var here: [Int32: Int] = [:]
      var most: [Int32: Int] = [:]
      for counts in months.values where counts.count > 1 {
        let largest = counts.values.max() ?? 0
        for (family, count) in counts {
          here[family, default: 0] += count
          most[family, default: 0] += largest
        }
      }
      for family in Set(months.values.flatMap(\.keys))
      where Double(here[family] ?? 0) >= 0.8 * Double(most[family] ?? 0) {
        monthsByZone[zone, default: []].formUnion(fullMonths[family] ?? [])
      }
    }
  }

  /// Returns the months that cover a neighbourhood, sorted.
  func months(ofZone zone: Int32) -> [RecordMonth] { (monthsByZone[zone] ?? []).sorted() }

  /// Whether a month was left out because little of it is published.
  func isPartial(_ month: RecordMonth) -> Bool { partial.contains(month) }

  /// Returns the months with under a fifth of the median month's rows, where there are six or more.
  private func partialMonths(_ counts: [RecordMonth: Int]) -> Set<RecordMonth> {
    guard counts.count >= 6 else { return [] }
    let median = Double(counts.values.sorted()[counts.count / 2])
    return Set(counts.filter { Double($0.value) < 0.2 * median }.keys)
  }
}
