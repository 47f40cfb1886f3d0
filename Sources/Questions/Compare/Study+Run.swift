// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Foundation
import ScenarioFiles
import Tables

/// Where the results of a study are, and what they are.
public struct StoredResult: Sendable {
  public let result: ExperimentResult
  /// The folder, as an absolute path.
  public let folder: String
  public let durationInSeconds: Double
}

extension Study {
  /// Runs the experiment and writes its results.
  ///
  /// - Parameters:
  ///   - folder: Where to write them; `nil` for the default.
  ///   - force: Whether results of another study may be replaced.
  ///   - outcome: What strategies are ranked by in the report.
  ///   - interruption: When it is requested, replications in flight are finished and the results say that they
  ///     are not complete.
  ///   - progress: Called a few times a second.
  ///   - pages: Makes the files that people look at, by their paths below the folder.
  /// - Throws: ``ResultsError``, ``NothingFinished`` where there is nothing to write, ``ResultNotStored`` where only
  ///   the writing failed. What was in the folder before is then still there.
  public func run(
    folder: String? = nil, force: Bool = false, rankedBy outcome: Outcome = .harm,
    interruption: Interruption = Interruption(), progress: (ExperimentProgress) -> Void = { _ in },
    pages: (ReportSource) throws -> [(path: String, bytes: [UInt8])] = { _ in [] }
  ) throws -> StoredResult {
    let started = system.now
    let clock = ContinuousClock()
    let begin = clock.now
    let results = try ResultsFolder(path: folder, study: self, force: force)
    do {
      let writer = try ResultsWriter(self, in: results)
      let result = try experiment.run(
        keeping: KeptRows(outcomes: true, weekly: keepsWeeks), interruption: interruption, progress: progress
      ) { try writer.add($0) }
      let duration = (clock.now - begin) / .seconds(1)
      let manifest = Manifest(self, result: result, started: started, durationInSeconds: duration)
      do {
        try writer.finish(result)
        try writer.report(result, rankedBy: outcome, manifest: manifest, pages: pages)
        let path = try results.publish(manifest)
        return StoredResult(result: result, folder: path, durationInSeconds: duration)
      } catch {
        throw ResultNotStored(
          result: result, durationInSeconds: duration, folder: results.path, reason: "\(error)")
      }
    } catch {
      results.draft.discard()
      throw error
    }
  }
}

/// An experiment came to its end, and its results could not be written.
public struct ResultNotStored: Error, CustomStringConvertible {
  /// What would have been written.
  public let result: ExperimentResult
  public let durationInSeconds: Double
  /// Where it should have gone.
  public let folder: String
  public let reason: String

  public var description: String { printable("The results could not be stored in \(folder): \(reason)") }
}

/// Writes the files of a result into its folder's draft.
private struct ResultsWriter {
  let study: Study
  let draft: FolderDraft
  let outcomes: OutputFile
  let weekly: OutputFile?
  let database: ResultsDatabase

  init(_ study: Study, in folder: ResultsFolder) throws(ResultsError) {
    self.study = study
    draft = folder.draft
    let (header, weeklyHeader) = try ResultsError.packing { () throws(CannotCompress) in
      (
        try Gzip.member(OutcomeTable.table.description.header),
        try Gzip.member(WeekDetailTable.table.description.header)
      )
    }
    let files = try ResultsError.from { [draft] () throws(WriteProblem) in
      let outcomes = try draft.create("outcomes.csv.gz")
      try outcomes.write(header)
      let weekly = study.keepsWeeks ? try draft.create("weekly-detail.csv.gz") : nil
      try weekly?.write(weeklyHeader)
      return (outcomes, weekly, try draft.pathForLibrary(ResultsDatabase.name))
    }
    (outcomes, weekly) = (files.0, files.1)
    database = try ResultsDatabase(path: files.2, study: study)
  }

  /// Adds what is written by replication.
  func add(_ record: ReplicationRecord) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in
      try outcomes.write(record.outcomeRows)
      try weekly?.write(record.weeklyRows)
    }
    try database.add(record)
  }

  /// Writes everything else.
  func finish(_ result: ExperimentResult) throws {
    try outcomes.close()
    try weekly?.close()
    let tables = ResultTables(study, result)
    try database.finish(study, tables, result: result)
    try draft.adopt(ResultsDatabase.name)
    let done = result.replications.count
    let interrupted = done < result.requestedCount ? (done: done, asked: result.requestedCount) : nil
    let readme = ResultsReadme.text(for: study, stopping: result.stopping, interrupted: interrupted)
    let files =
      tables.files + [
        ("summary.json", try study.summary(of: result)),
        ("scenario.yaml", Array(ScenarioFile.text(for: study.experiment.scenario).utf8)),
        ("README.md", Array(readme.utf8)),
      ]
    for (name, bytes) in files { try draft.write(bytes, to: name) }
    try draft.write(try tables.package(files), to: "datapackage.json")
    try draft.write(try PlaceTable.features(tables.places), to: "places.geojson")
  }

  /// Writes what people look at, and what it is made from.
  func report(
    _ result: ExperimentResult, rankedBy outcome: Outcome, manifest: Manifest,
    pages: (ReportSource) throws -> [(path: String, bytes: [UInt8])]
  ) throws {
    let data = study.reportData(of: result, rankedBy: outcome)
    try draft.write(try JSONText.line(data), to: "report.json")
    let source = ReportSource(scenario: study.experiment.scenario, manifest: manifest, data: data)
    for (path, bytes) in try pages(source) {
      try draft.write(bytes, to: path)
    }
  }
}
