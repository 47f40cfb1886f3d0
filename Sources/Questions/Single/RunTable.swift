// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import Tables

/// What the database says of the run, its strategies and its types of crime.
enum RunTable {
  struct Row {
    let study: Study
    let result: ExperimentResult
  }

  static let run = Table<Row>(
    "run", "The run: one row. The seed is a text because it has 64 bits.", key: [],
    [
      Column("patrolsim", "The version of PatrolSim") { _ in PatrolSimVersion.current },
      Column("scenario", "The name of the scenario") { $0.study.experiment.scenario.name },
      Column("scenario_digest", "The SHA-256 of scenario.yaml") { $0.study.digest },
      Column("seed", "The seed, as a text") { String($0.study.experiment.seed) },
      Column("preset", "The preset of deterrence") {
        $0.study.experiment.scenario.deterrence.preset.rawValue
      },
      Column("replications_asked", "Replications asked for") { $0.result.requestedCount },
      Column("replications_done", "Replications in the results") { $0.result.replications.count },
      Column("complete", "where all replications asked for were run") { $0.result.isComplete },
    ])

  static let strategies = Table<String>(
    "strategy", "The strategies, in the order of results.", key: [],
    [Column("name", "Its name in all tables of results") { $0 }])

  static let types = Table<CrimeType>(
    "type", "The types of crime, with the harm of one offence in days.", key: [],
    [
      Column("key", "Its id in the scenario") { $0.id }, Column("name", "Its name") { $0.name },
      Column("harm_days", "The harm of one offence", unit: "days") { $0.harmInDays },
    ])
}
