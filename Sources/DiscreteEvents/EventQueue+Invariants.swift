// SPDX-License-Identifier: GPL-3.0-or-later

extension EventQueue {
  /// Returns what is wrong with the queue, for tests; nothing if all is well.
  ///
  /// - Complexity: O(n).
  package func brokenInvariants() -> [String] {
    var broken: [String] = []
    func check(_ holds: Bool, _ rule: String) { if !holds { broken.append(rule) } }
    for index in (hasHole ? 1 : 0)..<max(heapCount, hasHole ? 1 : 0) {
      let key = keys[index + 3]
      let parent = (index - 1) >> 2
      if index > 0, !(hasHole && parent == 0) {
        check(keys[parent + 3] < key, "a child comes after its parent")
      }
      check(
        slots[Int(EventQueue.slot(of: key))].position == UInt32(index), "a slot knows its key in the heap")
    }
    for index in heapCount..<heapCapacity + 4 {
      check(keys[index + 3] == EventQueue.never, "keys past the last stand for no event")
    }
    check(heapCount <= heapCapacity && usedSlots <= slotCapacity, "nothing outgrows its memory")
    if let run {
      for index in 0..<runCount {
        check(index == 0 || run[index - 1] > run[index], "a run is sorted, the earliest last")
        let position = slots[Int(EventQueue.slot(of: run[index]))].position
        check(position == EventQueue.inRun, "a slot knows that its key is in the run")
      }
    }
    var farCount = 0
    if far.count > 0, let buckets = far.buckets, let farKeys = far.keys {
      for bucket in 0...far.spanCount where buckets[bucket].count > 0 {
        check(bucket > far.current, "a bucket whose time has come is empty")
        var index = Int(buckets[bucket].end) - 1
        for _ in 0..<buckets[bucket].count {
          let key = farKeys[index]
          check(far.bucket(of: EventQueue.time(of: key)) == bucket, "a far key is in its time's bucket")
          check(EventQueue.time(of: key) >= horizon, "a far key is not due before the horizon")
          check(
            slots[Int(EventQueue.slot(of: key))].position == UInt32(index) | 0x8000_0000,
            "a slot knows its far key")
          farCount += 1
          if index % FarTier.chunkLength == 0, let links = far.links {
            index = (Int(links[index / FarTier.chunkLength]) + 1) * FarTier.chunkLength
          }
          index -= 1
        }
      }
    }
    check(farCount == far.count, "the far tier counts its keys")
    return broken
  }

  /// Whether some of the events are in the far tier.
  package var hasFarEvents: Bool { far.count > 0 }
}
