// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Foundation
import RandomVariates

/// Decides what becomes of each potential offence, in the order of the model.
///
/// 1. its parent did not happen: *died with its parent*, and so do its own children
/// 2. its series has ended: *died with its series*
/// 3. u₁ < q: *deterred*, else it *happens in place*
/// 4. deterred: u₂ < δ: *displaced*, else *prevented*
/// 5. displaced: u₃, u₄ give destination and lag; there u₅ < q: *stopped there*, else *landed*
/// 6. happened: witnessed (u₆), reported (u₇), after a delay (u₈), discovered (u₉)
///
/// Exactly one of these is counted for each potential offence, always.
struct OffenceProcess {
  let seed: UInt64
  let replication: UInt64
  let types: [CrimeType]
  let knowledge: Knowledge
  let nearRepeats: NearRepeats
  let displacement: Displacement
  let displacedShares: [Double]
  /// The end of the run, in seconds; what is due later is not potential.
  let end: Double
  /// When an arrest ended each series; infinity where none did.
  var seriesEnds: [Double]
  var field: DeterrenceField
  var ledger: OffenceLedger
  /// Offences that this one led to, for the run to schedule: children that are due, and displaced
  /// offences with where they come from.
  var followers: [PendingOffence] = []
  /// What became known of the offence just handled, for the run to schedule.
  var known: KnownOffence?

  private let delayLogSpread: Double

  init(
    seed: UInt64, replication: UInt64, types: [CrimeType], knowledge: Knowledge, nearRepeats: NearRepeats,
    deterrence: Deterrence, end: Double, seriesCount: Int, field: DeterrenceField, ledger: OffenceLedger
  ) {
    self.seed = seed
    self.replication = replication
    self.types = types
    self.knowledge = knowledge
    self.nearRepeats = nearRepeats
    displacement = Displacement(parameters: deterrence, geometry: nearRepeats.geometry)
    displacedShares = types.map { min(1, $0.displacedShare * deterrence.displacementFactor) }
    self.end = end
    seriesEnds = [Double](repeating: .infinity, count: seriesCount)
    self.field = field
    self.ledger = ledger
    delayLogSpread =
      log(1 + knowledge.reportDelayVariation * knowledge.reportDelayVariation).squareRoot()
  }

  /// Steps 2 to 6 for an offence that is due now where it was to happen.
  mutating func handle(_ offence: PotentialOffence) {
    let place = Int(offence.place)
    ledger.count(.potential, of: offence)
    if offence.series >= 0, seriesEnds[Int(offence.series)] <= offence.timeInSeconds {
      ledger.count(.diedWithSeries, of: offence)
      return countDescendants(of: offence)
    }
    let q = field.deterrenceProbability(at: place, second: offence.timeInSeconds)
    let uniforms = OffenceUniforms(seed: seed, replication: replication, offence: offence.id)
    guard q > 0, uniforms.deterred < q else {
      ledger.count(.happenedInPlace, of: offence)
      return happen(offence, uniforms)
    }
    ledger.count(.deterred, of: offence)
    ledger.log(.offenceDeterred, at: offence.timeInSeconds, place: place, type: Int(offence.type))
    guard uniforms.displaced < displacedShares[Int(offence.type)] else {
      ledger.count(.prevented, of: offence)
      return countDescendants(of: offence)
    }
    displace(offence, uniforms)
  }

  /// Step 5, on its way: a displaced offence is tried again elsewhere or later.
  private mutating func displace(_ offence: PotentialOffence, _ uniforms: OffenceUniforms) {
    let (place, lag) = displacement.destination(
      from: Int(offence.place), choice: uniforms.destination, wait: uniforms.lag)
    let position = nearRepeats.geometry.positions[place]
    var moved = offence
    moved.timeInSeconds += lag
    if place != Int(offence.place) {
      moved.place = Int32(place)
      moved.east = Float(position.x)
      moved.north = Float(position.y)
    }
    guard moved.timeInSeconds < end else {
      ledger.count(.displacedBeyondEnd, of: offence)
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
    let q = field.deterrenceProbability(at: Int(offence.place), second: offence.timeInSeconds)
    if q > 0, uniforms.stopped < q {
      ledger.count(.stoppedThere, of: origin)
      return countDescendants(of: offence)
    }
    ledger.count(.landed, of: origin)
    ledger.count(.landedHere, of: offence)
    happen(offence, uniforms)
  }

  /// Step 6: what follows from an offence that happened.
  private mutating func happen(_ offence: PotentialOffence, _ uniforms: OffenceUniforms) {
    let time = offence.timeInSeconds
    let type = types[Int(offence.type)]
    let isWatched = field.isPresent(at: Int(offence.place))
    if isWatched, uniforms.witnessed < field.parameters.witnessedShare {
      ledger.count(.arrests, of: offence)
      ledger.log(.arrest, at: time, place: Int(offence.place), type: Int(offence.type))
      if field.parameters.arrestsEndSeries, offence.series >= 0 { seriesEnds[Int(offence.series)] = time }
    }
    var knownAt: Double?
    var isDiscovered = false
    if isWatched, uniforms.discovered < type.discoveryProbability {
      knownAt = time
      isDiscovered = true
    }
    if uniforms.reported < type.recordedShare {
      ledger.count(.reported, of: offence)
      let delay = knowledge.reportDelayMedianInMinutes * 60 * exp(delayLogSpread * uniforms.delay)
      knownAt = min(knownAt ?? .infinity, time + delay)
      isDiscovered = false
    } else if isDiscovered {
      ledger.count(.discovered, of: offence)
    }
    ledger.countHappened(offence, knownInSeconds: knownAt, isDiscovered: isDiscovered)
    ledger.log(.offenceHappened, at: time, place: Int(offence.place), type: Int(offence.type))
    if let knownAt, knownAt < end {
      known = KnownOffence(
        timeInSeconds: time, knownInSeconds: knownAt, place: offence.place, type: offence.type)
    }
    nearRepeats.forEachChild(of: offence) { child in
      if child.timeInSeconds < end { followers.append(PendingOffence(offence: child, origin: nil)) }
    }
  }

  /// Step 1: counts the children, and theirs, of an offence that did not happen.
  private mutating func countDescendants(of offence: PotentialOffence) {
    var parents = [offence]
    while let parent = parents.popLast() {
      nearRepeats.forEachChild(of: parent) { child in
        guard child.timeInSeconds < end else { return }
        ledger.count(.potential, of: child)
        ledger.count(.diedWithParent, of: child)
        parents.append(child)
      }
    }
  }
}

/// An offence that is due later: a near repeat, or one that was displaced and waits.
struct PendingOffence {
  var offence: PotentialOffence
  /// Where and when it was to happen before it was displaced; `nil` for a near repeat.
  var origin: PotentialOffence?
}
