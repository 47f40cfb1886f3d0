// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import OutputAnalysis
import PatrolModel

/// All that a report shows of an experiment beyond its scenario and manifest: the content of `report.json`.
///
/// Everything is a mean or an estimate over replications; its size doesn't grow with their number.
public struct ReportData: Hashable, Sendable, Codable {
  /// The version of this layout.
  public static let format = 1
  public let format: Int
  /// The digest of the scenario that was run.
  public let scenarioDigest: String
  /// What strategies are ranked by.
  public let rankedBy: Outcome
  public let comparison: Comparison
  public let costs: [CostResult]
  public let fairness: [FairnessResult]
  /// What the results lean on, in sentences.
  public let assumptions: [String]
  /// The strategies that know the truth, as no force does: a bound, not a choice.
  public let truthInformed: [String]
  public let dosage: [DosageMeans]
  public let weeks: WeekBands
  public let places: PlaceMeans
  public let hours: HourMeans
  public let noEffect: NoEffectClaims
  /// One day of the first replication; `nil` where it could not be recorded.
  public let day: RecordedDay?
  /// What the public of the first replication would be told; `nil` where there is nothing to tell.
  public let publicRecord: PublicRecord?

  /// - Parameters:
  ///   - study: What was run.
  ///   - result: What came of it.
  ///   - outcome: What strategies are ranked by.
  ///   - day: One day of a replication.
  ///   - publicRecord: What the public is told.
  public init(
    _ study: Study, result: ExperimentResult, rankedBy outcome: Outcome, day: RecordedDay?,
    publicRecord: PublicRecord?
  ) {
    let experiment = study.experiment
    format = ReportData.format
    scenarioDigest = study.digest
    rankedBy = outcome
    comparison = result.comparison
    costs = CostResult.all(
      result.replications, frame: experiment.frame, costPerHour: experiment.costPerHour)
    fairness = FairnessResult.all(
      result.replications, frame: experiment.frame, scenario: experiment.scenario)
    assumptions = study.assumptions
    truthInformed = experiment.truthInformed
    dosage = DosageMeans.all(result, of: experiment)
    weeks = WeekBands(result, of: experiment)
    let shown = PlaceMeans.shown(result, of: experiment)
    places = PlaceMeans(result, places: shown)
    hours = HourMeans(result, of: experiment)
    noEffect = NoEffectClaims(result, counterfactual: experiment.frame.counterfactual)
    self.day = day
    self.publicRecord = publicRecord
  }

  /// The strategies that deploy units, the best first.
  public var ranked: [String] {
    let deployed = comparison.strategies.filter { !$0.isCounterfactual }.map(\.strategy)
    let ranking = comparison.ranking(by: rankedBy, in: .targets)
    return ranking?.strategies.map(\.strategy) ?? deployed
  }

  /// The best of the strategies that a force could choose; `nil` where none deploys units.
  public var best: String? { ranked.first { !truthInformed.contains($0) } ?? ranked.first }
}
