// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import PatrolTesting
import Testing

@Suite("The event queue")
struct EventQueueTests {
  @Test("events leave by time, then in the order in which they were scheduled")
  func order() {
    var queue = EventQueue<Int>(minimumCapacity: 1)
    for (event, time) in [3.0, 1, 2, 1, 0, 3, 1].enumerated() { queue.schedule(event, at: time) }
    var left: [Int] = []
    while let (_, event) = queue.next() { left.append(event) }
    #expect(left == [4, 1, 3, 6, 2, 0, 5])
  }

  @Test("a negative zero is time zero")
  func negativeZero() {
    var queue = EventQueue<Int>()
    queue.schedule(1, at: -0.0)
    queue.schedule(2, at: 0)
    let outcome1 = queue.next()
    #expect(outcome1?.event == 1)
  }

  @Test("a handle cancels its own event once, and no other")
  func cancel() {
    var queue = EventQueue<Int>()
    let first = queue.schedule(1, at: 1)
    let second = queue.schedule(2, at: 2)
    let outcome2 = queue.cancel(first)
    #expect(outcome2)
    let reused = queue.schedule(3, at: 3)
    let cancelsAgain = queue.cancel(first)
    #expect(!cancelsAgain, "The slot now holds another event")
    let outcome3 = queue.isPending(reused)
    #expect(outcome3)
    let outcome4 = queue.next()
    #expect(outcome4?.event == 2)
    let cancelsTaken = queue.cancel(second)
    #expect(!cancelsTaken)
    let cancelsNone = queue.cancel(.none)
    #expect(!cancelsNone)
    let outcome5 = queue.count
    #expect(outcome5 == 1)
  }

  @Test("any mix of schedule, cancel, reschedule and next agrees with a sorted list", arguments: 0..<20)
  func agreesWithSortedList(seed: UInt64) {
    var random = SplitMix64(state: seed)
    var queue = EventQueue<Int>(minimumCapacity: 2)
    var model: [(time: Double, order: Int, event: Int, handle: EventHandle)] = []
    var order = 0
    for event in 0..<2_000 {
      switch random.next() % 8 {
      case 0..<4:
        let time = Double(random.next() % 50)
        model.append((time, order, event, queue.schedule(event, at: time)))
        order += 1
      case 4 where !model.isEmpty:
        let victim = model.remove(at: Int(random.next() % UInt64(model.count)))
        let outcome6 = queue.cancel(victim.handle)
        #expect(outcome6)
      case 5 where !model.isEmpty:
        let index = Int(random.next() % UInt64(model.count))
        model[index].time = Double(random.next() % 50)
        model[index].order = order
        order += 1
        let outcome7 = queue.reschedule(&model[index].handle, at: model[index].time)
        #expect(outcome7)
      default:
        let expected = model.indices.min {
          (model[$0].time, model[$0].order) < (model[$1].time, model[$1].order)
        }
        let next = queue.next()
        #expect(next?.event == expected.map { model[$0].event })
        #expect(next?.time == expected.map { model[$0].time })
        if let expected { model.remove(at: expected) }
      }
      let outcome8 = queue.count
      #expect(outcome8 == model.count)
    }
  }
}
