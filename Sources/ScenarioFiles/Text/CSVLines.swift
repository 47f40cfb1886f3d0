// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows of a small comma-separated text, a line each.
///
/// A cell may stand in quotation marks, doubled within; it can't hold a line end, as no name of the format does.
/// Lines end with LF or CRLF; a byte-order mark and empty lines are passed over. Spaces round a cell don't count.
struct CSVLines {
  struct Cell {
    let text: String
    /// In bytes, from 1.
    let column: Int
  }
  struct Row {
    /// From 1.
    let line: Int
    let cells: [Cell]
  }
  private let lines: [ArraySlice<UInt8>]
  private var index = 0

  init(_ text: String) {
    let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// Returns the next row that isn't empty.
  mutating func next() -> Row? {
    while index < lines.count {
      var line = lines[index]
      index += 1
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      guard line.contains(where: { $0 != UInt8(ascii: " ") }) else { continue }
      return Row(line: index, cells: CSVLines.cells(of: line))
    }
    return nil
  }

  private static func cells(of line: ArraySlice<UInt8>) -> [Cell] {
    var cells: [Cell] = []
    var bytes: [UInt8] = []
    var isQuoted = false
    var start = line.startIndex
    func take() {
      cells.append(
        Cell(
          text: String(decoding: bytes, as: UTF8.self).trimmingSpaces(), column: start - line.startIndex + 1))
    }
    for (position, byte) in zip(line.indices, line) {
      switch byte {
      case UInt8(ascii: "\""):
        // The second of two marks within a quotation stands for one.
        if !isQuoted, position > start, line[position - 1] == byte { bytes.append(byte) }
        isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        take()
        bytes.removeAll(keepingCapacity: true)
        start = position + 1
      default: bytes.append(byte)
      }
    }
    take()
    return cells
  }
}
