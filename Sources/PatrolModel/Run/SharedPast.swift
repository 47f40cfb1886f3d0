// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

/// All that the strategies of one replication have in common: the history, and the potential crime of
/// the campaign and after it.
struct SharedPast {
  /// What the police knew when the campaign began, in the order in which it became known.
  var record: [KnownOffence]
  /// Recorded before the campaign began and seen only in it, in that order.
  var knownLater: [KnownOffence]
  /// Near repeats of offences before the campaign that are due in it or after it.
  var pending: [PendingOffence]
  /// Background and series offences from the start of the campaign to the end of the run, by time.
  var offences: [PotentialOffence]
  var seriesCount: Int
  var outcome: HistoryOutcome
}

extension SharedPast {
  /// Simulates the history of one replication and draws the rest of its potential crime.
  init(
    tables: RunTables, seed: UInt64, replication: Int, deterrence: Deterrence, recording: RecordingOptions
  ) {
    var stream = PotentialCrimeStream(model: tables.crime, seed: seed, replication: UInt64(replication))
    let seriesCount = stream.series.count
    let process = tables.process(
      seed: seed, replication: replication, deterrence: deterrence, seriesCount: seriesCount,
      firstDay: 0, weekCount: tables.scenario.phases.historyWeeks, recording: recording)
    var simulation = Simulation(model: HistoryModel(stream: stream, process: process))
    do {
      try simulation.run(until: tables.campaignStart)
    } catch {
      preconditionFailure("The history has no limit of events")
    }
    var offences = Array(simulation.model.offences[simulation.model.nextOffence...])
    stream = simulation.model.stream
    while stream.appendNextBlock(to: &offences) {}
    let byTimeKnown = simulation.model.record.sorted {
      ($0.knownInSeconds, $0.timeInSeconds, $0.place, $0.type)
        < ($1.knownInSeconds, $1.timeInSeconds, $1.place, $1.type)
    }
    let split = byTimeKnown.firstIndex { $0.knownInSeconds >= tables.campaignStart } ?? byTimeKnown.count
    let ledger = simulation.model.process.ledger
    self.init(
      record: Array(byTimeKnown[..<split]), knownLater: Array(byTimeKnown[split...]),
      pending: simulation.model.pending.waiting, offences: offences, seriesCount: seriesCount,
      outcome: HistoryOutcome(
        replication: replication, fates: ledger.fates, weekly: ledger.weekly, book: ledger.book))
  }
}
