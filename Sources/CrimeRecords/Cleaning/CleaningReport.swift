// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Tables

/// What was read, what was kept and what was dropped, with counts that add up to the rows read.
public struct CleaningReport: Hashable, Sendable {
  /// A dropped row, shown as an example.
  public struct Example: Codable, Hashable, Sendable {
    public var reason: DropReason
    public var file: String
    /// The header is row 1.
    public var row: Int
    public var fields: [String]
  }

  /// Street-level files read.
  public var filesRead = 0
  /// Files by layout.
  public var layouts: [String: Int] = [:]
  /// Files that hold no crimes, by what they hold.
  public var passedOver: [String: Int] = [:]
  /// Files left out because a later publication of the same month is at hand.
  public var superseded: [String] = []
  /// Rows of crimes, without headers.
  public var rowsRead = 0
  /// Rows that the fits use.
  public var kept = 0
  /// Rows not used, by reason.
  public var dropped: [DropReason: Int] = [:]
  /// The first rows dropped, up to three for a reason.
  public var examples: [Example] = []
  /// Types of crime that are not known.
  public var unknownTypes: Set<String> = []
  /// How the area was drawn.
  public var areaRule = ""
  /// Rows outside the area, by district.
  public var outsideByDistrict: [String: Int] = [:]
  /// The months that records were kept of.
  public var months: [String] = []
  /// The months between the first and the last without records; they are not exposure.
  public var missingMonths: [String] = []
  /// Names of the types.
  public var types: [String]
  /// Rows kept, by month, in the order of ``types``.
  public var keptByMonth: [String: [Int]] = [:]
  /// Choices made on the way that a reader should know of.
  public var notes: [String] = []

  init(types: [String]) { self.types = types }

  /// Whether every row is kept or dropped for one reason.
  public var addsUp: Bool { rowsRead == kept + dropped.values.reduce(0, +) }

  mutating func drop(_ reason: DropReason, file: String, row: Int, fields: () -> [String]) {
    dropped[reason, default: 0] += 1
    guard reason != .duplicateID, reason != .outsidePeriod, dropped[reason, default: 0] <= 3 else { return }
    examples.append(Example(reason: reason, file: file, row: row, fields: fields()))
  }
}

extension CleaningReport: CustomStringConvertible {
  /// The report as text for a terminal.
  public var description: String {
    var lines = ["Files read: \(filesRead)" + list(layouts)]
    if !passedOver.isEmpty {
      lines.append("Files ignored: \(passedOver.values.reduce(0, +))" + list(passedOver))
    }
    lines += superseded.map { "Superseded: \($0)" }
    lines.append("Rows read: \(rowsRead)")
    lines += fates.lines()
    lines += DropReason.allCases.filter { dropped[$0] != nil }.map { "  \($0.rawValue): \($0.rule)" }
    lines.append("Area: \(areaRule)")
    if !outsideByDistrict.isEmpty {
      let ranked = outsideByDistrict.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let names = ranked.prefix(8).map { "\($0.key.isEmpty ? "no district" : $0.key) \($0.value)" }
      let more = ranked.count > 8 ? " and \(ranked.count - 8) more" : ""
      lines.append("Outside: " + names.joined(separator: ", ") + more)
    }
    if !unknownTypes.isEmpty {
      lines.append("Unknown types: " + unknownTypes.sorted().joined(separator: ", "))
    }
    lines.append("Months: \(months.count), \(describe(months.compactMap { RecordMonth($0) }))")
    if !missingMonths.isEmpty {
      lines.append("Missing months: " + describe(missingMonths.compactMap { RecordMonth($0) }))
    }
    lines += examples.map {
      "Example, \($0.reason.rawValue): \($0.file): row \($0.row): \($0.fields.joined(separator: ","))"
    }
    lines += notes.map { "Note: \($0)" }
    lines += ["", "Rows kept by type and year:"] + table()
    return lines.map { printable($0) }.joined(separator: "\n") + "\n"
  }

  /// What became of the rows.
  private var fates: TextTable {
    var table = TextTable(header: [["Rows", "Count", "Share"]])
    func add(_ name: String, _ count: Int) {
      let share = rowsRead > 0 ? 100 * Double(count) / Double(rowsRead) : 0
      table.add([name, "\(count)", DecimalText.fixed(share, decimals: 2) + "%"])
    }
    add("kept", kept)
    for reason in DropReason.allCases {
      if let count = dropped[reason] { add(reason.rawValue, count) }
    }
    add("sum", kept + dropped.values.reduce(0, +))
    return table
  }

  private func list(_ counts: [String: Int]) -> String {
    counts.isEmpty
      ? ""
      : " (" + counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        + ")"
  }

  private func table() -> [String] {
    let years = Set(keptByMonth.keys.map { String($0.prefix(4)) }).sorted()
    var table = TextTable(header: [["Type"] + years + ["all"]])
    for (index, type) in types.enumerated() {
      let counts = years.map { year in
        keptByMonth.filter { $0.key.hasPrefix(year) }.reduce(0) { $0 + $1.value[index] }
      }
      table.add([type] + (counts + [counts.reduce(0, +)]).map { "\($0)" })
    }
    return table.lines()
  }
}
