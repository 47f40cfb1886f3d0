// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A table in columns of equal width, for a terminal: the first column to the left, the others to the right.
struct TextTable {
  private var rows: [[String]]
  private let headerCount: Int

  /// Creates a table with the lines of its header, each with a cell for every column.
  init(header: [[String]]) {
    rows = header.map { $0.map { printable($0) } }
    headerCount = header.count
  }

  /// Adds a row, whose cells are made printable so that what is counted is what is shown.
  mutating func add(_ cells: [String]) { rows.append(cells.map { printable($0) }) }

  /// Returns the lines of the table, indented by two spaces, with a rule below the header.
  ///
  /// A label in the first column that is too long for 80 columns gets a line of its own.
  func lines(style: TextStyle) -> [String] {
    let columnCount = rows.map(\.count).max() ?? 0
    var widths = (0..<columnCount).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let others = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    widths[0] = max(8, min(widths[0], 80 - 2 - others))
    let rule = "  " + String(repeating: "─", count: widths[0] + others)
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      if index == headerCount { lines.append(rule) }
      let text = line(row, widths: widths)
      lines += index < headerCount ? text.map(style.heading) : text
    }
    return lines
  }

  private func line(_ row: [String], widths: [Int]) -> [String] {
    let numbers = zip(row, widths).dropFirst().map { "  " + padded($0, to: $1) }.joined()
    let label = row[0]
    guard label.count > widths[0] else {
      let gap = String(repeating: " ", count: widths[0] - label.count)
      return ["  " + label + gap + numbers]
    }
    return wrapped(label, first: "  ", rest: "    ") + [
      "  " + String(repeating: " ", count: widths[0]) + numbers
    ]
  }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// Returns a text in lines of at most so many columns, all but the first indented.
func wrapped(_ text: String, width: Int = 80, first: String = "", rest: String = "") -> [String] {
  var lines: [String] = []
  var line = first
  var isEmpty = true
  for word in text.split(whereSeparator: \.isWhitespace).map({ printable($0) }) {
    if !isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = rest
      isEmpty = true
    }
    line += (isEmpty ? "" : " ") + word
    isEmpty = false
  }
  return lines + [line]
}
