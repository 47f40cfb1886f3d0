// SPDX-License-Identifier: GPL-3.0-or-later

/// What a table is, apart from its rows.
package struct TableDescription: Sendable {
  /// Its name: that of its file without the ending, and of its resource in a data package.
  package let name: String
  /// What a row is, in a sentence.
  package let rows: String
  package let fields: [Field]
  /// The names of the columns whose values tell rows apart; empty where there are none.
  package let key: [String]
  /// Whether its file is compressed.
  package let isCompressed: Bool

  /// The name of its file.
  package var file: String { isCompressed ? "\(name).csv.gz" : "\(name).csv" }

  /// The row of a file that names its columns.
  package var header: [UInt8] {
    var text = CSVText()
    for field in fields { text.add(field.name) }
    text.endRow()
    return text.take()
  }
}

/// A table: what its rows are, and its columns, which everything that is written of it follows from.
@usableFromInline
package struct Table<Row>: Sendable {
  package let description: TableDescription
  package let columns: [Column<Row>]
  /// What gives the cells of a row, by column, beside how many decimals they have: a file has millions of cells, for each of which a whole
  /// column would be copied.
  @usableFromInline
  let cells: [@Sendable (Row) -> Cell]
  @usableFromInline
  let decimals: [Int]

  /// - Parameters:
  ///   - name: Its name in files.
  ///   - rows: What a row is, in a sentence.
  ///   - key: The columns whose values tell rows apart.
  ///   - isCompressed: Whether its file is.
  ///   - columns: Its columns, in their order.
  package init(
    _ name: String, _ rows: String, key: [String], isCompressed: Bool = false, _ columns: [Column<Row>]
  ) {
    description = TableDescription(
      name: name, rows: rows, fields: columns.map(\.field), key: key, isCompressed: isCompressed)
    self.columns = columns
    cells = columns.map(\.cell)
    decimals = columns.map(\.field.decimals)
  }

  /// Adds a row to the text of a file.
  @inlinable
  package func add(_ row: Row, to text: inout CSVText) {
    for index in cells.indices { text.add(cells[index](row), decimals: decimals[index]) }
    text.endRow()
  }

  /// Returns rows as they stand in its file, without the header.
  @inlinable
  package func text(_ rows: some Sequence<Row>) -> [UInt8] {
    var text = CSVText()
    text.reserve(1 << 12)
    for row in rows { add(row, to: &text) }
    return text.take()
  }

  /// Returns its file, plain.
  package func csv(_ rows: some Sequence<Row>) -> [UInt8] { description.header + text(rows) }

  /// Returns a row as an object of JSON, with the columns for keys.
  ///
  /// Texts are as they are: here nothing takes them for formulas.
  package func object(_ row: Row) -> [String: JSONCell] {
    var object: [String: JSONCell] = [:]
    for column in columns {
      object[column.field.name] = JSONCell(column.cell(row), decimals: column.field.decimals)
    }
    return object
  }
}
