// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

/// The history of one replication after the other, in the same memory.
// A class holds the simulation, which can't be copied; the run loop itself works on the value inside.
final class HistoryRun {
  private var simulation: Simulation<HistoryModel>

  init(tables: RunTables) {
    let days = 0..<7 * tables.scenario.phases.historyWeeks
    simulation = Simulation(
      model: HistoryModel(
        process: OffenceProcess(tables: tables, ledger: tables.ledger(days: days, isCampaign: false))))
  }

  /// Goes back to the first moment of a run.
  func begin(_ identity: ReplicationIdentity, series: [CrimeSeries]) {
    simulation.reset()
    simulation.model.reset(identity, series: series)
  }

  /// Goes on through a block of offences.
  ///
  /// - Returns: How many of them it met.
  func run(_ offences: [PotentialOffence], until end: Double) -> Int {
    simulation.model.arrivals.meet(offences, from: 0)
    do {
      try simulation.run(until: end)
    } catch {
      preconditionFailure("The history has no limit of events")
    }
    return simulation.model.arrivals.release()
  }

  /// What became known of the history's offences, in that order; the last of it during the campaign.
  var record: [KnownOffence] { simulation.model.record }

  /// The waves of near repeats that are under way.
  var waves: NearRepeatWaves { simulation.model.process.waves }

  /// The rates as they truly are.
  var truth: TrueRates { simulation.model.process.truth }

  /// Near repeats that are due in the campaign or after it, by time.
  var pending: [PendingOffence] {
    simulation.model.pending.waiting.sorted {
      ($0.offence.timeInSeconds, $0.offence.id) < ($1.offence.timeInSeconds, $1.offence.id)
    }
  }

  /// Hands over what was counted.
  func end(replication: Int, chosen: ChosenTargets?) -> HistoryOutcome {
    let ledger = simulation.model.process.ledger
    truth.release()
    return HistoryOutcome(
      replication: replication, fates: ledger.fates, weekly: ledger.weekly, book: ledger.book, chosen: chosen)
  }
}
