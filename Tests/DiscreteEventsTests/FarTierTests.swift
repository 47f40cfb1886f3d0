// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import PatrolTesting
import Testing

/// How far ahead events are scheduled.
enum Delays: String, CaseIterable, CustomTestStringConvertible {
  case even, heavyTailed, tied, twoClusters, marching, withInfinity, enormous, tiny
  var testDescription: String { rawValue }

  func delay(_ random: inout SplitMix64) -> Double {
    let u = Double(random.next() >> 11) * 0x1p-53
    switch self {
    case .even: return u * 10
    case .heavyTailed: return 1 / (u + 1e-9) - 1
    case .tied: return Double(random.next() % 3)
    case .twoClusters: return u < 0.5 ? u * 1e-3 : 1_000 + u
    case .marching: return 1
    case .withInfinity: return u < 0.05 ? .infinity : u
    case .enormous: return u * 1e300
    case .tiny: return u * 1e-300
    }
  }
}

@Suite("The far tier")
struct FarTierTests {
  /// Runs a random mix of operations, and returns what left, in order.
  ///
  /// - Parameter splitCount: From how many pending events on there is a far tier.
  private func trace(_ delays: Delays, splitCount: Int, seed: UInt64) -> (left: [Int], usedFarTier: Bool) {
    var random = SplitMix64(state: seed)
    var queue = EventQueue<Int>(minimumCapacity: 2, splitCount: splitCount)
    var left: [Int] = []
    var handles: [EventHandle] = []
    var now = delays == .enormous ? 1e295 : 0.0
    var usedFarTier = false
    for event in 0..<6_000 {
      // The queue grows at first and shrinks at the end.
      switch random.next() % 10 {
      case 0..<(event < 3_000 ? 6 : 3):
        handles.append(queue.schedule(event, at: now + delays.delay(&random)))
      case 6 where !handles.isEmpty:
        queue.cancel(handles[Int(random.next() % UInt64(handles.count))])
      case 7 where !handles.isEmpty:
        let moved = Int(random.next() % UInt64(handles.count))
        queue.reschedule(&handles[moved], at: now + delays.delay(&random))
      default:
        if let (time, event) = queue.next() {
          now = time < .infinity ? time : now
          left.append(event)
        }
      }
      usedFarTier = usedFarTier || queue.hasFarEvents
      if event % 500 == 0 { #expect(queue.brokenInvariants() == []) }
    }
    while let (_, event) = queue.next() { left.append(event) }
    #expect(queue.brokenInvariants() == [])
    let isEmpty = queue.isEmpty
    #expect(isEmpty)
    return (left, usedFarTier)
  }

  @Test("events leave in the same order with a far tier and without", arguments: Delays.allCases, 0..<4)
  func sameOrder(delays: Delays, seed: UInt64) {
    let oneTier = trace(delays, splitCount: 1 << 20, seed: seed)
    #expect(!oneTier.usedFarTier)
    for splitCount in [8, 64, 500] {
      let twoTiers = trace(delays, splitCount: splitCount, seed: seed)
      #expect(twoTiers.left == oneTier.left, "split at \(splitCount)")
      if delays == .even || delays == .heavyTailed { #expect(twoTiers.usedFarTier) }
    }
  }

  @Test("a quarter of a million pending events leave in order of time, with the tier that a user gets")
  func many() {
    var random = SplitMix64(state: 7)
    var queue = EventQueue<Int32>()
    for event in 0..<Int32(250_000) {
      queue.schedule(event, at: Delays.heavyTailed.delay(&random))
    }
    let usesFarTier = queue.hasFarEvents
    #expect(usesFarTier)
    var last = 0.0
    var isOrdered = true
    for event in 0..<Int32(300_000) {
      guard let (time, _) = queue.next() else { break }
      isOrdered = isOrdered && time >= last
      last = time
      if event < 50_000 { queue.schedule(event, at: time + Delays.even.delay(&random)) }
    }
    let isEmpty = queue.isEmpty
    #expect(isOrdered && isEmpty)
  }

  @Test("what is cancelled in the far tier never leaves, and its handle is stale")
  func cancelFar() {
    var queue = EventQueue<Int>(minimumCapacity: 4, splitCount: 16)
    let handles = (0..<2_000).map { queue.schedule($0, at: Double($0 % 97)) }
    for event in stride(from: 0, to: 2_000, by: 2) {
      let isCancelled = queue.cancel(handles[event])
      let isCancelledAgain = queue.cancel(handles[event])
      #expect(isCancelled && !isCancelledAgain)
    }
    #expect(queue.brokenInvariants() == [])
    var left: [Int] = []
    while let (_, event) = queue.next() { left.append(event) }
    #expect(left.count == 1_000 && left.allSatisfy { $0 % 2 == 1 })
  }

  @Test("events are cancelled and moved while the bucket that they were in is leaving")
  func cancelInRun() {
    var queue = EventQueue<Int>(minimumCapacity: 4, splitCount: 16)
    var handles = (0..<2_000).map { queue.schedule($0, at: Double(($0 * 37) % 2_000) + 1) }
    var left: [Int] = []
    var cancelled = 0
    while let (time, event) = queue.next() {
      left.append(event)
      // The two that are due next: one never leaves, the other does so at the very end, after those moved before it.
      let next = (event + 973) % 2_000
      let afterNext = (event + 1_946) % 2_000
      guard left.count % 10 == 1, time < 1_900 else { continue }
      let isCancelled = queue.cancel(handles[next])
      cancelled += 1
      let before = handles[afterNext]
      let isMoved = queue.reschedule(&handles[afterNext], at: 5_000)
      let isStale = !queue.isPending(before) && queue.isPending(handles[afterNext])
      #expect(isCancelled && isMoved && isStale)
      #expect(queue.brokenInvariants() == [])
    }
    #expect(cancelled > 100 && left.count == 2_000 - cancelled && Set(left).count == left.count)
    let order = left.map { ($0 * 37) % 2_000 }
    #expect(zip(order, order.dropFirst()).count { $0 > $1 } == 1, "Only those moved come after the latest")
  }

  @Test("an emptied queue is as good as a new one")
  func reuse() {
    var queue = EventQueue<Int>(minimumCapacity: 4, splitCount: 16)
    for round in 0..<3 {
      for event in 0..<500 { queue.schedule(event, at: Double((event * 37) % 101)) }
      var left: [Int] = []
      for _ in 0..<100 { if let (_, event) = queue.next() { left.append(event) } }
      #expect(left.first == 0, "round \(round)")
      queue.removeAll()
      #expect(queue.brokenInvariants() == [])
      let isEmpty = queue.isEmpty && queue.nextTime == .infinity
      #expect(isEmpty)
    }
  }
}
