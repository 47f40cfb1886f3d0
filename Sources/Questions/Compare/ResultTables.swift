// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import ScenarioFiles
import Tables

/// The rows of all tables of a result that is known whole.
struct ResultTables {
  let study: Study
  let result: ExperimentResult
  let ranking: [RankingTable.Row]
  let truth: [TruthTable.Row]
  let costs: [CostTable.Row]
  let wards: [WardTable.Row]
  let fairness: [FairnessTable.Row]
  let places: [PlaceTable.Row]

  init(_ study: Study, _ result: ExperimentResult) {
    let (experiment, frame) = (study.experiment, study.experiment.frame)
    let scenario = experiment.scenario
    (self.study, self.result) = (study, result)
    ranking = RankingTable.rows(result.comparison)
    truth = TruthTable.rows(result, of: experiment)
    costs = CostTable.rows(
      CostResult.all(result.replications, frame: frame, costPerHour: experiment.costPerHour))
    wards = WardTable.rows(result.replications, frame: frame, of: scenario)
    fairness = FairnessTable.rows(FairnessResult.all(result.replications, frame: frame, scenario: scenario))
    places = PlaceTable.rows(result, of: experiment)
  }

  /// One after the other as they are asked for: of a country there are many.
  var weeks: some Sequence<WeekTable.Row> { WeekTable.rows(result, of: study.experiment) }

  /// The tables that are files, in the order in which they are described.
  static func files(of scenario: Scenario) -> [TableDescription] {
    [
      ComparisonTable.table.description, RankingTable.table.description, DifferenceTable.table.description,
      ReplicationTable.table(of: scenario).description, PlaceTable.table.description,
      MethodTable.table.description, TruthTable.table.description, CostTable.table.description,
      WardTable.table(of: scenario).description, FairnessTable.table.description, WeekTable.table.description,
      OutcomeTable.table.description, WeekDetailTable.table.description,
    ]
  }

  /// The names and contents of the tables that are not written bit by bit.
  var files: [(String, [UInt8])] {
    let scenario = study.experiment.scenario
    return [
      ("comparison.csv", ComparisonTable.csv(result.comparison)),
      ("ranking.csv", RankingTable.table.csv(ranking)),
      ("differences.csv", DifferenceTable.table.csv(result.comparison.differences)),
      ("replications.csv", ReplicationTable.table(of: scenario).csv(result.replications.joined())),
      ("weekly.csv", WeekTable.table.csv(weeks)),
      ("places.csv", PlaceTable.table.csv(places)),
      ("methods.csv", MethodTable.table.csv(MethodTable.rows(result.comparison))),
      ("truth.csv", TruthTable.table.csv(truth)),
      ("costs.csv", CostTable.table.csv(costs)),
      ("wards.csv", WardTable.table(of: scenario).csv(wards)),
      ("fairness.csv", FairnessTable.table.csv(fairness)),
    ]
  }

  /// Returns `datapackage.json`.
  ///
  /// - Parameter files: The names and contents of files that are at hand.
  func package(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    let scenario = study.experiment.scenario
    let contents = Dictionary(files, uniquingKeysWith: { first, _ in first })
    return try JSONText.bytes(
      DataPackage(
        name: Study.slug(scenario.name), title: scenario.name, description: scenario.description,
        version: PatrolSimVersion.current, sources: scenario.sources, seed: study.experiment.seed,
        scenarioDigest: study.digest,
        resources: ResultTables.files(of: scenario)
          .filter { $0.name != WeekDetailTable.table.description.name || study.keepsWeeks }
          .map { table in
            let bytes = contents[table.file]
            return DataPackage.Resource(
              table, bytes: bytes?.count, digest: bytes.map { ScenarioFile.digest(of: $0) })
          }))
  }
}
