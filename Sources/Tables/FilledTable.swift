// SPDX-License-Identifier: GPL-3.0-or-later

/// A table with its rows, whatever they are.
package struct FilledTable {
  package let description: TableDescription
  private let write: () -> [UInt8]

  /// - Parameters:
  ///   - table: Its columns.
  ///   - rows: Its rows, which are asked for when its file is.
  package init<Row>(_ table: Table<Row>, _ rows: @autoclosure @escaping () -> [Row]) {
    description = table.description
    write = { table.csv(rows()) }
  }

  /// Returns its file, plain.
  package var csv: [UInt8] { write() }
}
