// SPDX-License-Identifier: GPL-3.0-or-later

// How the tiers work together: what is due before the horizon is in the heap, all else in the far tier.

extension EventQueue {
  /// Puts a key into the far tier, or into a heap that has no room yet; the heap may have a hole.
  @inlinable @inline(never)
  mutating func insertElsewhere(_ key: UInt128, at time: Double) {
    let bucket = far.bucket(of: time)
    if time >= horizon, bucket > far.current {
      slots[Int(EventQueue.slot(of: key))].position = far.append(key, to: bucket)
      return
    }
    closeHole()
    while heapCount == heapCapacity {
      if heapCount < splitCount {
        growHeap(to: min(splitCount, 2 * heapCapacity))
      } else {
        split()
        return insertElsewhere(key, at: time)
      }
    }
    heapCount += 1
    siftUp(key, from: heapCount - 1)
  }

  /// Makes a new epoch from all that is pending, and leaves little of it in the heap.
  @inlinable @inline(never)
  mutating func split() {
    var pending = [UInt128](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<heapCount { buffer[index] = keys[index + 3] }
      filled = heapCount
    }
    clearHeap()
    let buckets = far.spanCount + 1
    if far.count > 0 {
      for bucket in 0..<buckets {
        while let chunk = far.takeChunk(of: bucket) { pending.append(contentsOf: chunk) }
      }
    }
    beginEpoch(&pending)
    // Splitting again must pay: not before a quarter as many have come, or, where ties kept them together, as many again.
    splitCount = max(smallestSplitCount, 2 * heapCount, count / 4)
    growHeap(to: min(splitCount, 2 * heapCapacity))
  }

  /// Fills the empty heap with what is due next.
  @inlinable @inline(never)
  mutating func refill() {
    while heapCount == 0, far.count > 0 {
      if far.current + 1 < far.spanCount {
        far.current += 1
        pour(far.current)
        if heapCount > 0 { horizon = far.endOfCurrentBucket() }
      } else {
        var pending: [UInt128] = []
        pending.reserveCapacity(far.count)
        while let chunk = far.takeChunk(of: far.spanCount) { pending.append(contentsOf: chunk) }
        beginEpoch(&pending)
      }
    }
    // A drained far tier begins anew when there is a use for it.
    if heapCount == 0 { horizon = .infinity }
  }

  /// Moves a bucket into the heap, which is empty.
  @inlinable
  mutating func pour(_ bucket: Int) {
    while let chunk = far.takeChunk(of: bucket) {
      growHeap(to: heapCount + chunk.count)
      // Reads of slots that are not in the cache overlap, writes wait for each other: 1.1 times as much without this.
      for key in chunk { touched &+= slots[Int(EventQueue.slot(of: key))].generation }
      for key in chunk { appendUnordered(key) }
    }
    orderHeap()
  }

  /// Divides time anew for all that is pending; the heap is empty and gets the first bucket.
  @inlinable
  mutating func beginEpoch(_ pending: inout [UInt128]) {
    let density = EventQueue.density(of: pending)
    guard pending.count >= smallestSplitCount / 2, density.median > density.earliest else {
      // Few events, or too many ties to be told apart by time: the heap takes them all.
      far.removeAll()
      horizon = .infinity
      splitCount = max(smallestSplitCount, 2 * pending.count)
      growHeap(to: pending.count)
      for key in pending { appendUnordered(key) }
      return orderHeap()
    }
    far.removeAll()
    far.divide(density, pending: pending.count)
    for key in pending {
      let bucket = far.bucket(of: EventQueue.time(of: key))
      if bucket == 0 {
        growHeap(to: heapCount + 1)
        appendUnordered(key)
      } else {
        slots[Int(EventQueue.slot(of: key))].position = far.append(key, to: bucket)
      }
    }
    orderHeap()
    horizon = far.endOfCurrentBucket()
  }

  /// Returns how times are spread, from the earliest and a sample of about a thousand.
  @inlinable
  static func density(of pending: [UInt128]) -> FarTier.Density {
    var earliest = UInt128.max
    for key in pending { earliest = min(earliest, key) }
    let stride = max(1, pending.count / 1_024)
    var sample: [Double] = []
    sample.reserveCapacity(pending.count / stride + 1)
    var index = 0
    while index < pending.count {
      let time = time(of: pending[index])
      if time < .infinity { sample.append(time) }
      index += stride
    }
    sample.sort()
    let first = time(of: earliest)
    guard let latest = sample.last else {
      return FarTier.Density(earliest: first, median: first, latest: first)
    }
    return FarTier.Density(earliest: first, median: sample[sample.count / 2], latest: max(latest, first))
  }
}
