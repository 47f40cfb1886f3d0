// SPDX-License-Identifier: GPL-3.0-or-later

// The heap itself: a 4-ary heap stored so that the four children of a node share a cache line.

extension EventQueue {
  @inlinable @inline(__always)
  static func time(of key: UInt128) -> Double { Double(bitPattern: key._high) }

  @inlinable @inline(__always)
  static func slot(of key: UInt128) -> UInt32 { UInt32(truncatingIfNeeded: key._low) & 0xFF_FFFF }

  /// Allocates room for keys so that index 1, the first child of the root, starts a cache line.
  @inlinable
  static func allocateKeys(_ capacity: Int) -> UnsafeMutablePointer<UInt128> {
    // Three unused keys before the root: root at 3, its children at 4...7, theirs at 8...; all children
    // of a node are then one aligned group of four 16-byte keys, which is 64 bytes.
    let raw = UnsafeMutableRawPointer.allocate(byteCount: (capacity + 3) * 16, alignment: 64)
    return raw.bindMemory(to: UInt128.self, capacity: capacity + 3)
  }

  /// Puts a key where it belongs at or above an index.
  @inlinable @inline(__always)
  mutating func siftUp(_ key: UInt128, from start: Int) {
    let heap = keys + 3
    var index = start
    while index > 0 {
      let parent = (index - 1) >> 2
      let above = heap[parent]
      if above < key { break }
      place(above, at: index)
      index = parent
    }
    place(key, at: index)
  }

  /// Puts a key where it belongs at or below an index.
  @inlinable @inline(__always)
  mutating func siftDown(_ key: UInt128, from start: Int) {
    let heap = keys + 3
    var index = start
    while true {
      let first = 4 * index + 1
      guard first < heapCount else { break }
      var smallest = first
      var least = heap[first]
      if first + 3 < heapCount {
        // Selections instead of branches: which child is least can't be predicted.
        let b = heap[first + 1]
        let c = heap[first + 2]
        let d = heap[first + 3]
        let leftWins = least < b
        let left = leftWins ? least : b
        let leftIndex = leftWins ? first : first + 1
        let rightWins = c < d
        let right = rightWins ? c : d
        let rightIndex = rightWins ? first + 2 : first + 3
        let wins = left < right
        least = wins ? left : right
        smallest = wins ? leftIndex : rightIndex
      } else {
        var child = first + 1
        while child < heapCount {
          let candidate = heap[child]
          if candidate < least {
            least = candidate
            smallest = child
          }
          child += 1
        }
      }
      if key < least { break }
      place(least, at: index)
      index = smallest
    }
    place(key, at: index)
  }

  /// Writes a key into the heap and tells its slot where it is.
  @inlinable @inline(__always)
  mutating func place(_ key: UInt128, at index: Int) {
    keys[index + 3] = key
    slots[Int(EventQueue.slot(of: key))].position = UInt32(truncatingIfNeeded: index)
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
    heapCount -= 1
    guard index < heapCount else { return }
    settle(keys[heapCount + 3], at: index)
  }

  /// Fills the hole that the last event left, with the last key.
  @inlinable @inline(__always)
  mutating func closeHole() {
    guard hasHole else { return }
    hasHole = false
    heapCount -= 1
    if heapCount > 0 { siftDown(keys[heapCount + 3], from: 0) }
  }

  /// Returns a slot that holds an event.
  @inlinable @inline(__always)
  mutating func takeSlot(for event: Event) -> UInt32 {
    if firstFreeSlot != EventQueue.noSlot {
      let slot = firstFreeSlot
      firstFreeSlot = slots[Int(slot)].position
      slots[Int(slot)].event = event
      slots[Int(slot)].generation &+= 1
      return slot
    }
    if usedSlots == capacity { grow() }
    let slot = usedSlots
    usedSlots += 1
    (slots + slot).initialize(to: Slot(event: event, generation: 1, position: 0))
    return UInt32(slot)
  }

  /// Gives a slot back.
  @inlinable @inline(__always)
  mutating func freeSlot(_ slot: UInt32) {
    slots[Int(slot)].generation &+= 1
    slots[Int(slot)].position = firstFreeSlot
    firstFreeSlot = slot
  }

  /// Doubles the room.
  @inlinable @inline(never)
  mutating func grow() {
    precondition(capacity < 1 << 24, "More than 16,777,215 events are pending")
    let larger = min(capacity * 2, 1 << 24)
    let newKeys = EventQueue.allocateKeys(larger)
    newKeys.update(from: keys, count: heapCount + 3)
    keys.deallocate()
    keys = newKeys
    let newSlots = UnsafeMutablePointer<Slot>.allocate(capacity: larger)
    newSlots.moveInitialize(from: slots, count: usedSlots)
    slots.deallocate()
    slots = newSlots
    capacity = larger
  }
}
