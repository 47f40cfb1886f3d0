// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import ScenarioFiles

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
    let started = Date()
    let clock = ContinuousClock()
    let begin = clock.now
    let results = try ResultsFolder(path: folder ?? defaultFolder, study: self, force: force)
    do {
      let writer = try ResultsWriter(self, in: results)
      let result = try experiment.run(
        keeping: KeptRows(outcomes: true, weekly: keepsWeeks), interruption: interruption, progress: progress
      ) { try writer.add($0) }
      let duration = (clock.now - begin) / .seconds(1)
      let manifest = Manifest(self, result: result, started: started, durationInSeconds: duration)
      do {
        try writer.finish(result, manifest: manifest)
        try writer.report(result, rankedBy: outcome, manifest: manifest, pages: pages)
        let path = try results.publish(
          self, replicationsDone: result.replications.count, isComplete: result.isComplete, force: force)
        return StoredResult(result: result, folder: path, durationInSeconds: duration)
      } catch {
        throw ResultNotStored(
          result: result, durationInSeconds: duration, folder: results.path, reason: "\(error)")
      }
    } catch {
      results.discard()
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

  public var description: String { "The results could not be stored in \(folder): \(reason)" }
}

/// Writes the files of a result into its folder's draft.
private struct ResultsWriter {
  let study: Study
  let folder: ResultsFolder
  let outcomes: OutputFile
  let weekly: OutputFile?
  let database: ResultsDatabase

  init(_ study: Study, in folder: ResultsFolder) throws(ResultsError) {
    self.study = study
    self.folder = folder
    outcomes = try OutputFile(path: folder.file("outcomes.csv.gz"))
    try outcomes.write(Gzip.member(CSVText(header: OutcomeRows.outcomeColumns).bytes))
    weekly = study.keepsWeeks ? try OutputFile(path: folder.file("weekly-detail.csv.gz")) : nil
    try weekly?.write(Gzip.member(CSVText(header: OutcomeRows.weeklyColumns).bytes))
    database = try ResultsDatabase(path: folder.file("results.sqlite"), study: study)
  }

  /// Adds what is written by replication.
  func add(_ record: ReplicationRecord) throws(ResultsError) {
    try outcomes.write(record.outcomeRows)
    try weekly?.write(record.weeklyRows)
    try database.add(record)
  }

  /// Writes everything else.
  func finish(_ result: ExperimentResult, manifest: Manifest) throws {
    try outcomes.close()
    try weekly?.close()
    try database.finish(study, result: result)
    let tables = ResultTables(experiment: study.experiment, result: result)
    let (scenario, frame) = (study.experiment.scenario, study.experiment.frame)
    let wards = WardTable.rows(result.replications, frame: frame, of: scenario)
    let files: [(String, [UInt8])] = [
      ("comparison.csv", ComparisonTables.comparison(result.comparison)),
      ("ranking.csv", ComparisonTables.ranking(result.comparison)),
      ("differences.csv", ComparisonTables.differences(result.comparison)),
      ("replications.csv", tables.replications()),
      ("weekly.csv", tables.weekly()),
      ("places.csv", tables.placeTable()),
      ("methods.csv", MethodTable.csv(result.comparison)),
      ("truth.csv", TruthTable.csv(result, of: study.experiment)),
      ("costs.csv", CostTable.csv(CostResult.all(result.replications, frame: frame))),
      ("wards.csv", WardTable.csv(wards, of: scenario)),
      (
        "fairness.csv",
        FairnessTable.csv(FairnessResult.all(result.replications, frame: frame, scenario: scenario))
      ),
      ("summary.json", try study.summary(of: result)),
      ("scenario.yaml", Array(ScenarioFile.text(for: study.experiment.scenario).utf8)),
      ("README.md", Array(DataDictionary.text(for: study, stopping: result.stopping).utf8)),
      ("manifest.json", try JSONText.bytes(manifest)),
    ]
    for (name, bytes) in files { try OutputFile.write(bytes, to: folder.file(name)) }
    try OutputFile.write(
      try JSONText.bytes(DataPackage(study, files: files)), to: folder.file("datapackage.json"))
    try OutputFile.write(try tables.placeFeatures(), to: folder.file("places.geojson"))
  }

  /// Writes what people look at, and what it is made from.
  func report(
    _ result: ExperimentResult, rankedBy outcome: Outcome, manifest: Manifest,
    pages: (ReportSource) throws -> [(path: String, bytes: [UInt8])]
  ) throws {
    let data = study.reportData(of: result, rankedBy: outcome)
    try OutputFile.write(try JSONText.line(data), to: folder.file("report.json"))
    let source = ReportSource(scenario: study.experiment.scenario, manifest: manifest, data: data)
    for (path, bytes) in try pages(source) {
      try OutputFile.makeFolder(of: folder.file(path))
      try OutputFile.write(bytes, to: folder.file(path))
    }
  }
}
