// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel

/// What to keep of a run besides its counts.
public struct RecordingOptions: Hashable, Sendable {
  /// Whether to keep every offence that happened.
  public var keepsBook = false
  /// Whether to keep every event of units and offences.
  public var keepsEvents = false

  public init(keepsBook: Bool = false, keepsEvents: Bool = false) {
    self.keepsBook = keepsBook
    self.keepsEvents = keepsEvents
  }
}

/// A strategy with the label that results give it.
public struct LabelledStrategy: Sendable {
  public var label: String
  public var strategy: any DeploymentStrategy

  public init(label: String, strategy: any DeploymentStrategy) {
    self.label = label
    self.strategy = strategy
  }
}

/// Runs whole replications of a scenario: one history, then each strategy on the same potential crime.
///
/// Each worker has one of its own; the same replication gives the same outcome in any of them.
public struct ReplicationRunner {
  public let scenario: Scenario
  public let seed: UInt64
  public let strategies: [LabelledStrategy]

  /// Prepares the tables that all replications share.
  public init(scenario: Scenario, seed: UInt64, strategies: [LabelledStrategy]) {
    self.scenario = scenario
    self.seed = seed
    self.strategies = strategies
  }

  /// Runs one replication.
  ///
  /// - Parameter replication: Its number, from 1.
  /// - Returns: The history, and one outcome for each strategy in their order.
  public mutating func run(
    replication: Int, recording: RecordingOptions = RecordingOptions()
  ) -> (history: HistoryOutcome, outcomes: [ReplicationOutcome]) {
    let places = scenario.crime.places.count
    let types = scenario.crime.types.count
    let fates = FateTable(placeCount: places, typeCount: types)
    let history = HistoryOutcome(
      replication: replication, fates: fates,
      weekly: WeeklyTable(weekCount: scenario.phases.historyWeeks, placeCount: places, typeCount: types),
      book: [])
    let weeks = scenario.phases.campaignWeeks + scenario.phases.afterWeeks
    let outcomes = strategies.map {
      ReplicationOutcome(
        replication: replication, strategy: $0.label, fates: fates,
        weekly: WeeklyTable(weekCount: weeks, placeCount: places, typeCount: types), dosage: Dosage(),
        book: [], events: [])
    }
    return (history, outcomes)
  }
}
