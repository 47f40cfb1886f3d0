// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents
import RandomVariates

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
public struct ReplicationRunner: Sendable {
  public let seed: UInt64
  public let strategies: [LabelledStrategy]
  private let tables: RunTables

  public var scenario: Scenario { tables.scenario }
  /// The civil calendar of the run.
  public var calendar: CivilCalendar { tables.calendar }

  /// Prepares the tables that all replications share.
  ///
  /// - Precondition: The scenario is consistent, as one that was read from a file is.
  public init(scenario: Scenario, seed: UInt64, strategies: [LabelledStrategy]) {
    self.seed = seed
    self.strategies = strategies
    tables = RunTables(scenario: scenario)
  }

  /// Runs one replication.
  ///
  /// - Parameters:
  ///   - replication: Its number, from 1.
  ///   - recording: What to keep besides the counts.
  /// - Returns: The history, and one outcome for each strategy in their order.
  public func run(
    replication: Int, recording: RecordingOptions = RecordingOptions()
  ) -> (history: HistoryOutcome, outcomes: [ReplicationOutcome]) {
    let deterrence = scenario.deterrence.drawn(seed: seed, replication: UInt64(replication))
    let past = SharedPast(
      tables: tables, seed: seed, replication: replication, deterrence: deterrence, recording: recording)
    let outcomes = strategies.map { labelled in
      campaign(
        of: labelled.strategy, label: labelled.label, replication: replication, past: past,
        deterrence: deterrence, recording: recording)
    }
    return (past.outcome, outcomes)
  }

  /// Runs the campaign of one replication under one strategy, and what comes after it.
  private func campaign<Strategy: DeploymentStrategy>(
    of strategy: Strategy, label: String, replication: Int, past: SharedPast, deterrence: Deterrence,
    recording: RecordingOptions
  ) -> ReplicationOutcome {
    let phases = scenario.phases
    let process = tables.process(
      seed: seed, replication: replication, deterrence: deterrence, seriesCount: past.seriesCount,
      firstDay: 7 * phases.historyWeeks, weekCount: phases.campaignWeeks + phases.afterWeeks,
      recording: recording)
    var simulation = Simulation(
      model: CampaignModel(tables: tables, past: past, process: process, strategy: strategy))
    let random = RandomStream(seed: seed, replication: UInt64(replication), name: "strategy")
    simulation.model.begin(past: past, random: random, &simulation.queue)
    do {
      try simulation.run(until: tables.end)
    } catch {
      preconditionFailure("The campaign has no limit of events")
    }
    let ledger = simulation.model.process.ledger
    return ReplicationOutcome(
      replication: replication, strategy: label, fates: ledger.fates, weekly: ledger.weekly,
      dosage: simulation.model.dosage, book: ledger.book, events: ledger.events)
  }
}
