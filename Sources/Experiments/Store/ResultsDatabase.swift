// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import GRDB
import PatrolModel

/// Writes `results.sqlite`, in one transaction and by one connection.
///
/// It is written where no reader looks and brought to its place when it is whole, so it keeps no journal.
final class ResultsDatabase {
  /// The name of the file.
  static let name = "results.sqlite"

  private let path: String
  private let queue: DatabaseQueue
  private let experiment: Experiment

  /// Creates the database with its tables and views, and what is known before the first replication.
  init(path: String, study: Study) throws(ResultsError) {
    self.path = path
    experiment = study.experiment
    queue = try WholeDatabase.create(path: path)
    try write { [experiment] database in
      try ResultsSchema.create(
        in: database, SummaryColumn.all(of: experiment.scenario),
        wardFigures: WardTable.figures(of: experiment.scenario).map(\.column))
      try ResultsDatabase.addScenario(experiment.scenario, labels: experiment.labels, to: database)
    }
    try begin()
  }

  deinit { try? queue.close() }

  /// Adds a replication.
  func add(_ record: ReplicationRecord) throws(ResultsError) {
    let columns = SummaryColumn.all(of: experiment.scenario)
    try write { database in
      let summary = try database.cachedStatement(sql: ResultsSchema.insertSummary(columns))
      for (strategy, row) in record.summaries.enumerated() {
        let numbers: [any DatabaseValueConvertible] = columns.map { $0.value(row) }
        try summary.execute(arguments: StatementArguments([record.replication, strategy] + numbers))
      }
      let method = try database.cachedStatement(sql: ResultsSchema.insertMethodEstimate)
      for (strategy, row) in record.summaries.enumerated() {
        for estimate in row.methods {
          try method.execute(arguments: [
            record.replication, strategy, estimate.method.rawValue, estimate.fallPercent, estimate.lower,
            estimate.upper, estimate.pValue, estimate.undefined,
          ])
        }
      }
      let paths = PlaceFigures.all.map(\.path)
      let place = try database.cachedStatement(sql: ResultsSchema.insertPlaceOutcome)
      for (strategy, places) in record.places.enumerated() {
        for (index, figures) in places.enumerated() {
          let numbers: [any DatabaseValueConvertible] = paths.map { figures[keyPath: $0] }
          try place.execute(arguments: StatementArguments([record.replication, strategy, index] + numbers))
        }
      }
    }
  }

  /// Notes what was run, and closes the database.
  func finish(_ study: Study, result: ExperimentResult) throws(ResultsError) {
    try write { [experiment] database in
      try database.execute(
        sql: "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          PatrolSimVersion.current, experiment.scenario.name, study.digest, String(experiment.seed),
          experiment.scenario.deterrence.preset.rawValue, result.requestedCount, result.replications.count,
          result.isComplete,
        ])
      try ResultsDatabase.addRankings(result.comparison.rankings, labels: experiment.labels, to: database)
      try ResultsDatabase.addEvaluation(result, of: experiment, to: database)
      try ResultsDatabase.addWeeks(result, of: experiment, to: database)
      try database.execute(sql: "COMMIT")
    }
    do { try queue.close() } catch { throw .cannotWrite(path: path, reason: databaseReason(error)) }
  }

  /// Begins the one transaction that holds all replications.
  private func begin() throws(ResultsError) {
    try write { try $0.execute(sql: "BEGIN IMMEDIATE") }
  }

  private func write(_ body: (Database) throws -> Void) throws(ResultsError) {
    do { try queue.writeWithoutTransaction(body) } catch {
      throw .cannotWrite(path: path, reason: databaseReason(error))
    }
  }

  private static func addRankings(_ rankings: [Ranking], labels: [String], to database: Database) throws {
    for ranking in rankings {
      for row in ranking.strategies {
        try database.execute(
          sql: "INSERT INTO ranking VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            ranking.outcome.rawValue, ranking.area.rawValue, row.rank, labels.firstIndex(of: row.strategy),
            row.percent.value, row.percent.lower, row.percent.upper, row.beyondBest.value,
            row.beyondBest.lower, row.beyondBest.upper,
            row.adjustedPValue, row.probabilityOfBeingBest, row.isIndistinguishable,
          ])
      }
    }
  }

  private static func addScenario(_ scenario: Scenario, labels: [String], to database: Database) throws {
    for (index, label) in labels.enumerated() {
      try database.execute(sql: "INSERT INTO strategy VALUES (?, ?)", arguments: [index, label])
    }
    for (index, type) in scenario.crime.types.enumerated() {
      try database.execute(
        sql: "INSERT INTO type VALUES (?, ?, ?, ?)", arguments: [index, type.id, type.name, type.harmInDays])
    }
    for (index, place) in scenario.crime.places.enumerated() {
      try database.execute(
        sql: "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          index, place.id, place.name, place.role.rawValue, place.kind.rawValue, place.ward, place.borough,
          place.corridor, place.target, place.centre.longitude, place.centre.latitude,
        ])
    }
  }
}
