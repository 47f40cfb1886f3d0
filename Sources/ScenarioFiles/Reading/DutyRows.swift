// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows of a table that a scenario names as a CSV file, or holds itself as a list of lists.
enum DutyRows {
  /// A value, and how to say what is wrong with it.
  struct Cell {
    let text: String
    let report: (ScenarioProblem.Kind) -> Void
  }
  struct Row {
    /// Where it stands, in its file.
    let line: Int
    /// By column, in the order asked for.
    let cells: [Cell]
  }
  /// The largest number of rows.
  static let limit = 200_000

  /// - Returns: `nil` where nothing can be read; rows that have the wrong number of cells are reported and left out.
  static func read(_ field: Field, columns: [String]) -> [Row]? {
    if case .scalar = field.node { return file(field, columns) }
    guard let items = field.items() else { return nil }
    guard (1...limit).contains(items.count) else {
      field.report(.wrongCount(items.count, rule: "from 1 to \(limit) rows"))
      return nil
    }
    return items.compactMap { item in
      guard let cells = item.items() else { return nil }
      guard cells.count == columns.count else {
        item.report(.wrongCount(cells.count, rule: "\(columns.count): \(columns.joined(separator: ", "))"))
        return nil
      }
      let texts = cells.map { $0.text() }
      guard !texts.contains(nil) else { return nil }
      return Row(
        line: item.position.line,
        cells: zip(cells, texts).map { cell, text in Cell(text: text ?? "") { cell.report($0) } })
    }
  }

  private static func file(_ field: Field, _ columns: [String]) -> [Row]? {
    guard let (path, text) = field.fileText() else { return nil }
    var lines = CSVLines(text, path: path, log: field.log)
    func report(_ kind: ScenarioProblem.Kind, line: Int, column: Int = 1, key: String) {
      field.log.report(kind, at: Position(line: line, column: column), key: key, file: path)
    }
    guard let header = lines.next() else {
      guard !lines.isCut else { return nil }
      report(
        .rule("is empty; it starts with \"\(columns.joined(separator: ","))\""), line: 1, key: "the file")
      return nil
    }
    guard let indices = indices(of: columns, in: header, report) else { return nil }
    var rows: [Row] = []
    var count = 0
    while let row = lines.next() {
      guard row.cells.count == header.cells.count else {
        report(
          .wrongCount(row.cells.count, rule: "\(header.cells.count), as the header"), line: row.line,
          key: "the row")
        continue
      }
      count += 1
      guard count <= limit else { continue }
      rows.append(
        Row(
          line: row.line,
          cells: zip(columns, indices).map { name, index in
            let cell = row.cells[index]
            return Cell(text: cell.text) { report($0, line: row.line, column: cell.column, key: name) }
          }))
    }
    if rows.isEmpty, field.log.isEmpty {
      report(.rule("has no row below its header"), line: header.line, key: "the file")
    }
    if count > limit {
      report(.wrongCount(count, rule: "at most \(limit) rows"), line: 1, key: "the file")
      return nil
    }
    return rows
  }

  /// Where each column stands; other columns are passed over, as a force's export has some.
  private static func indices(
    of columns: [String], in header: CSVLines.Row,
    _ report: (ScenarioProblem.Kind, Int, Int, String) -> Void
  ) -> [Int]? {
    let names = header.cells.map { $0.text.lowercased() }
    var isRight = true
    for (index, name) in names.enumerated() where columns.contains(name) && names[..<index].contains(name) {
      report(
        .rule("is in the header twice"), header.line, header.cells[index].column, "the column \"\(name)\""
      )
      isRight = false
    }
    for column in columns where !names.contains(column) {
      let near = NearMiss.suggestion(for: column, among: names.filter { !columns.contains($0) })
      report(
        near.map { .rule("has no column \"\(column)\"; is \"\($0)\" meant for it?") } ?? .missingKey(column),
        header.line, 1, "the header")
      isRight = false
    }
    return isRight ? columns.compactMap { names.firstIndex(of: $0) } : nil
  }
}
