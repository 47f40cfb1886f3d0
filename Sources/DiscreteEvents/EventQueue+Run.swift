// SPDX-License-Identifier: GPL-3.0-or-later

// The run: the keys of the bucket whose time has come, sorted, so that one leaves without a comparison.

extension EventQueue {
  /// The most keys that a run may have; a fuller bucket, of many events at nearly one time, is left to the heap.
  @inlinable static var longestRun: Int { 512 }
  /// Spans that a bucket's own span is divided into for sorting.
  @inlinable static var fineSpans: Int { 128 }

  /// The earliest key, ``never`` if there is none; what the last event has left behind is tidied up.
  @inlinable @inline(__always)
  var firstKey: UInt128 {
    mutating get {
      if heldSlot != EventQueue.noSlot || hasHole { tidyUp() }
      if runCount > 0 { return earlierOfRunAndHeap }
      // Only an empty heap has a root at or beyond the horizon, or one whose time never comes.
      if EventQueue.time(of: keys[3]) >= horizon { refill() }
      return runCount > 0 ? earlierOfRunAndHeap : keys[3]
    }
  }

  @inlinable @inline(__always)
  var earlierOfRunAndHeap: UInt128 {
    let next = run.unsafelyUnwrapped[runCount &- 1]
    return keys[3] < next ? keys[3] : next
  }

  /// Takes the event of the first key; its slot, and its place in the heap, are held for the next event.
  @inlinable @inline(__always)
  mutating func take(_ key: UInt128) -> Event {
    if runCount > 0, run.unsafelyUnwrapped[runCount &- 1] == key { runCount &-= 1 } else { hasHole = true }
    heldSlot = EventQueue.slot(of: key)
    return slots[Int(heldSlot)].event
  }

  /// Sorts the keys of a bucket into the run, which is empty.
  ///
  /// By their time they are spread over fine spans, of which most get one key or none, then put in order by insertion.
  /// Equal times lie in the bucket in the order in which they were scheduled, and keep it.
  @inlinable @inline(never)
  mutating func sortIntoRun(_ bucket: Int) {
    let sorted = run ?? EventQueue.allocateRun()
    run = sorted
    let unsorted = sorted + EventQueue.longestRun
    let ends = UnsafeMutableRawPointer(unsorted + EventQueue.longestRun).assumingMemoryBound(to: UInt16.self)
    ends.initialize(repeating: 0, count: EventQueue.fineSpans)
    let scale = far.spansPerTime * Double(EventQueue.fineSpans)
    let base = far.start + (Double(bucket) - 0.5) / far.spansPerTime
    var count = 0
    // Newest first, since the latest key comes first in the run.
    while let chunk = far.takeChunk(of: bucket) {
      var index = chunk.count
      while index > 0 {
        index &-= 1
        let key = chunk[index]
        unsorted[count] = key
        count &+= 1
        ends[EventQueue.fineSpan(of: key, base: base, scale: scale)] &+= 1
      }
    }
    var end: UInt16 = 0
    var span = EventQueue.fineSpans
    while span > 0 {
      span &-= 1
      let keys = ends[span]
      ends[span] = end
      end &+= keys
    }
    for index in 0..<count {
      let key = unsorted[index]
      let span = EventQueue.fineSpan(of: key, base: base, scale: scale)
      sorted[Int(ends[span])] = key
      ends[span] &+= 1
    }
    orderRun(count)
  }

  /// The fine span of a key's time, in `0..<fineSpans`; it grows with the time.
  @inlinable @inline(__always)
  static func fineSpan(of key: UInt128, base: Double, scale: Double) -> Int {
    Int(min(max((time(of: key) - base) * scale, 0), Double(fineSpans - 1)))
  }

  /// Puts nearly ordered keys in order and notes where they are.
  @inlinable @inline(__always)
  mutating func orderRun(_ count: Int) {
    let sorted = run.unsafelyUnwrapped
    for index in 0..<count {
      let key = sorted[index]
      slots[Int(EventQueue.slot(of: key))].position = EventQueue.inRun
      var place = index
      while place > 0, sorted[place &- 1] < key {
        sorted[place] = sorted[place &- 1]
        place &-= 1
      }
      sorted[place] = key
    }
    runCount = count
  }

  /// Where in the run the key of a slot is; `nil` if it isn't there.
  ///
  /// - Complexity: O(1): a run is short.
  @inlinable @inline(never)
  func indexInRun(_ slot: UInt32) -> Int? {
    (0..<runCount).first { EventQueue.slot(of: run.unsafelyUnwrapped[$0]) == slot }
  }

  /// Takes the key of a slot out of the run.
  @inlinable
  mutating func removeFromRun(_ slot: UInt32) {
    guard let run, let index = indexInRun(slot) else { return }
    runCount &-= 1
    (run + index).update(from: run + index + 1, count: runCount - index)
  }

  /// Allocates room for a run, for its keys before they are sorted, and for a counter of each fine span.
  @inlinable @inline(never)
  static func allocateRun() -> UnsafeMutablePointer<UInt128> {
    allocateBuffer(2 * longestRun + fineSpans * MemoryLayout<UInt16>.stride / MemoryLayout<UInt128>.stride)
  }

  /// Closes the hole and gives the slot back that the last event has left behind and no other has taken.
  @inlinable @inline(never)
  mutating func tidyUp() {
    closeHole()
    guard heldSlot != EventQueue.noSlot else { return }
    freeSlot(heldSlot)
    heldSlot = EventQueue.noSlot
  }
}
