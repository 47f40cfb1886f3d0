// SPDX-License-Identifier: GPL-3.0-or-later

// How heap, run and far tier work together: what is due before the horizon is in one of the first two, all else in the last.

extension EventQueue {
  /// Puts a key into the heap, which has no room yet, or makes a far tier for it.
  @inlinable @inline(never)
  mutating func insertIntoFullHeap(_ key: UInt128, at time: Double) {
    if heapCount < splitCount {
      growHeap(to: min(splitCount, 2 * heapCapacity))
    } else {
      split()
    }
    insert(key, at: time)
  }

  /// Makes a new epoch from all that is pending, and leaves little of it in the heap, which has no hole.
  @inlinable @inline(never)
  mutating func split() {
    far.gather()
    for index in 0..<heapCount { _ = far.append(keys[index + 3], to: far.spanCount) }
    clearHeap()
    while runCount > 0 {
      runCount -= 1
      _ = far.append(run.unsafelyUnwrapped[runCount], to: far.spanCount)
    }
    beginEpoch()
    // Splitting again must pay: not before a quarter as many have come, or, where ties kept them together, as many again.
    splitCount = max(smallestSplitCount, 2 * heapCount, count / 4)
    growHeap(to: min(splitCount, 2 * heapCapacity) + 1)
  }

  /// Fetches what is due next; heap and run are empty.
  @inlinable @inline(never)
  mutating func refill() {
    while heapCount == 0, runCount == 0, far.count > 0 {
      if far.current + 1 < far.spanCount {
        far.current += 1
        pour(far.current)
      } else {
        beginEpoch()
      }
    }
    // A drained far tier begins anew when there is a use for it.
    if heapCount == 0, runCount == 0 { horizon = .infinity }
  }

  /// Moves a bucket into the run, or into the heap; both are empty.
  @inlinable @inline(__always)
  mutating func pour(_ bucket: Int) {
    let count = far.count(of: bucket)
    guard count > 0 else { return }
    if count <= EventQueue.longestRun {
      sortIntoRun(bucket)
    } else {
      pourIntoHeap(bucket)
    }
    horizon = far.endOfCurrentBucket()
  }

  /// Moves a bucket into the heap, which is empty.
  @inlinable @inline(never)
  mutating func pourIntoHeap(_ bucket: Int) {
    growHeap(to: far.count(of: bucket))
    while let chunk = far.takeChunk(of: bucket) {
      for key in chunk { appendUnordered(key) }
    }
    orderHeap()
  }

  /// Divides time anew for all that is pending, which is in the overflow, and fetches what is due next.
  @inlinable
  mutating func beginEpoch() {
    let density = far.densityOfOverflow()
    guard far.count >= smallestSplitCount / 2, density.median > density.earliest else {
      // Few events, or too many ties to be told apart by time: the heap takes them all.
      splitCount = max(smallestSplitCount, 2 * far.count)
      pourIntoHeap(far.spanCount)
      far.removeAll()
      horizon = .infinity
      return
    }
    far.divide(density) { key, position in slots[Int(EventQueue.slot(of: key))].position = position }
    pour(0)
  }
}
