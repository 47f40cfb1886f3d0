// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation

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
    let columns = BatchColumns(batch: self, summary: collector.columns)
    let result = try replications(collector, columns, draft, progress: progress)
    for (name, bytes) in files(result, columns) { try draft.files.write(bytes, to: name) }
    try draft.publish(BatchManifest(self, result, command: command, jobs: jobs))
    return result
  }

  /// Writes the replications, in the database and as a table, and returns what they came to.
  private func replications(
    _ collector: BatchCollector, _ columns: BatchColumns, _ draft: BatchDraft,
    progress: (ExperimentProgress) -> Void
  ) throws -> BatchResult {
    let database = try BatchDatabase(
      path: try draft.files.pathForLibrary(BatchDraft.database), batch: self, columns: columns)
    let table = try draft.files.create(BatchColumns.file(columns.replications))
    var text = CSVText(header: columns.replications.columns)
    var finished = 0
    var (layout, positions): ([String], [Int?]) = ([], [])
    let cells = try collector.cells { item, content, values in
      if content.columns != layout {
        (layout, positions) = (content.columns, columns.positions(in: content.columns))
      }
      try database.add(item, values: values, positions: positions)
      let (base, point) = (item.cell - 1).quotientAndRemainder(dividingBy: points.count)
      for (label, row) in zip(bases[base].labels, values) {
        text.add(item.cell)
        text.add(bases[base].name)
        for setting in points[point] { text.add(setting ?? "") }
        text.add(item.replication)
        text.add(label)
        for position in positions { text.add(position.map { row[$0] }, decimals: 3) }
        text.endRow()
      }
      if text.bytes.count > 1 << 18 { try table.write(Gzip.member(text.take())) }
      finished += 1
      if finished % 1_000 == 0 { progress(ExperimentProgress(finished: finished, requested: itemCount)) }
    }
    try table.write(Gzip.member(text.take()))
    try table.close()
    let sensitivity = Sensitivity(batch: self, cells: cells)
    let result = BatchResult(cells: cells, tornado: sensitivity.tornado(), sobol: sensitivity.sobol())
    try database.finish(result)
    try draft.files.adopt(BatchDraft.database)
    return result
  }

  private func files(_ result: BatchResult, _ columns: BatchColumns) -> [(String, [UInt8])] {
    let tables = BatchTables(batch: self, result: result)
    var files = [
      ("study.yaml", Array(text.utf8)),
      ("cells.csv", BatchTables.csv(columns.cells) { tables.forEachCell($0) }),
      ("effects.csv", BatchTables.csv(columns.effects) { tables.forEachEffect($0) }),
      ("tornado.csv", BatchTables.csv(columns.tornado) { tables.forEachBar($0) }),
    ]
    if file.design == .sobol {
      files.append(("sobol.csv", BatchTables.csv(columns.sobol) { tables.forEachShare($0) }))
    }
    return files + [("README.md", Array(BatchReadme.text(self, columns).utf8))]
  }

  /// The names of all files that results can have.
  var resultNames: [String] {
    [
      BatchDraft.database, "replications.csv.gz", "study.yaml", "cells.csv", "effects.csv", "tornado.csv",
      "sobol.csv", "README.md", ListedFiles.manifest,
    ]
  }
}
