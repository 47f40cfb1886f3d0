// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents
import RandomVariates

/// The campaign of one replication after the other under one strategy, in the same memory.
// A class holds the simulation, which can't be copied; the run loop itself works on the value inside.
final class CampaignRun {
  private let labelled: LabelledStrategy
  private var simulation: Simulation<CampaignModel>
  /// The starts of the weeks of the campaign at which the true rates are to be kept and have not been, in seconds.
  private var weeksToCome: ArraySlice<Double> = []
  private var expectedRecords: [[Double]] = []

  static let strategyStream: StreamName = "strategy"

  init(tables: RunTables, labelled: LabelledStrategy) {
    var labelled = labelled
    labelled.strategy = labelled.strategy.forWorker()
    self.labelled = labelled
    let phases = tables.scenario.phases
    let days = 7 * phases.historyWeeks..<7 * phases.weekCount
    simulation = Simulation(
      model: CampaignModel(
        tables: tables,
        process: OffenceProcess(tables: tables, ledger: tables.ledger(days: days)),
        labelled: labelled))
  }

  /// Goes back to the first moment of the campaign, after a history.
  ///
  /// - Parameter levels: The true background of the block in which it lies, see ``TrueRates``.
  func begin(
    _ identity: ReplicationIdentity, after history: HistoryRun, plan: OperationPlan, series: [CrimeSeries],
    levels: [Double]
  ) {
    simulation.reset()
    simulation.model.reset(identity, strategy: labelled.strategy, plan: plan, series: series)
    simulation.model.process.truth.enter(levels: levels)
    expectedRecords = []
    weeksToCome = identity.recording.keepsTrueRates ? weekStarts[...] : []
    let random = RandomStream(
      seed: identity.seed, replication: UInt64(identity.number), name: CampaignRun.strategyStream)
    CampaignRun.start(&simulation, after: history, random: random)
  }

  private static func start(
    _ simulation: inout Simulation<CampaignModel>, after history: HistoryRun, random: RandomStream
  ) {
    simulation.model.process.truth.goOn(from: history.truth)
    simulation.model.begin(
      pending: history.pending, record: history.record, waves: history.waves, random: random,
      &simulation.queue)
  }

  /// Throws what has gone wrong with the strategy itself, if anything has.
  func check(replication: Int) throws(StrategyFailure) {
    guard let cause = simulation.model.strategy.failure else { return }
    throw StrategyFailure(strategy: labelled.label, replication: replication, cause: cause)
  }

  private static func endShifts(_ simulation: inout Simulation<CampaignModel>) {
    simulation.model.endOpenShifts(at: simulation.model.tables.end, &simulation.queue)
  }

  /// Goes on through a block of offences, from an index in it.
  ///
  /// - Parameter levels: The true background of the block, see ``TrueRates``.
  func run(_ offences: [PotentialOffence], levels: [Double], from index: Int, until end: Double) {
    simulation.model.process.truth.enter(levels: levels)
    simulation.model.arrivals.meet(offences, from: index)
    do {
      while let week = weeksToCome.first, week < end {
        try simulation.run(until: week)
        keepTrueRates(atSecond: week)
        weeksToCome.removeFirst()
      }
      try simulation.run(until: end)
    } catch {
      preconditionFailure("The campaign has no limit of events")
    }
    _ = simulation.model.arrivals.release()
  }

  /// The starts of the weeks of the campaign, in seconds.
  private var weekStarts: [Double] {
    let tables = simulation.model.tables
    let phases = tables.scenario.phases
    return (0..<phases.campaignWeeks).map {
      tables.calendar.dayStartInSeconds[7 * (phases.historyWeeks + $0)]
    }
  }

  private func keepTrueRates(atSecond time: Double) {
    let truth = simulation.model.process.truth
    expectedRecords.append(
      simulation.model.tables.plan.places.indices.map {
        168 * truth.meanRecordedRate(at: $0, second: time)
      })
  }

  /// Hands over what was counted, and lets go of what it shares with others.
  func end(replication: Int) -> ReplicationOutcome {
    simulation.model.view.beginRecord(after: [])
    simulation.model.contact.series.release()
    simulation.model.process.truth.release()
    CampaignRun.endShifts(&simulation)
    let ledger = simulation.model.process.ledger
    let tables = simulation.model.tables
    let calls = tables.calls == nil ? nil : simulation.model.desk.outcome(atEnd: tables.end)
    var outcome = ReplicationOutcome(
      replication: replication, strategy: labelled.label, fates: ledger.fates, weekly: ledger.weekly,
      dosage: simulation.model.dosage[0], dosageAfter: simulation.model.dosage[1], calls: calls,
      contact: simulation.model.contactOutcome(), book: ledger.book, events: ledger.events)
    outcome.expectedRecords = expectedRecords
    outcome.hours = ledger.hours
    return outcome
  }
}
