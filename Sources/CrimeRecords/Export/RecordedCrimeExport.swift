// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Files
import Foundation
import PatrolModel

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
      for (name, month) in zip(names, months) { try draft.write(Array(month.value.utf8), to: name) }
      try draft.publish()
    }
    summary.files = names.map { "\(folder)/\($0)" }
    return summary
  }

  /// Returns the text of each month's file.
  func monthTexts(_ book: [HappenedOffence], _ summary: inout Summary) -> [RecordMonth: String] {
    let phases = scenario.phases
    guard
      let calendar = CivilCalendar(
        timeZone: phases.timeZone, start: phases.historyStart, dayCount: phases.weekCount * 7)
    else { return [:] }
    let months = fullMonths
    var texts = Dictionary(uniqueKeysWithValues: months.map { ($0, RecordedCrimeExport.header + "\n") })
    let rows = scenario.crime.places.map(rowOfPlace)
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
      let id = type.id == "anti-social-behaviour" ? "" : RecordedCrimeExport.crimeID(offence.id)
      let row = rows[Int(offence.place)]
      texts[month]?.append(
        "\(id),\(month),\(csvCell(force)),\(csvCell(force)),\(row),\(csvCell(type.name)),,\n")
      summary.rows += 1
    }
    return texts
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

  /// The header of a street-level file.
  static let header =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    + "Last outcome category,Context"

  /// Returns coordinates, location and LSOA of a place, as they stand in a row.
  private func rowOfPlace(_ place: Place) -> String {
    func degrees(_ value: Double) -> String { String(format: "%.6f", value) }
    let district = place.borough.isEmpty ? "Simulated" : place.borough
    return """
      \(degrees(place.centre.longitude)),\(degrees(place.centre.latitude)),\(csvCell("On or near \(place.name)")),\
      ,\(csvCell("\(district) 001A"))
      """
  }

  /// Returns 64 hexadecimal digits that stand for an offence.
  static func crimeID(_ id: UInt64) -> String {
    var state = id
    var text = ""
    for _ in 0..<4 {
      // SplitMix64: Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      word ^= word >> 31
      let digits = String(word, radix: 16)
      text += String(repeating: "0", count: 16 - digits.count) + digits
    }
    return text
  }
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
