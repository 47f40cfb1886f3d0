// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Rows under a header; numbers stand to the right.
struct TextTable {
  private var rows: [[String]]

  init(_ header: [String]) { rows = [header] }

  mutating func add(_ row: [String]) { rows.append(row) }

  var text: String {
    let columns = rows[0].indices
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let isNumber = columns.map { column in
      rows.dropFirst().allSatisfy { $0[column].isEmpty || $0[column].first?.isNumber == true }
    }
    func line(_ row: [String]) -> String {
      let cells = columns.map { row[$0].padded(to: widths[$0], onLeft: isNumber[$0]) }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(rows[0]), rule] + rows.dropFirst().map(line)).joined(separator: "\n")
  }
}

extension String {
  /// Returns the text with spaces up to a width.
  func padded(to width: Int, onLeft: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - count))
    return onLeft ? spaces + self : self + spaces
  }
}

extension Double {
  /// Returns the number with so many decimals.
  func text(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }

  /// Returns the number with three or four digits that count.
  var figure: String { text(self >= 1000 ? 0 : self >= 100 ? 0 : self >= 10 ? 1 : self >= 1 ? 2 : 3) }
}
