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
  /// The moments of which events are kept, in seconds since the start of the run; `nil` for all.
  public var eventWindow: Range<Double>?
  /// Whether to keep what the true rates are at the start of each week of the campaign.
  public var keepsTrueRates = false

  public init(
    keepsBook: Bool = false, keepsEvents: Bool = false, eventWindow: Range<Double>? = nil,
    keepsTrueRates: Bool = false
  ) {
    self.keepsBook = keepsBook
    self.keepsEvents = keepsEvents
    self.eventWindow = eventWindow
    self.keepsTrueRates = keepsTrueRates
  }
}

/// A strategy with the label that results give it.
public struct LabelledStrategy: Sendable {
  public var label: String
  public var strategy: any DeploymentStrategy
  /// Who of a team it may send where.
  public var options: DeploymentOptions

  public init(
    label: String, strategy: any DeploymentStrategy, options: DeploymentOptions = .standard
  ) {
    self.label = label
    self.strategy = strategy
    self.options = options
  }
}

/// Runs whole replications of a scenario: one history, then each strategy on the same potential crime.
///
/// Potential crime is drawn a block of four weeks at a time and shown to every strategy before the next block is drawn,
/// so that memory doesn't grow with the length of the run, but for the record that the police keep. Each worker has
/// a runner of its own, whose memory serves one replication after the other; the same replication gives the
/// same outcome in any of them.
public final class ReplicationRunner {
  public let seed: UInt64
  public let strategies: [LabelledStrategy]
  private let tables: RunTables
  private var stream: PotentialCrimeStream
  private var offences: [PotentialOffence] = []
  private let history: HistoryRun
  private let campaigns: [CampaignRun]
  /// Whether a strategy is told the truth, of all places.
  private let hasTruthInformed: Bool

  public var scenario: Scenario { tables.scenario }
  /// The civil calendar of the run.
  public var calendar: CivilCalendar { tables.calendar }

  /// Prepares the tables that all replications share, and the memory that they use.
  ///
  /// - Precondition: The scenario is consistent, as one that was read from a file is.
  public init(scenario: Scenario, seed: UInt64, strategies: [LabelledStrategy]) {
    let tables = RunTables(scenario: scenario)
    self.seed = seed
    self.strategies = strategies
    self.tables = tables
    stream = PotentialCrimeStream(model: tables.crime)
    history = HistoryRun(tables: tables)
    hasTruthInformed = strategies.contains { $0.strategy is any TruthInformedStrategy }
    campaigns = strategies.map { CampaignRun(tables: tables, labelled: $0) }
  }

  /// Runs one replication of strategies that decide within the process, and so can't fail.
  ///
  /// - Parameters:
  ///   - replication: Its number, from 1.
  ///   - recording: What to keep besides the counts.
  /// - Returns: The history, and one outcome for each strategy in their order.
  /// - Precondition: No strategy fails; see ``replicate(_:recording:)`` for those that may.
  public func run(
    replication: Int, recording: RecordingOptions = RecordingOptions()
  ) -> (history: HistoryOutcome, outcomes: [ReplicationOutcome]) {
    do { return try replicate(replication, recording: recording) } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Runs one replication.
  ///
  /// - Parameters:
  ///   - replication: Its number, from 1.
  ///   - recording: What to keep besides the counts.
  /// - Returns: The history, and one outcome for each strategy in their order.
  /// - Throws: The failure of a strategy, at the end of the block of four weeks that it failed in. The runner can go
  ///   on with another replication.
  public func replicate(
    _ replication: Int, recording: RecordingOptions = RecordingOptions()
  ) throws(StrategyFailure) -> (history: HistoryOutcome, outcomes: [ReplicationOutcome]) {
    let identity = ReplicationIdentity(
      seed: seed, number: replication, recording: recording,
      needsAllTrueRates: recording.keepsTrueRates || hasTruthInformed,
      deterrence: tables.deterrence(seed: seed, replication: UInt64(replication)))
    stream.begin(seed: seed, replication: UInt64(replication))
    history.begin(identity, series: stream.series)
    var isCampaign = false
    var chosen: ChosenTargets?
    while let hours = stream.drawNextBlock(into: &offences) {
      let end = Double(hours.upperBound) * 3_600
      var met = 0
      if !isCampaign { met = history.run(offences, until: min(end, tables.campaignStart)) }
      guard end > tables.campaignStart else { continue }
      let levels = stream.backgroundLevels()
      if !isCampaign {
        chosen = tables.chosenTargets(after: history.record)
        let plan = tables.plan(chosen)
        for campaign in campaigns {
          campaign.begin(identity, after: history, plan: plan, series: stream.series, levels: levels)
        }
        isCampaign = true
      }
      for campaign in campaigns {
        campaign.run(offences, levels: levels, from: met, until: end)
        try campaign.check(replication: replication)
      }
    }
    let outcomes = campaigns.map { $0.end(replication: replication) }
    return (history.end(replication: replication, chosen: chosen), outcomes)
  }
}

/// What tells one replication from another.
struct ReplicationIdentity {
  let seed: UInt64
  let number: Int
  let recording: RecordingOptions
  /// Whether anybody may ask for the true rates of a place where no unit is sent.
  var needsAllTrueRates = true
  let deterrence: DeterrenceTables
}
