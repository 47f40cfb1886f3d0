// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions
import Tables

extension Batch {
  /// Puts the results of a study together from all journals of some folders, and writes them.
  ///
  /// The same work gives the same bytes, however it was divided and whenever it was interrupted; only `manifest.json` names
  /// the machine. Each file takes the place of an older one when it is whole.
  ///
  /// - Parameters:
  ///   - sources: Where the journals are.
  ///   - folder: Where the results go.
  ///   - allowsMissing: Whether to go on where replications are missing.
  ///   - command: The command line, for the manifest.
  ///   - jobs: For the manifest.
  ///   - progress: Called after every thousand replications that were written.
  /// - Throws: ``BatchError`` where parts belong to something else, disagree or are missing; ``ResultsError`` where the results
  ///   can't be written, and what was there is left as it was.
  public func results(
    from sources: [BatchFolder], to folder: BatchFolder, allowsMissing: Bool = false, command: [String] = [],
    jobs: Int = Experiment.processorCount, progress: (ExperimentProgress) -> Void = { _ in }
  ) throws -> BatchResult {
    let indices = try sources.flatMap { source in
      let indices = try source.indices(of: self)
      guard indices.contains(where: { $0.header != nil }) else {
        throw BatchError.nothingThere(path: source.path)
      }
      return indices
    }
    let collector = try BatchCollector(self, indices)
    try collector.checkCells()
    if !allowsMissing, let missing = collector.missing() { throw missing }
    if sources != [folder] { try collector.bringWork(to: folder) }
    try folder.checkUse(by: self)
    let draft = try BatchDraft(folder, of: self)
    defer { draft.files.discard() }
    let tables = BatchTables(batch: self, summary: collector.columns)
    let result = try replications(collector, tables, draft, progress: progress)
    for (name, bytes) in files(result, tables) { try draft.files.write(bytes, to: name) }
    try draft.publish(BatchManifest(self, result, command: command, jobs: jobs))
    return result
  }

  /// Writes the replications, in the database and as a table, and returns what they came to.
  private func replications(
    _ collector: BatchCollector, _ tables: BatchTables, _ draft: BatchDraft,
    progress: (ExperimentProgress) -> Void
  ) throws -> BatchResult {
    let database = try BatchDatabase(
      path: try draft.files.pathForLibrary(BatchDraft.database), batch: self, tables: tables)
    let table = tables.replications
    let file = try draft.files.create(table.description.file)
    try file.write(Gzip.member(table.description.header))
    var text = CSVText()
    func pack() throws { try file.write(Gzip.member(text.take())) }
    var finished = 0
    var (layout, positions): ([String], [Int?]) = ([], [])
    let cells = try collector.cells { item, content, values in
      if content.columns != layout {
        (layout, positions) = (content.columns, tables.positions(in: content.columns))
      }
      let rows = values.enumerated().map { strategy, numbers in
        BatchTables.Replication(
          cell: item.cell, replication: item.replication, strategy: strategy, numbers: numbers,
          positions: positions)
      }
      try database.add(rows)
      for row in rows { table.add(row, to: &text) }
      if text.bytes.count > 1 << 18 { try pack() }
      finished += 1
      if finished % 1_000 == 0 { progress(ExperimentProgress(finished: finished, requested: itemCount)) }
    }
    try pack()
    try file.close()
    let sensitivity = Sensitivity(batch: self, cells: cells)
    let result = BatchResult(cells: cells, tornado: sensitivity.tornado(), sobol: sensitivity.sobol())
    try database.finish(result)
    try draft.files.adopt(BatchDraft.database)
    return result
  }

  private func files(_ result: BatchResult, _ tables: BatchTables) -> [(String, [UInt8])] {
    var files = [
      ("study.yaml", Array(text.utf8)),
      ("cells.csv", tables.cells.csv(result.cells)),
      ("effects.csv", tables.effects.csv(tables.effects(result))),
      ("tornado.csv", tables.tornado.csv(result.tornado)),
    ]
    if file.design == .sobol { files.append(("sobol.csv", tables.sobol.csv(result.sobol))) }
    return files + [("README.md", Array(BatchReadme.text(self, result, tables).utf8))]
  }

  /// The names of all files that results can have.
  var resultNames: [String] {
    [
      BatchDraft.database, "replications.csv.gz", "study.yaml", "cells.csv", "effects.csv", "tornado.csv",
      "sobol.csv", "README.md", ListedFiles.manifest,
    ]
  }
}
