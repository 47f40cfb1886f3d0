// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import Tables

/// A table that is written row by row, packed where its file is.
final class TableFile<Row> {
  let table: Table<Row>
  private let file: OutputFile
  private var text = CSVText()
  /// The most bytes of rows that wait in memory.
  private static var waiting: Int { 1 << 18 }

  /// Creates the file, with its header.
  init(_ table: Table<Row>, in draft: FolderDraft) throws {
    self.table = table
    file = try draft.create(table.description.file)
    try write(table.description.header)
  }

  /// Adds rows.
  func add(_ rows: some Sequence<Row>) throws {
    for row in rows {
      table.add(row, to: &text)
      if text.bytes.count > Self.waiting { try write(text.take()) }
    }
  }

  /// Writes what waits, and closes the file.
  func close() throws {
    if !text.bytes.isEmpty { try write(text.take()) }
    try file.close()
  }

  private func write(_ bytes: [UInt8]) throws {
    try file.write(table.description.isCompressed ? try Gzip.member(bytes) : bytes)
  }
}
