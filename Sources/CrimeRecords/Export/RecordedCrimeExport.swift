// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation
import PatrolModel
import ScenarioFiles
import Tables

/// Writes the recorded crime of a simulated run in the layout of data.police.uk.
///
/// Each offence that became known is a row of the month in which it became known, at the centre of its
/// place; its Crime ID is a fingerprint of its identity, and anti-social behaviour has none. Months
/// that the run covers only in part are left out, as they would be no exposure.
public struct RecordedCrimeExport: Sendable {
  /// The scenario that was run.
  public let scenario: Scenario
  /// The name of the simulated force: `Simulated Police`.
  public let force: String

  /// What was written.
  public struct Summary: Hashable, Sendable {
    /// The files, by path.
    public var files: [String] = []
    /// Rows in them.
    public var rows = 0
    /// Offences that never became known.
    public var unknown = 0
    /// Known offences in months that the run doesn't cover in full.
    public var outsideFullMonths = 0
  }

  public init(scenario: Scenario, force: String = "Simulated Police") {
    self.scenario = scenario
    self.force = force
  }

  /// Writes `YYYY-MM/YYYY-MM-<force>-street.csv` for each full month of the run.
  ///
  /// All files are written to a folder beside, which then takes the name asked for: nothing half-written is left
  /// there, and nothing is mixed with records that were there before.
  ///
  /// - Parameters:
  ///   - book: The offences that happened, of history and campaign, in any order.
  ///   - folder: Where to write; made if it isn't there, and refused if it holds anything.
  /// - Returns: What was written.
  /// - Throws: ``ImportProblem/notEmpty(folder:)``, ``ImportProblem/cannotWrite(path:reason:)``.
  public func write(_ book: [HappenedOffence], to folder: String) throws(ImportProblem) -> Summary {
    guard !folder.isEmpty else { throw ImportProblem(WriteProblem.noName) }
    let target = URL(fileURLWithPath: folder).standardizedFileURL.path
    try ImportProblem.from { () throws(WriteProblem) in try FolderDraft.check(target, replacing: nil) }
    var summary = Summary()
    let texts = monthTexts(book, &summary)
    guard !texts.isEmpty else {
      throw .cannotWrite(
        path: folder, reason: "the run covers no full calendar month, so there are no records")
    }
    let slug = PlaceNaming.slug(force)
    let months = texts.sorted { $0.key < $1.key }
    let names = months.map { "\($0.key)/\($0.key)-\(slug)-street.csv" }
    try ImportProblem.from { () throws(WriteProblem) in
      let draft = try FolderDraft(for: target)
      for (name, month) in zip(names, months) { try draft.write(month.value, to: name) }
      try draft.publish()
    }
    summary.files = names.map { "\(folder)/\($0)" }
    return summary
  }

  /// Returns the text of each month's file.
  func monthTexts(_ book: [HappenedOffence], _ summary: inout Summary) -> [RecordMonth: [UInt8]] {
    let phases = scenario.phases
    guard let calendar = phases.calendar else { return [:] }
    let months = fullMonths
    var texts = Dictionary(uniqueKeysWithValues: months.map { ($0, CSVText()) })
    let table = RecordedCrimeExport.table(force: force)
    let known = book.compactMap { offence in offence.knownInSeconds.map { (time: $0, offence: offence) } }
    summary.unknown = book.count - known.count
    for (time, offence) in known.sorted(by: { ($0.time, $0.offence.id) < ($1.time, $1.offence.id) }) {
      let date = calendar.date(atSecond: time)
      let month = RecordMonth(year: date.year, month: date.month)
      guard texts[month] != nil, time < calendar.endInSeconds else {
        summary.outsideFullMonths += 1
        continue
      }
      let type = scenario.crime.types[Int(offence.type)]
      let row = Row(
        offence: offence.id, month: month, place: scenario.crime.places[Int(offence.place)], type: type)
      table.add(row, to: &texts[month, default: CSVText()])
      summary.rows += 1
    }
    return texts.mapValues { table.description.header + $0.bytes }
  }

  /// The calendar months that the run covers from their first day to their last.
  private var fullMonths: [RecordMonth] {
    let phases = scenario.phases
    let start = phases.historyStart
    let end = start.adding(days: phases.weekCount * 7)
    let first = RecordMonth(year: start.year, month: start.month).index + (start.day > 1 ? 1 : 0)
    let last = RecordMonth(year: end.year, month: end.month).index - 1
    return first <= last ? (first...last).map(RecordMonth.init(index:)) : []
  }

  /// An offence that became known.
  struct Row {
    let offence: UInt64
    let month: RecordMonth
    let place: Place
    let type: CrimeType
  }

  /// A street-level file.
  static func table(force: String) -> Table<Row> {
    Table(
      "street", "One offence known to the police a row.", key: [],
      [
        Column("Crime ID", "A fingerprint of its identity; empty for anti-social behaviour") {
          $0.type.id == "anti-social-behaviour" ? nil : crimeID($0.offence)
        },
        Column("Month", "The month in which the police learned of it") { $0.month.description },
        Column("Reported by", "The force") { _ in force }, Column("Falls within", "The force") { _ in force },
        Column("Longitude", "Of the centre of its place, WGS 84") { $0.place.centre.longitude },
        Column("Latitude", "Of the centre of its place, WGS 84") { $0.place.centre.latitude },
        Column("Location", "Its place") { "On or near \($0.place.name)" },
        Column("LSOA code", "Empty: the simulation has none") { _ in String?.none },
        Column(
          "LSOA name", "The borough of its place in the form of an LSOA's name; no real one is called 000A"
        ) {
          "\($0.place.borough.isEmpty ? "Simulated" : $0.place.borough) 000A"
        },
        Column("Crime type", "Its type") { $0.type.name },
        Column("Last outcome category", "Empty: the simulation has none") { _ in String?.none },
        Column("Context", "Empty: the simulation has none") { _ in String?.none },
      ])
  }

  /// Returns 64 hexadecimal digits that stand for an offence.
  static func crimeID(_ id: UInt64) -> String { ScenarioFile.digest(of: "offence \(id)".utf8) }
}

/// Writes a text as a file that is there as a whole or not at all.
///
/// - Parameters:
///   - text: What it holds.
///   - path: Where it is to be.
///   - replaces: Whether a file that is there is replaced.
/// - Throws: ``ImportProblem/cannotWrite(path:reason:)``.
public func writeAtomically(
  _ text: String, to path: String, replacing replaces: Bool = false
) throws(ImportProblem) {
  try ImportProblem.from { () throws(WriteProblem) in
    try WholeFile.write(Array(text.utf8), to: path, replacing: replaces)
  }
}
