// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

/// The years before the campaign: crime without the operation, and what the police recorded of it.
struct HistoryModel: SimulationModel {
  /// A near repeat is due; its slot in ``pending``.
  typealias Event = Int32

  var arrivals = ArrivingOffences()
  var process: OffenceProcess
  var pending = Pool<PendingOffence>()
  /// Everything that became known, in the order in which it did.
  var record: [KnownOffence] = []

  init(process: OffenceProcess) {
    self.process = process
  }

  /// Goes back to the first moment of a run, in the memory that is there.
  mutating func reset(_ identity: ReplicationIdentity, series: [CrimeSeries]) {
    process.reset(identity, series: series)
    pending.removeAll()
    record.removeAll(keepingCapacity: true)
  }

  var nextArrivalTime: Double { arrivals.nextTime }

  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Int32>) {
    process.handle(arrivals.next())
    follow(&queue)
  }

  mutating func handle(_ event: Int32, at time: Double, _ queue: inout EventQueue<Int32>) {
    process.handle(pending.take(event).offence)
    follow(&queue)
  }

  private mutating func follow(_ queue: inout EventQueue<Int32>) {
    if let known = process.known {
      insert(known)
      process.known = nil
    }
    guard !process.followers.isEmpty else { return }
    for follower in process.followers {
      queue.schedule(pending.add(follower), at: follower.offence.timeInSeconds)
    }
    process.followers.removeAll(keepingCapacity: true)
  }

  /// Puts an offence where it belongs in the record, which is near its end: reports lag by minutes or hours.
  private mutating func insert(_ offence: KnownOffence) {
    record.append(offence)
    var index = record.count - 1
    while index > 0, offence.becameKnown(before: record[index - 1]) {
      record[index] = record[index - 1]
      index -= 1
    }
    record[index] = offence
  }
}

extension KnownOffence {
  /// Whether it became known before another; at one instant the one that happened first, then by place and type.
  fileprivate func becameKnown(before other: KnownOffence) -> Bool {
    if knownInSeconds != other.knownInSeconds { return knownInSeconds < other.knownInSeconds }
    return (timeInSeconds, place, type) < (other.timeInSeconds, other.place, other.type)
  }
}

/// The background and series offences of a block, as a run meets them one by one.
struct ArrivingOffences {
  private var offences: [PotentialOffence] = []
  private(set) var index = 0

  /// When the next one is due, in seconds; infinity after the last.
  var nextTime: Double { index < offences.count ? offences[index].timeInSeconds : .infinity }

  /// Takes the next one.
  mutating func next() -> PotentialOffence {
    index += 1
    return offences[index - 1]
  }

  /// Goes on with a block from an index. Nothing is copied, as long as ``release()`` comes before the block changes.
  mutating func meet(_ block: [PotentialOffence], from start: Int) {
    offences = block
    index = start
  }

  /// Lets go of the block; returns where it had come to.
  mutating func release() -> Int {
    offences = []
    return index
  }
}
