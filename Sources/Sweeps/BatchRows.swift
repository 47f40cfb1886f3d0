// SPDX-License-Identifier: GPL-3.0-or-later

import Questions
import Tables

/// Writes the tables that grow with every replication or cell, as files and in the database.
final class BatchRows {
  private let tables: BatchTables
  private let database: BatchDatabase
  private let draft: BatchDraft
  private let replications: TableFile<BatchTables.Replication>
  private let methods: TableFile<BatchTables.Method>?
  private let weeks: TableFile<BatchTables.Week>?
  private let visits: TableFile<BatchTables.Visit>?
  /// The columns of the cell at hand, and where they stand.
  private var (layout, positions): ([String], [Int?]) = ([], [])

  init(_ batch: Batch, _ tables: BatchTables, _ draft: BatchDraft) throws {
    (self.tables, self.draft) = (tables, draft)
    let keep = batch.file.keep
    database = try BatchDatabase(
      path: try draft.files.pathForLibrary(BatchDraft.database), batch: batch, tables: tables)
    replications = try TableFile(tables.replications, in: draft.files)
    methods = keep.contains(.methods) ? try TableFile(tables.methods, in: draft.files) : nil
    weeks = keep.contains(.weeks) ? try TableFile(tables.weeks, in: draft.files) : nil
    visits = keep.contains(.visits) ? try TableFile(tables.visits, in: draft.files) : nil
  }

  /// Adds a replication of a cell.
  func add(_ item: JournalIndex.Item, _ content: JournalCell, _ record: JournalRecord) throws {
    if content.columns != layout {
      (layout, positions) = (content.columns, tables.positions(in: content.columns))
    }
    let rows = tables.replications(item, record, positions)
    let patrol = tables.visits(item, record)
    try database.add(rows, visits: patrol)
    try replications.add(rows)
    try visits?.add(patrol)
  }

  /// Adds what the replications of a cell came to.
  func end(_ cell: BatchResult.Cell, _ content: JournalCell, _ tally: CellTally) throws {
    if let methods {
      let rows = tables.methods(cell, tally)
      try methods.add(rows)
      try database.add(rows, to: methods.table)
    }
    if let weeks, let kept = content.weeks {
      let rows = tables.weeks(cell, kept, tally)
      try weeks.add(rows)
      try database.add(rows, to: weeks.table)
    }
  }

  /// Adds what is known only over all cells, and closes everything.
  func finish(_ result: BatchResult) throws {
    try replications.close()
    try methods?.close()
    try weeks?.close()
    try visits?.close()
    try database.finish(result)
    try draft.files.adopt(BatchDraft.database)
  }
}
