// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A table in columns of equal width, for a terminal: the first columns to the left, the others to the right.
package struct TextTable {
  private var rows: [[String]]
  private let headerCount: Int
  private let leadingCount: Int

  /// Creates a table with the lines of its header, each with a cell for every column.
  ///
  /// - Parameter leading: How many columns stand to the left; at least 1.
  package init(header: [[String]], leading: Int = 1) {
    rows = header.map { $0.map { printable($0) } }
    (headerCount, leadingCount) = (header.count, leading)
  }

  /// Adds a row, whose cells are made printable so that what is counted is what is shown.
  package mutating func add(_ cells: [String]) { rows.append(cells.map { printable($0) }) }

  /// Returns the lines of the table, indented by two spaces, with a rule below the header.
  ///
  /// A label in the first column that is too long for 80 columns gets a line of its own.
  ///
  /// - Parameter heading: Makes a line of the header stand out.
  package func lines(heading: (String) -> String = { $0 }) -> [String] {
    let columnCount = rows.map(\.count).max() ?? 0
    var widths = (0..<columnCount).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let others = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    widths[0] = max(8, min(widths[0], 80 - 2 - others))
    let rule = "  " + String(repeating: "─", count: widths[0] + others)
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      if index == headerCount { lines.append(rule) }
      let text = line(row, widths: widths)
      lines += index < headerCount ? text.map(heading) : text
    }
    return lines
  }

  private func line(_ row: [String], widths: [Int]) -> [String] {
    let cells = zip(row, widths).enumerated().dropFirst()
    let numbers = cells.map { "  " + padded($1.0, to: $1.1, isLeading: $0 < leadingCount) }.joined()
    let label = row[0]
    guard label.count > widths[0] else {
      let gap = String(repeating: " ", count: widths[0] - label.count)
      return ["  " + label + gap + numbers]
    }
    return wrapped(label, first: "  ", rest: "    ") + [
      "  " + String(repeating: " ", count: widths[0]) + numbers
    ]
  }

  private func padded(_ text: String, to width: Int, isLeading: Bool) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.count))
    return isLeading ? text + spaces : spaces + text
  }
}

/// Returns a text in lines of at most so many columns, all but the first indented.
package func wrapped(_ text: String, width: Int = 80, first: String = "", rest: String = "") -> [String] {
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
