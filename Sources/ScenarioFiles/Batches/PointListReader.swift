// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// Reads `list` of a study file: points one by one, or the name of a CSV file with a column for each parameter.
enum PointListReader {
  /// - Parameter places: What is told where parameters and values stand.
  /// - Returns: The keys of the parameters, and for each point the text of each.
  static func read(_ field: Field, _ places: BatchPlaces) -> (keys: [String], rows: [[String]])? {
    if case .scalar = field.node { return file(field, places) }
    guard let items = field.items() else { return nil }
    guard (1...BatchFile.pointLimit).contains(items.count) else {
      field.report(.wrongCount(items.count, rule: "from 1 to \(BatchFile.pointLimit) points"))
      return nil
    }
    var keys: [String] = []
    var rows: [[String]] = []
    for item in items {
      guard let section = item.section() else { continue }
      if keys.isEmpty { keys = section.entries.map(\.name) }
      for entry in section.entries {
        places.note(.parameter(entry.name), at: entry.keyPosition, in: field.log.path)
      }
      guard Set(section.entries.map(\.name)) == Set(keys), !keys.isEmpty else {
        item.report(.rule("must set the same parameters as the first point: \(keys.joined(separator: ", "))"))
        continue
      }
      let texts = keys.compactMap { key in
        section.entries.first { $0.name == key }?.field.scalar(expected: "a single value")
      }
      for entry in section.entries {
        if case .scalar(let scalar) = entry.field.node {
          places.note(.value(scalar.string, of: entry.name), entry.field)
        }
      }
      if texts.count == keys.count { rows.append(texts) }
    }
    return rows.count == items.count ? (keys, rows) : nil
  }

  private static func file(_ field: Field, _ places: BatchPlaces) -> (keys: [String], rows: [[String]])? {
    guard let (name, text) = field.fileText() else { return nil }
    var lines = CSVLines(text, path: name, log: field.log)
    guard let header = lines.next(), !header.cells.isEmpty else {
      guard !lines.isCut else { return nil }
      field.report(.rule("is \"\(name)\", which is empty; its first line names the parameters"))
      return nil
    }
    let keys = header.cells.map(\.text)
    func report(_ clause: String, line: Int) {
      field.log.report(.rule(clause), at: Position(line: line, column: 1), key: "", file: name)
    }
    guard Set(keys).count == keys.count, !keys.contains(""), keys.count <= SweptParameterReader.limit else {
      report(
        "must name at most \(SweptParameterReader.limit) parameters in its first line, each once", line: 1)
      return nil
    }
    func place(_ cell: CSVLines.Cell, _ row: CSVLines.Row) -> Position {
      Position(line: row.line, column: cell.column)
    }
    for cell in header.cells { places.note(.parameter(cell.text), at: place(cell, header), in: name) }
    var rows: [[String]] = []
    var count = 0
    while let line = lines.next() {
      guard line.cells.count == keys.count else {
        report("has \(line.cells.count) cells in this line and \(keys.count) parameters", line: line.line)
        continue
      }
      count += 1
      guard count <= BatchFile.pointLimit else { continue }
      rows.append(line.cells.map(\.text))
      for (key, cell) in zip(keys, line.cells) {
        places.note(.value(cell.text, of: key), at: place(cell, line), in: name)
      }
    }
    guard !lines.isCut else { return nil }
    guard (1...BatchFile.pointLimit).contains(count) else {
      field.report(
        .rule(
          "is \"\(name)\", which has \(count) points; at least 1 and at most \(BatchFile.pointLimit)"))
      return nil
    }
    return (keys, rows)
  }
}
