// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// The travel times of a CSV file: `from,to,minutes`, and `mode` where times differ by mode.
struct TravelTimesFile {
  /// A time up to a day, in minutes.
  static let range = NumberRange.from(0, to: 1_440)

  private struct Pair: Hashable {
    let start: String
    let goal: String
    /// `nil` for every mode.
    let mode: TravelMode?
  }
  private var minutes: [Pair: Double] = [:]
  private var lines: [Pair: Int] = [:]
  private let path: String
  private let points: [String: TravelPoint]
  private let log: ProblemLog

  /// Reads a text and tells a log everything that is wrong in it.
  ///
  /// - Parameters:
  ///   - path: What messages call the file.
  ///   - points: The points that it may name.
  init(_ text: String, path: String, points: [String: TravelPoint], log: ProblemLog) {
    self.path = path
    self.points = points
    self.log = log
    var rows = CSVLines(text, path: path, log: log)
    guard let header = rows.next() else {
      guard !rows.isCut else { return }
      log.report(
        .rule("is empty; it starts with \"from,to,minutes\""), at: Position(line: 1, column: 1),
        key: "the file", file: path)
      return
    }
    guard let columns = columns(of: header) else { return }
    var isEmpty = true
    while let row = rows.next() {
      isEmpty = false
      read(row, columns)
    }
    if isEmpty, !rows.isCut {
      log.report(
        .rule("has no row below its header"), at: Position(line: header.line, column: 1), key: "the file",
        file: path)
    }
  }

  /// Returns the time from a point to another by a mode; the time back where the file has none.
  func minutes(from start: String, to goal: String, by mode: TravelMode) -> Double? {
    minutes[Pair(start: start, goal: goal, mode: mode)] ?? minutes[Pair(start: start, goal: goal, mode: nil)]
      ?? minutes[Pair(start: goal, goal: start, mode: mode)]
      ?? minutes[Pair(start: goal, goal: start, mode: nil)]
  }

  private static let names = ["from", "to", "minutes", "mode"]

  /// Where each column stands, by name.
  private func columns(of header: CSVLines.Row) -> [String: Int]? {
    var columns: [String: Int] = [:]
    var isRight = true
    for (index, cell) in header.cells.enumerated() {
      if !TravelTimesFile.names.contains(cell.text) {
        report(
          .unknownKey(cell.text, known: TravelTimesFile.names), header, cell, "the column \"\(cell.text)\"")
        isRight = false
      } else if columns.updateValue(index, forKey: cell.text) != nil {
        report(.rule("is in the header twice"), header, cell, "the column \"\(cell.text)\"")
        isRight = false
      }
    }
    for name in TravelTimesFile.names.dropLast() where columns[name] == nil {
      log.report(.missingKey(name), at: Position(line: header.line, column: 1), key: "the header", file: path)
      isRight = false
    }
    return isRight ? columns : nil
  }

  private mutating func read(_ row: CSVLines.Row, _ columns: [String: Int]) {
    guard row.cells.count == columns.count else {
      log.report(
        .wrongCount(row.cells.count, rule: "\(columns.count), as the header"),
        at: Position(line: row.line, column: 1), key: "the row", file: path)
      return
    }
    func cell(_ name: String) -> CSVLines.Cell? { columns[name].map { row.cells[$0] } }
    guard let from = cell("from"), let to = cell("to"), let time = cell("minutes") else { return }
    let (start, goal) = (point(from, row, "from"), point(to, row, "to"))
    var mode: TravelMode?
    if let cell = cell("mode"), !cell.text.isEmpty {
      mode = TravelMode(rawValue: cell.text)
      if mode == nil {
        report(
          .unknownName(cell.text, what: "mode", known: TravelMode.allCases.map(\.rawValue)), row, cell, "mode"
        )
      }
    }
    guard let number = number(time, row), let start, let goal else { return }
    if let rule = TravelTimesFile.fault(number, from: start, to: goal) {
      report(.outOfRange(time.text, rule: rule), row, time, "minutes")
    }
    let pair = Pair(start: start.name, goal: goal.name, mode: mode)
    if let line = lines[pair] {
      report(.duplicateName("\(start.name) to \(goal.name)", what: "row", firstLine: line), row, from, "from")
    }
    lines[pair] = row.line
    minutes[pair] = number
  }

  /// What a time must be, if it can't be right.
  static func fault(_ minutes: Double, from start: TravelPoint, to goal: TravelPoint) -> String? {
    if start == goal { return minutes == 0 ? nil : "0 from a point to itself" }
    let least = start.leastMinutes(to: goal)
    guard minutes < least else { return nil }
    return "at least \(DecimalText.exact((least * 100).rounded(.up) / 100)), the straight line at 300 km/h"
  }

  private func point(_ cell: CSVLines.Cell, _ row: CSVLines.Row, _ key: String) -> TravelPoint? {
    if let point = points[cell.text] { return point }
    report(.unknownName(cell.text, what: "place or base", known: points.keys.sorted()), row, cell, key)
    return nil
  }

  private func number(_ cell: CSVLines.Cell, _ row: CSVLines.Row) -> Double? {
    guard let (number, rest) = NumberText.parse(cell.text), rest.isEmpty else {
      report(.unreadableValue(cell.text, expected: "a number of minutes"), row, cell, "minutes")
      return nil
    }
    guard TravelTimesFile.range.contains(number) else {
      report(.outOfRange(cell.text, rule: TravelTimesFile.range.words()), row, cell, "minutes")
      return nil
    }
    return number
  }

  private func report(_ kind: ScenarioProblem.Kind, _ row: CSVLines.Row, _ cell: CSVLines.Cell, _ key: String)
  {
    log.report(kind, at: Position(line: row.line, column: cell.column), key: key, file: path)
  }
}
