// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import RandomVariates

/// Decides what becomes of each potential offence, in the order of the model.
///
/// 1. its parent did not happen: *died with its parent*, and so do its own children
/// 2. its offender was arrested, or its whole series has ended: *died with its series*
/// 3. u₁ < q: *deterred*, else it *happens in place*
/// 4. deterred: u₂ < δ: *displaced*, else *prevented*
/// 5. displaced: u₃, u₄ give destination and lag, u₁₀ its type; there u₅ < q: *stopped there*, else *landed*
/// 6. happened: witnessed (u₆), reported (u₇), after a delay (u₈), discovered (u₉)
///
/// Exactly one of these is counted for each potential offence, always.
struct OffenceProcess {
  /// What the rules need to know of a type, side by side.
  private struct TypeFacts {
    let recordedShare: Double
    let discoveryProbability: Double
    let displacedShare: Double
    let deterrableShare: Double
  }

  private let tables: RunTables
  /// The end of the run, in seconds; what is due later is not potential.
  private let end: Double
  private let delays: ReportDelays
  private let asksSurveys: Bool
  private(set) var seed: UInt64 = 0
  private(set) var replication: UInt64 = 0
  private var types: [TypeFacts] = []
  private var nearRepeats: NearRepeats
  private var displacement: Displacement
  private var typeChange: TypeChangeTable
  /// Who of the offenders of series has been arrested.
  var offenders = SeriesOffenders()
  var field: DeterrenceField
  var trust: TrustField
  var waves: NearRepeatWaves
  /// The rates as they truly are.
  let truth: TrueRates
  var ledger: OffenceLedger
  /// Offences that this one led to, for the run to schedule: children that are due, and displaced
  /// offences with where they come from.
  var followers: [PendingOffence] = []
  /// What became known of the offence just handled, for the run to schedule.
  var known: KnownOffence?
  /// The identity of that offence where the public reported it.
  var reportedID: UInt64?
  /// The arrest that the offence just handled led to, for the run to follow up.
  var arrest: (place: Int, second: Double)?
  /// The children of the offence in hand; empty between offences.
  private var children: [PotentialOffence] = []

  /// Prepares the memory; ``reset(_:series:)`` starts a replication.
  init(tables: RunTables, ledger: OffenceLedger) {
    self.tables = tables
    self.ledger = ledger
    end = tables.end
    let scenario = tables.scenario
    asksSurveys = scenario.surveys != nil
    delays = ReportDelays(scenario.knowledge, typeCount: scenario.crime.types.count)
    trust = TrustField(scenario.trust, wards: tables.wards, campaignEnd: tables.campaignEnd)
    waves = NearRepeatWaves(pattern: scenario.crime, isWatched: scenario.tips != nil)
    truth = TrueRates(tables: tables)
    nearRepeats = NearRepeats(model: tables.crime, seed: 0, replication: 0)
    let deterrence = tables.deterrence(seed: 0, replication: 0)
    displacement = deterrence.displacement
    typeChange = deterrence.typeChange
    field = tables.field(deterrence)
  }

  /// Goes back to the start of a replication.
  mutating func reset(_ identity: ReplicationIdentity, series: [CrimeSeries]) {
    seed = identity.seed
    replication = UInt64(identity.number)
    let deterrence = identity.deterrence
    types = tables.scenario.crime.types.enumerated().map { index, type in
      TypeFacts(
        recordedShare: type.recordedShare, discoveryProbability: type.discoveryProbability,
        displacedShare: deterrence.displacedShares[index],
        deterrableShare: deterrence.deterrableShares[index])
    }
    nearRepeats = NearRepeats(model: tables.crime, seed: seed, replication: replication)
    displacement = deterrence.displacement
    typeChange = deterrence.typeChange
    offenders.reset(series: series, kinds: tables.scenario.crime.seriesKinds)
    field = tables.field(deterrence)
    trust.reset()
    waves.reset()
    truth.reset(
      series: series, deterrableShares: deterrence.deterrableShares, needsAll: identity.needsAllTrueRates)
    ledger.reset(recording: identity.recording)
    followers.removeAll(keepingCapacity: true)
    children.removeAll(keepingCapacity: true)
    known = nil
    arrest = nil
  }

  /// Steps 2 to 6 for an offence that is due now where it was to happen.
  mutating func handle(_ offence: PotentialOffence) {
    let place = Int(offence.place)
    let cell = ledger.cell(of: offence)
    ledger.count(.potential, cell)
    if diedWithSeries(offence) {
      ledger.count(.diedWithSeries, cell)
      if isOver(series: Int(offence.series), bySecond: offence.timeInSeconds) {
        ledger.count(.diedWithEndedSeries, cell)
      }
      return countDescendants(of: offence)
    }
    let q = field.deterrenceProbability(
      at: place, second: offence.timeInSeconds, deterrableShare: types[Int(offence.type)].deterrableShare)
    let uniforms = OffenceUniforms(seed: seed, replication: replication, offence: offence.id)
    guard q > 0, uniforms.deterred < q else {
      ledger.count(.happenedInPlace, cell)
      return happen(offence, cell, uniforms)
    }
    ledger.count(.deterred, cell)
    ledger.log(.offenceDeterred, at: offence.timeInSeconds, place: place, type: Int(offence.type))
    guard uniforms.displaced < types[Int(offence.type)].displacedShare else {
      ledger.count(.prevented, cell)
      if isDueToPresence(offence, uniforms.deterred) { ledger.count(.preventedByPresence, cell) }
      return countDescendants(of: offence)
    }
    displace(offence, uniforms)
  }

  /// Whether an offence that is deterred now would be without any memory of earlier visits.
  private func isDueToPresence(_ offence: PotentialOffence, _ uniform: Double) -> Bool {
    uniform
      < field.presenceProbability(
        at: Int(offence.place), second: offence.timeInSeconds,
        deterrableShare: types[Int(offence.type)].deterrableShare)
  }

  /// Step 5, on its way: a displaced offence is tried again elsewhere or later.
  private mutating func displace(_ offence: PotentialOffence, _ uniforms: OffenceUniforms) {
    let (place, lag) = displacement.destination(
      from: Int(offence.place), choice: uniforms.destination, wait: uniforms.lag)
    var moved = offence
    moved.timeInSeconds += lag
    if typeChange.isChanged(offence.type) {
      moved.type = typeChange.type(after: offence.type, choice: uniforms.typeChange)
    }
    if place != Int(offence.place) {
      moved.place = Int32(place)
      moved.position = nil
    }
    guard moved.timeInSeconds < end else {
      ledger.count(.displacedBeyondEnd, ledger.cell(of: offence))
      return countDescendants(of: moved)
    }
    let pending = PendingOffence(offence: moved, origin: offence)
    if lag == 0 { arrive(pending) } else { followers.append(pending) }
  }

  /// Step 5, at the destination: a displaced offence is stopped there or lands.
  mutating func arrive(_ pending: PendingOffence) {
    guard let origin = pending.origin else { preconditionFailure("The offence was not displaced") }
    let offence = pending.offence
    let uniforms = OffenceUniforms(seed: seed, replication: replication, offence: offence.id)
    let q = field.deterrenceProbability(
      at: Int(offence.place), second: offence.timeInSeconds,
      deterrableShare: types[Int(offence.type)].deterrableShare)
    if q > 0, uniforms.stopped < q {
      let cell = ledger.cell(of: origin)
      ledger.count(.stoppedThere, cell)
      if isDueToPresence(offence, uniforms.stopped) { ledger.count(.stoppedByPresence, cell) }
      return countDescendants(of: offence)
    }
    let cell = ledger.cell(of: offence)
    ledger.count(.landed, ledger.cell(of: origin))
    ledger.count(.landedHere, cell)
    happen(offence, cell, uniforms)
  }

  /// Step 6: what follows from an offence that happened.
  private mutating func happen(
    _ offence: PotentialOffence, _ cell: OffenceLedger.Cell, _ uniforms: OffenceUniforms
  ) {
    let time = offence.timeInSeconds
    let type = types[Int(offence.type)]
    let place = Int(offence.place)
    let isWatched = field.isPresent(at: place)
    if isWatched, isWitnessed(at: place, uniforms) {
      ledger.count(.arrests, cell)
      ledger.log(.arrest, at: time, place: place, type: Int(offence.type))
      arrest = (place, time)
      if field.parameters.arrestsEndSeries { arrestOffender(of: offence, atSecond: time) }
    }
    var knownAt: Double?
    var wasDiscovered = false
    if isWatched, isDiscovered(type, at: place, uniforms) {
      knownAt = time
      wasDiscovered = true
    }
    var channel: ReportingChannel?
    let isReported = uniforms.reported < type.recordedShare * trust.factor(at: place, second: time)
    if isReported {
      ledger.count(.reported, cell)
      let report = delays.report(ofType: Int(offence.type), uniforms)
      knownAt = min(knownAt ?? .infinity, time + report.seconds)
      channel = report.channel
      wasDiscovered = false
    } else if wasDiscovered {
      ledger.count(.discovered, cell)
    }
    ledger.countHappened(offence, cell, knownInSeconds: knownAt)
    if ledger.keepsOffences {
      ledger.keep(
        offence, microPlace: microPlace(of: offence), knownInSeconds: knownAt, isDiscovered: wasDiscovered)
    }
    if let knownAt, knownAt < end {
      reportedID = isReported ? offence.id : nil
      known = KnownOffence(
        timeInSeconds: time, knownInSeconds: knownAt, place: offence.place, type: offence.type,
        microPlace: tables.plan.makesPacks ? microPlace(of: offence) : -1, channel: channel,
        isDiscovered: wasDiscovered)
      if isReported, asksSurveys { known?.surveyKey = uniforms.surveyKey }
    }
    waves.note(offence)
    truth.happened(offence)
    nearRepeats.appendChildren(of: offence, dueBefore: end, to: &children)
    while let child = children.popLast() { followers.append(PendingOffence(offence: child, origin: nil)) }
  }

  /// Whether the tactic at a place that arrests most makes an arrest.
  private func isWitnessed(at place: Int, _ uniforms: OffenceUniforms) -> Bool {
    uniforms.witnessed < field.parameters.witnessedShare
      * field.greatest(of: tables.tactics.arrestFactors, at: place)
  }

  /// Whether the tactic at a place that discovers most discovers an offence.
  private func isDiscovered(_ type: TypeFacts, at place: Int, _ uniforms: OffenceUniforms) -> Bool {
    uniforms.discovered < type.discoveryProbability
      * field.greatest(of: tables.tactics.discoveryFactors, at: place)
  }

  /// Returns the micro-place at which an offence stands, by its index in its place's list; -1 where it stands at none.
  func microPlace(of offence: PotentialOffence) -> Int32 { nearRepeats.positions.microPlace(of: offence) }

  /// Step 1: counts the children, and theirs, of an offence that did not happen.
  private mutating func countDescendants(of offence: PotentialOffence) {
    nearRepeats.appendChildren(of: offence, dueBefore: end, to: &children)
    while let child = children.popLast() {
      let cell = ledger.cell(of: child)
      ledger.count(.potential, cell)
      ledger.count(.diedWithParent, cell)
      nearRepeats.appendChildren(of: child, dueBefore: end, to: &children)
    }
  }
}

/// An offence that is due later: a near repeat, or one that was displaced and waits.
struct PendingOffence {
  var offence: PotentialOffence
  /// Where and when it was to happen before it was displaced; `nil` for a near repeat.
  var origin: PotentialOffence?
}
