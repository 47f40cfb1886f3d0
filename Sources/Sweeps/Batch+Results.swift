// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Questions
import ScenarioFiles
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
  /// - Throws: ``BatchError`` where parts belong to something else, disagree or are missing; `ResultsError` where the results
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
    for (name, bytes) in try files(result, tables) { try draft.files.write(bytes, to: name) }
    try draft.publish(BatchManifest(self, result, command: command, jobs: jobs))
    return result
  }

  /// Writes what grows with replications and cells, in the database and as tables, and returns what they came to.
  private func replications(
    _ collector: BatchCollector, _ tables: BatchTables, _ draft: BatchDraft,
    progress: (ExperimentProgress) -> Void
  ) throws -> BatchResult {
    let rows = try BatchRows(self, tables, draft)
    var finished = 0
    let cells = try collector.cells { item, content, record in
      try rows.add(item, content, record)
      finished += 1
      if finished % 1_000 == 0 { progress(ExperimentProgress(finished: finished, requested: itemCount)) }
    } end: { cell, content, tally in
      try rows.end(cell, content, tally)
    }
    let sensitivity = Sensitivity(batch: self, cells: cells)
    let result = BatchResult(cells: cells, tornado: sensitivity.tornado(), sobol: sensitivity.sobol())
    try rows.finish(result)
    return result
  }

  private func files(_ result: BatchResult, _ tables: BatchTables) throws -> [(String, [UInt8])] {
    var files = [
      ("study.yaml", Array(text.utf8)),
      ("cells.csv", tables.cells.csv(result.cells)),
      ("effects.csv", tables.effects.csv(tables.effects(result))),
      ("differences.csv", tables.differences.csv(tables.differences(result))),
      ("tornado.csv", tables.tornado.csv(result.tornado)),
    ]
    if file.design == .sobol { files.append(("sobol.csv", tables.sobol.csv(result.sobol))) }
    return files + [
      ("datapackage.json", try package(files, tables)),
      ("README.md", Array(BatchReadme.text(self, result, tables).utf8)),
    ]
  }

  /// Returns `datapackage.json`.
  ///
  /// - Parameter files: The names and contents of tables that are at hand.
  private func package(_ files: [(String, [UInt8])], _ tables: BatchTables) throws -> [UInt8] {
    let contents = Dictionary(files, uniquingKeysWith: { first, _ in first })
    var sources: [String] = []
    for source in bases.flatMap(\.template.scenario.sources) where !sources.contains(source) {
      sources.append(source)
    }
    return try JSONText.bytes(
      DataPackage(
        name: Study.slug(file.name), title: file.name, description: file.description,
        version: PatrolSimVersion.current, sources: sources, seed: file.seed, studyDigest: digest,
        resources: tables.files.map { table in
          let bytes = contents[table.file]
          return DataPackage.Resource(
            table, bytes: bytes?.count, digest: bytes.map { ScenarioFile.digest(of: $0) })
        }))
  }

  /// The names of all files that results can have.
  var resultNames: [String] {
    [BatchDraft.database, "study.yaml", "datapackage.json", "README.md", ListedFiles.manifest]
      + BatchTables(batch: self, summary: []).possibleFiles
  }
}
