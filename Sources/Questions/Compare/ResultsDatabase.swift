// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Tables

/// Writes `results.sqlite`: the tables of results, with what each replication came to, and views of them.
struct ResultsDatabase {
  /// The name of the file.
  static let name = "results.sqlite"

  private let experiment: Experiment
  private let database: TableDatabase
  private let replications: Table<ReplicationSummary>

  /// Creates the database, and what is known before the first replication.
  init(path: String, study: Study) throws(ResultsError) {
    let experiment = study.experiment
    let scenario = experiment.scenario
    let replications = ReplicationTable.table(of: scenario)
    (self.experiment, self.replications) = (experiment, replications)
    database = try ResultsError.from { () throws(WriteProblem) in
      let database = try TableDatabase(path: path)
      try database.add(numbered: RunTable.strategies, experiment.labels, names: "name")
      try database.add(numbered: RunTable.types, scenario.crime.types, names: "key")
      try database.add(numbered: PlaceTable.places, scenario.crime.places, names: "key")
      try database.create(replications.description, as: "replication_summary")
      try database.create(PlaceTable.outcomes.description)
      try database.create(MethodTable.estimates.description)
      return database
    }
  }

  /// Adds a replication.
  func add(_ record: ReplicationRecord) throws(ResultsError) {
    let labels = experiment.labels
    let places = experiment.scenario.crime.places
    let outcomes = zip(labels, record.places).flatMap { label, figures in
      zip(places, figures).map {
        PlaceTable.Outcome(replication: record.replication, strategy: label, place: $0.id, figures: $1)
      }
    }
    let estimates = record.summaries.flatMap { summary in
      summary.methods.map {
        MethodTable.Estimate(replication: record.replication, strategy: summary.strategy, estimate: $0)
      }
    }
    try ResultsError.from { () throws(WriteProblem) in
      try database.insert(record.summaries, into: replications, as: "replication_summary")
      try database.insert(outcomes, into: PlaceTable.outcomes)
      try database.insert(estimates, into: MethodTable.estimates)
    }
  }

  /// Adds what is known only over all replications, and closes the database.
  func finish(_ study: Study, _ tables: ResultTables, result: ExperimentResult) throws(ResultsError) {
    try ResultsError.from { () throws(WriteProblem) in
      try database.add(RunTable.run, [RunTable.Row(study: study, result: result)])
      try database.add(RankingTable.table, tables.ranking)
      try database.add(TruthTable.table, tables.truth)
      try database.add(CostTable.table, as: "cost", tables.costs)
      try database.add(WardTable.table(of: experiment.scenario), as: "ward_effect", tables.wards)
      try database.add(FairnessTable.table, tables.fairness)
      try database.add(WeekTable.table, tables.weeks)
      for view in ResultsViews.all(of: experiment.scenario) { try database.add(view) }
      try database.finish()
    }
  }
}
