// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel
import PatrolStrategies
import PatrolTesting

/// Replications of the small town whose numbers are set by hand.
enum HandMade {
  static let scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 4, afterWeeks: 1)
  static let frame = EvaluationFrame(scenario: scenario)
  static let burglary = CrimeType.policeUK.firstIndex { $0.id == "burglary" } ?? 0
  static let shoplifting = CrimeType.policeUK.firstIndex { $0.id == "shoplifting" } ?? 0

  /// A replication without any count: no crime, no record, no visit.
  static func blank(_ labels: [String], replication: Int = 1) -> (HistoryOutcome, [ReplicationOutcome]) {
    let strategies = labels.map { LabelledStrategy(label: $0, strategy: Idle()) }
    let runner = ReplicationRunner(
      scenario: SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0), seed: 1,
      strategies: strategies)
    let (history, outcomes) = runner.run(replication: replication)
    var blankHistory = history
    blankHistory.fates = fates()
    blankHistory.weekly = weeks(scenario.phases.historyWeeks)
    return (
      blankHistory,
      outcomes.map { outcome in
        var outcome = outcome
        outcome.fates = fates()
        outcome.weekly = weeks(scenario.phases.campaignWeeks + scenario.phases.afterWeeks)
        outcome.dosage = Dosage()
        return outcome
      }
    )
  }

  private static func fates() -> FateTable {
    FateTable(placeCount: scenario.crime.places.count, typeCount: scenario.crime.types.count)
  }

  private static func weeks(_ count: Int) -> WeeklyTable {
    WeeklyTable(
      weekCount: count, placeCount: scenario.crime.places.count, typeCount: scenario.crime.types.count)
  }

  /// Deploys no unit.
  private struct Idle: DeploymentStrategy {
    var deploysUnits: Bool { false }
    mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking { .standBy(minutes: 60) }
  }
}

/// The places of the small town, by index.
enum TownPlace: Int {
  case highStreet, highStreetRing, station, stationRing, market, park
}

extension ReplicationOutcome {
  /// Sets a count of the campaign.
  mutating func set(_ field: OutcomeField, _ place: TownPlace, _ count: Int, type: Int = HandMade.shoplifting)
  {
    fates[.campaign, place: place.rawValue, type: type, field] = count
  }
}

extension WeeklyTable {
  /// Sets the recorded offences of a week.
  mutating func record(_ count: Int32, week: Int, _ place: TownPlace) {
    recorded[index(week: week, place: place.rawValue, type: HandMade.shoplifting)] = count
  }
}

/// Returns a summary with crime in the targets, and as much everywhere.
func summary(
  _ replication: Int, _ strategy: String, crime: Double, without: Double, hours: Double = 100
) -> ReplicationSummary {
  var summary = ReplicationSummary(replication: replication, strategy: strategy)
  summary.crime = AreaValues(targets: crime, buffers: 0, controls: 0, everywhere: crime)
  summary.crimeWithout = AreaValues(targets: without, buffers: 0, controls: 0, everywhere: without)
  summary.dosage.officerHours = strategy == "no-extra-patrol" ? 0 : hours
  return summary
}

/// Strategies of the catalogue, labelled with their names; the first is the one without patrol.
func strategies(_ names: [String] = ["no-extra-patrol", "fixed-rota"]) -> [LabelledStrategy] {
  names.compactMap { StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0)) }
}
