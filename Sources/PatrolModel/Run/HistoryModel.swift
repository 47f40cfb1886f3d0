// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

/// The years before the campaign: crime without the operation, and what the police recorded of it.
struct HistoryModel: SimulationModel {
  /// A near repeat is due; its index in ``pending``.
  typealias Event = Int32

  var stream: PotentialCrimeStream
  var process: OffenceProcess
  /// Offences of the blocks drawn so far, in order of time.
  var offences: [PotentialOffence] = []
  var nextOffence = 0
  var pending = PendingPool()
  /// Everything that became known, in order of the offences.
  var record: [KnownOffence] = []

  init(stream: PotentialCrimeStream, process: OffenceProcess) {
    self.stream = stream
    self.process = process
  }

  var nextArrivalTime: Double {
    mutating get {
      while nextOffence == offences.count {
        offences.removeAll(keepingCapacity: true)
        nextOffence = 0
        guard stream.appendNextBlock(to: &offences) else { return .infinity }
      }
      return offences[nextOffence].timeInSeconds
    }
  }

  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Int32>) {
    nextOffence += 1
    process.handle(offences[nextOffence - 1])
    follow(&queue)
  }

  mutating func handle(_ event: Int32, at time: Double, _ queue: inout EventQueue<Int32>) {
    let due = pending.take(event)
    process.handle(due.offence)
    follow(&queue)
  }

  private mutating func follow(_ queue: inout EventQueue<Int32>) {
    if let known = process.known {
      record.append(known)
      process.known = nil
    }
    for follower in process.followers {
      queue.schedule(pending.add(follower), at: follower.offence.timeInSeconds)
    }
    process.followers.removeAll(keepingCapacity: true)
  }
}

/// Offences that wait in the queue, in slots that are used again.
struct PendingPool {
  private var slots: [PendingOffence?] = []
  private var free: [Int32] = []

  /// Keeps an offence; returns its slot.
  mutating func add(_ offence: PendingOffence) -> Int32 {
    if let slot = free.popLast() {
      slots[Int(slot)] = offence
      return slot
    }
    slots.append(offence)
    return Int32(slots.count - 1)
  }

  /// Removes and returns the offence in a slot.
  mutating func take(_ slot: Int32) -> PendingOffence {
    guard let offence = slots[Int(slot)] else { preconditionFailure("Slot \(slot) is empty") }
    slots[Int(slot)] = nil
    free.append(slot)
    return offence
  }

  /// The offences that still wait, in order of time, then of identity.
  var waiting: [PendingOffence] {
    slots.compactMap { $0 }.sorted {
      ($0.offence.timeInSeconds, $0.offence.id) < ($1.offence.timeInSeconds, $1.offence.id)
    }
  }
}
