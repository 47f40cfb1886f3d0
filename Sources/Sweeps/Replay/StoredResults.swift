// SPDX-License-Identifier: GPL-3.0-or-later

import Questions
import Tables

/// The tables of a study's results that have rows of each replication.
struct StoredResults {
  let folder: BatchFolder
  /// The replication that is looked for.
  let item: JournalIndex.Item
  /// Whether the results may lack it.
  let mayLack: Bool

  /// Compares the rows of the replication in a table, which is read to its end, with those that were rebuilt.
  ///
  /// - Returns: What differs; `nil` where the results lack the replication and may.
  /// - Throws: `ReplayProblem` where the table is missing, broken or cut short.
  /// - Complexity: O(size of the table); memory for the rows of the replication.
  func compare<Row>(_ table: Table<Row>, _ rebuilt: [Row]) throws(ReplayProblem) -> ReplayedTable? {
    let bytes = table.csv(rebuilt)
    var rows = RowsOfItem(
      path: folder.file(table.description.file), item: item,
      replicationColumn: table.columns.firstIndex { $0.field.name == "replication" } ?? 0,
      limit: 8 * bytes.count + (1 << 20))
    try read(table.description.file, into: &rows)
    if mayLack, rows.kept.count == 1 { return nil }
    return ReplayedTable(table.description, stored: rows.kept, rebuilt: RowSplitter.rows(bytes))
  }

  /// Returns the names of the columns of a table.
  func header(of file: String) throws(ReplayProblem) -> [String] {
    var rows = RowsOfItem(
      path: folder.file(file), item: JournalIndex.Item(cell: 0, replication: 0), replicationColumn: 0,
      limit: 1 << 20)
    try read(file, into: &rows)
    return CSVCells.split(String(decoding: rows.kept.first ?? [], as: UTF8.self))
  }

  private func read(_ file: String, into rows: inout RowsOfItem) throws(ReplayProblem) {
    try GzipMembers(path: folder.file(file)).forEach { event throws(ReplayProblem) in
      if case .bytes(let bytes) = event { try rows.take(bytes) }
    }
    try rows.end()
  }
}

/// Goes through a table and keeps its header and the rows of one replication of a cell.
private struct RowsOfItem {
  let path: String
  let item: JournalIndex.Item
  /// Where a row says which replication it is of; the cell comes first.
  let replicationColumn: Int
  /// The most bytes of rows that are kept.
  let limit: Int
  private(set) var kept: [[UInt8]] = []
  private var bytes = 0
  private var splitter: RowSplitter
  private let start: [UInt8]

  init(path: String, item: JournalIndex.Item, replicationColumn: Int, limit: Int) {
    (self.path, self.item) = (path, item)
    splitter = RowSplitter(path: path)
    (self.replicationColumn, self.limit) = (replicationColumn, limit)
    start = Array("\(item.cell),".utf8)
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) throws(ReplayProblem) {
    var splitter = splitter
    try splitter.take(bytes) { row, line throws(ReplayProblem) in try note(row, line) }
    self.splitter = splitter
  }

  func end() throws(ReplayProblem) {
    try splitter.end()
    guard splitter.count > 0 else { throw problem("it is empty") }
  }

  private mutating func note(_ row: ArraySlice<UInt8>, _ line: Int) throws(ReplayProblem) {
    guard line > 1 else { return kept.append(Array(row)) }
    guard row.starts(with: start) else { return }
    let cells = CSVCells.split(String(decoding: row, as: UTF8.self))
    guard cells.indices.contains(replicationColumn), cells[replicationColumn] == "\(item.replication)" else {
      return
    }
    bytes += row.count
    guard bytes <= limit else { throw problem("it has far more rows of the replication than were rebuilt") }
    kept.append(Array(row))
  }

  private func problem(_ reason: String) -> ReplayProblem { .badFile(path: path, reason: reason) }
}

extension Batch {
  /// Returns the numbers of a replication that a table has, by the names of its columns.
  func columnsOfReplications(in header: [String]) -> [String] {
    let tables = BatchTables(batch: self, summary: [])
    return Array(header.dropFirst(tables.replications.columns.count))
  }
}
