// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import PatrolModel
import Questions
import ScenarioFiles
import Tables

/// Rebuilds replications of a study's cells from what its folder says of them.
public struct BatchReplay {
  public let folder: BatchFolder
  public let batch: Batch
  /// From 1.
  public let cell: Int
  private let collector: BatchCollector?

  /// Whether a folder holds a study: its work, or its database.
  public static func isStudy(_ path: String) -> Bool {
    let folder = BatchFolder(path: path)
    return [folder.workPath + "/study.yaml", folder.file(BatchDraft.database)].contains {
      FileKind(at: $0) == .file
    }
  }

  /// Returns the folder of a study that is named as `batch` names it: by its folder, by a database in it, or by a study file whose results
  /// are where they go unless another folder is named.
  ///
  /// - Returns: `nil` where a path names a folder that is none of a study, or nothing.
  /// - Throws: What is wrong with a study file; ``BatchError/nothingThere(path:)`` where the study was not begun there.
  public static func folder(named path: String, allowsCommands: Bool = false) throws -> String? {
    if isStudy(path) { return path }
    guard FileKind(at: path) == .file else { return nil }
    let url = URL(fileURLWithPath: path)
    if url.lastPathComponent == BatchDraft.database { return url.deletingLastPathComponent().path }
    let folder = try Batch.read(path: path, allowsCommands: allowsCommands).defaultFolder
    guard isStudy(folder) else { throw BatchError.nothingThere(path: folder) }
    return folder
  }

  /// Reads the study, from its work or where that is gone from its database, and checks that it is what it was.
  ///
  /// - Parameters:
  ///   - path: The folder of the study.
  ///   - cell: The cell, from 1.
  ///   - allowsCommands: Whether to run the programs that the study names for strategies.
  /// - Throws: ``CannotReplayCell`` where there is no such cell; ``InvalidBatch`` and ``BatchError`` where the study, its programs or its
  ///   journals are not what they were.
  public init(folder path: String, cell: Int, allowsCommands: Bool = false) throws {
    folder = BatchFolder(path: path)
    let hasWork = FileKind(at: folder.workPath + "/study.yaml") == .file
    batch =
      hasWork
      ? try folder.study(allowsCommands: allowsCommands)
      : try Batch.read(database: folder.file(BatchDraft.database), allowsCommands: allowsCommands)
    self.cell = cell
    guard (1...batch.cellCount).contains(cell) else {
      throw CannotReplayCell.noCell(folder: path, cell: cell, count: batch.cellCount)
    }
    try batch.checkPrograms()
    let indices = hasWork ? try folder.indices(of: batch) : []
    collector = indices.contains { $0.header != nil } ? try BatchCollector(batch, indices) : nil
    try collector?.check(cell)
  }

  /// Rebuilds a replication and compares it with what is stored of it: in the journals, and in the tables of results that have a row for
  /// each replication.
  ///
  /// - Parameter replication: Its number, from 1.
  /// - Throws: ``CannotReplayCell`` where it was not run, or could not be; what is wrong with journals and tables.
  /// - Complexity: That of the replication, and of reading journals and tables.
  public func run(replication: Int) throws -> BatchReplayResult {
    let item = JournalIndex.Item(cell: cell, replication: replication)
    try checkDone(item)
    let runner: CellRunner
    do throws(CellFailure) { runner = try CellRunner(cell, of: batch) } catch {
      throw CannotReplayCell.failed(
        cell: cell, replication: replication, reason: error.sentences.joined(separator: "; "))
    }
    let single = try runner.experiment.single(
      replication: replication, recording: RecordingOptions(keepsBook: true, keepsEvents: true))
    let record = runner.record(single.history, single.outcomes, single.summaries)
    let tables = try journal(item, record, runner.content) + results(item, record, runner.content)
    guard !tables.isEmpty else { throw CannotReplayCell.databaseAlone(folder: folder.path) }
    return BatchReplayResult(
      cell: cell, replication: replication, experiment: runner.experiment, tables: tables, single: single)
  }

  /// Refuses what was not run, or could not be.
  private func checkDone(_ item: JournalIndex.Item) throws {
    let (replication, count) = (item.replication, batch.file.replications)
    guard (1...count).contains(replication) else {
      throw CannotReplayCell.noReplication(
        folder: folder.path, cell: cell, replication: replication, count: count)
    }
    guard let collector else { return }
    switch collector.state(of: item) {
    case .done: return
    case .missing:
      throw CannotReplayCell.notDone(folder: folder.path, cell: cell, replication: replication)
    case .failed:
      throw CannotReplayCell.failed(
        cell: cell, replication: replication, reason: collector.error(of: cell) ?? "no reason is known")
    }
  }

  /// Compares with the journals, of which there are none where the work is gone.
  private func journal(
    _ item: JournalIndex.Item, _ record: JournalRecord, _ content: JournalCell
  ) throws -> [ReplayedTable] {
    guard let stored = try collector?.record(of: item) else { return [] }
    let table = RecordTable(batch, item, content)
    func rows(_ record: JournalRecord) -> [[UInt8]] {
      RowSplitter.rows(RecordTable.table.csv(table.rows(record)))
    }
    return [
      ReplayedTable(
        RecordTable.table.description, as: "\(BatchFolder.workName)/", stored: rows(stored),
        rebuilt: rows(record))
    ]
  }

  /// Compares with the tables of results; none where they were not put together since the replication was run.
  private func results(
    _ item: JournalIndex.Item, _ record: JournalRecord, _ content: JournalCell
  ) throws -> [ReplayedTable] {
    guard let manifest = BatchDraft.manifest(in: folder, of: batch),
      item.replication <= manifest.replicationsAsked / batch.cellCount
    else { return [] }
    let stored = StoredResults(folder: folder, item: item, mayLack: !manifest.complete)
    let header = try stored.header(of: "replications.csv.gz")
    let names = batch.columnsOfReplications(in: header)
    let tables = BatchTables(batch: batch, summary: names)
    var found = [
      try stored.compare(
        tables.replications, tables.replications(item, record, tables.positions(in: content.columns)))
    ]
    if batch.file.keep.contains(.visits) {
      found.append(try stored.compare(tables.visits, tables.visits(item, record)))
    }
    return found.compactMap { $0 }
  }
}

/// What came of rebuilding a replication of a cell.
public struct BatchReplayResult: Sendable {
  /// From 1.
  public let cell: Int
  public let replication: Int
  /// The experiment of the cell.
  public let experiment: Experiment
  /// What was compared, in order.
  public let tables: [ReplayedTable]
  /// The replication in full.
  public let single: SingleReplication

  /// Whether everything stored is what was rebuilt, byte for byte.
  public var isIdentical: Bool { tables.allSatisfy { $0.differenceCount == 0 } }

  /// Writes the replication into a folder that is not there yet or is empty; whole or not at all.
  ///
  /// - Returns: The folder's absolute path.
  /// - Throws: `ResultsError` where the folder holds something or can't be written.
  public func write(to folder: String) throws(ResultsError) -> String {
    try experiment.write(single, to: folder)
  }
}
