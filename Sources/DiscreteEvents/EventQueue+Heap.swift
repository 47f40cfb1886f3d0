// SPDX-License-Identifier: GPL-3.0-or-later

// The near tier: a 4-ary heap stored so that the four children of a node share a cache line.

extension EventQueue {
  /// Allocates room for keys so that index 1, the first child of the root, starts a cache line.
  ///
  /// All keys past the last one stand for no event: every node has four children then, and an empty heap has a root.
  @inlinable
  static func allocateKeys(_ capacity: Int) -> UnsafeMutablePointer<UInt128> {
    // Three unused keys before the root: root at 3, its children at 4...7, theirs at 8...; all children
    // of a node are then one aligned group of four 16-byte keys, which is 64 bytes.
    let keys: UnsafeMutablePointer<UInt128> = allocateBuffer(capacity + 7)
    keys.initialize(repeating: never, count: capacity + 7)
    return keys
  }

  /// Puts a key where it belongs at or above an index.
  @inlinable @inline(__always)
  mutating func siftUp(_ key: UInt128, from start: Int) {
    // Both pointers are kept at hand: after each write the compiler would have to look them up again.
    let heap = keys + 3
    let slots = slots
    var index = start
    while index > 0 {
      let parent = (index &- 1) &>> 2
      let above = heap[parent]
      if above < key { break }
      EventQueue.place(above, at: index, heap, slots)
      index = parent
    }
    EventQueue.place(key, at: index, heap, slots)
  }

  /// Puts a key where it belongs at or below an index.
  @inlinable @inline(__always)
  mutating func siftDown(_ key: UInt128, from start: Int) {
    let heap = keys + 3
    let slots = slots
    let count = heapCount
    var index = start
    while true {
      let first = index &<< 2 &+ 1
      guard first < count else { break }
      // Choices by value and not by branches: which child is least can't be predicted.
      let children = heap + first
      let firstPair = EventQueue.earlier(children[0], 0, children[1], 1)
      let secondPair = EventQueue.earlier(children[2], 2, children[3], 3)
      let (least, child) = EventQueue.earlier(firstPair.0, firstPair.1, secondPair.0, secondPair.1)
      if key < least { break }
      EventQueue.place(least, at: index, heap, slots)
      index = first &+ child
    }
    EventQueue.place(key, at: index, heap, slots)
  }

  /// Returns the earlier of two keys with the number that goes with it.
  @inlinable @inline(__always)
  static func earlier(_ a: UInt128, _ i: Int, _ b: UInt128, _ j: Int) -> (UInt128, Int) {
    let isSecond = b < a
    return (isSecond ? b : a, isSecond ? j : i)
  }

  /// Writes a key into a heap and tells its slot where it is.
  @inlinable @inline(__always)
  static func place(
    _ key: UInt128, at index: Int, _ heap: UnsafeMutablePointer<UInt128>, _ slots: UnsafeMutablePointer<Slot>
  ) {
    heap[index] = key
    slots[Int(slot(of: key))].position = UInt32(truncatingIfNeeded: index)
  }

  /// Adds a key at the end, out of order.
  @inlinable @inline(__always)
  mutating func appendUnordered(_ key: UInt128) {
    EventQueue.place(key, at: heapCount, keys + 3, slots)
    heapCount += 1
  }

  /// Puts a key where it belongs, given that it takes the place at an index.
  @inlinable
  mutating func settle(_ key: UInt128, at index: Int) {
    if index > 0, key < keys[(index - 1) >> 2 + 3] {
      siftUp(key, from: index)
    } else {
      siftDown(key, from: index)
    }
  }

  /// Takes the key at an index out of the heap.
  @inlinable
  mutating func remove(at index: Int) {
    let last = takeLast()
    if index < heapCount { settle(last, at: index) }
  }

  /// Takes the last key out of the heap.
  @inlinable @inline(__always)
  mutating func takeLast() -> UInt128 {
    heapCount &-= 1
    let last = keys[heapCount &+ 3]
    keys[heapCount &+ 3] = EventQueue.never
    return last
  }

  /// Takes all keys out of the heap.
  @inlinable
  mutating func clearHeap() {
    (keys + 3).update(repeating: EventQueue.never, count: heapCount)
    heapCount = 0
  }

  /// Closes the hole that the last event left, with the last key.
  @inlinable
  mutating func closeHole() {
    guard hasHole else { return }
    hasHole = false
    let last = takeLast()
    if heapCount > 0 { siftDown(last, from: 0) }
  }

  /// Orders keys that were put into the heap as they came.
  @inlinable
  mutating func orderHeap() {
    var index = (heapCount - 2) >> 2
    while index >= 0 {
      siftDown(keys[index + 3], from: index)
      index -= 1
    }
  }

  /// Makes the heap's memory larger, so that it holds at least so many keys.
  @inlinable
  mutating func growHeap(to count: Int) {
    guard count > heapCapacity else { return }
    let larger = max(count, 2 * heapCapacity)
    let newKeys = EventQueue.allocateKeys(larger)
    newKeys.update(from: keys, count: heapCount + 3)
    keys.deallocate()
    keys = newKeys
    heapCapacity = larger
  }
}

/// Allocates room for so many elements at the start of a cache line; large buffers in huge pages, without
/// which an event costs 1.1 times as much with ten million pending.
@inlinable
func allocateBuffer<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
  let bytes = count * MemoryLayout<Element>.stride
  let isLarge = bytes >= HugePages.size
  let raw = UnsafeMutableRawPointer.allocate(
    byteCount: bytes, alignment: isLarge ? HugePages.size : max(64, MemoryLayout<Element>.alignment))
  if isLarge { HugePages.advise(raw, byteCount: bytes) }
  return raw.bindMemory(to: Element.self, capacity: count)
}
