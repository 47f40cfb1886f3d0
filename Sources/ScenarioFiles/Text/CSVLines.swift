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
  /// The most cells of a row, and the most bytes of a line.
  static let cellLimit = 1_000
  static let lineLimit = 1 << 20

  private let bytes: [UInt8]
  private let path: String
  private let log: ProblemLog
  private var start = 0
  private var line = 0
  /// Whether reading ended at a line that is no row.
  private(set) var isCut = false

  /// - Parameters:
  ///   - path: What messages call the file.
  ///   - log: What is told of a line that is no row; none is read after it.
  init(_ text: String, path: String, log: ProblemLog) {
    bytes = Array((text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]).utf8)
    (self.path, self.log) = (path, log)
  }

  /// Returns the next row that isn't empty; `nil` at the end, and after a line that is no row, which the log has been told of.
  mutating func next() -> Row? {
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var text = bytes[start..<end]
      start = end + 1
      line += 1
      if text.last == UInt8(ascii: "\r") { text.removeLast() }
      guard text.contains(where: { $0 != UInt8(ascii: " ") }) else { continue }
      if let row = row(text) { return row }
      start = bytes.count
      isCut = true
    }
    return nil
  }

  private func row(_ text: ArraySlice<UInt8>) -> Row? {
    guard text.count <= CSVLines.lineLimit else {
      report(.tooLarge(size: text.count, limit: CSVLines.lineLimit, unit: "bytes"))
      return nil
    }
    let (cells, count, isOpen) = CSVLines.cells(of: text)
    guard count <= CSVLines.cellLimit else {
      report(.tooLarge(size: count, limit: CSVLines.cellLimit, unit: "cells"))
      return nil
    }
    guard !isOpen else {
      report(.rule("has a quotation mark that is never closed"))
      return nil
    }
    return Row(line: line, cells: cells)
  }

  private func report(_ kind: ScenarioProblem.Kind) {
    log.report(kind, at: Position(line: line, column: 1), key: "the row", file: path)
  }

  /// Returns the first cells of a line, how many there are, and whether a quotation is still open at its end.
  private static func cells(of line: ArraySlice<UInt8>) -> (cells: [Cell], count: Int, isOpen: Bool) {
    var cells: [Cell] = []
    var count = 0
    var bytes: [UInt8] = []
    var isQuoted = false
    var start = line.startIndex
    func take() {
      count += 1
      guard count <= cellLimit else { return }
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
    return (cells, count, isQuoted)
  }
}
