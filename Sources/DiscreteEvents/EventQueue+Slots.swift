// SPDX-License-Identifier: GPL-3.0-or-later

// Slots: where events lie, and where their keys are.

extension EventQueue {
  @frozen @usableFromInline
  struct Slot {
    @usableFromInline var event: Event
    /// Where its key is, in the heap, the run or the far tier; of a free slot, the next free one.
    @usableFromInline var position: UInt32

    @inlinable
    init(event: Event, position: UInt32) {
      self.event = event
      self.position = position
    }
  }

  /// No slot; as a position, one that no heap is large enough to have.
  @inlinable static var noSlot: UInt32 { 0x7FFF_FFFE }
  /// The position of keys in the run, which is so short that they are searched for.
  @inlinable static var inRun: UInt32 { 0x7FFF_FFFF }
  /// A key that stands for no event and comes after all others.
  @inlinable static var never: UInt128 { UInt128(_low: .max, _high: Double.infinity.bitPattern) }
  @inlinable static var slotBits: UInt64 { 24 }

  @inlinable @inline(__always)
  static func time(of key: UInt128) -> Double { Double(bitPattern: key._high) }

  @inlinable @inline(__always)
  static func slot(of key: UInt128) -> UInt32 { UInt32(truncatingIfNeeded: key._low) & 0xFF_FFFF }

  /// Returns the key of an event that is scheduled now.
  @inlinable @inline(__always)
  mutating func nextKey(time: Double, slot: UInt32) -> UInt128 {
    let number = sequence
    sequence &+= 1
    // A negative zero, whose bits would order last, becomes a positive one.
    return UInt128(
      _low: number &<< EventQueue.slotBits | UInt64(slot), _high: time.bitPattern & 0x7FFF_FFFF_FFFF_FFFF)
  }

  /// Returns a slot that holds an event.
  @inlinable @inline(__always)
  mutating func takeSlot(for event: Event) -> UInt32 {
    let held = heldSlot
    if held != EventQueue.noSlot {
      heldSlot = EventQueue.noSlot
      slots[Int(held)].event = event
      return held
    }
    if firstFreeSlot != EventQueue.noSlot {
      let slot = firstFreeSlot
      firstFreeSlot = slots[Int(slot)].position
      slots[Int(slot)].event = event
      return slot
    }
    if usedSlots == slotCapacity { growSlots() }
    let slot = usedSlots
    usedSlots += 1
    (slots + slot).initialize(to: Slot(event: event, position: 0))
    return UInt32(slot)
  }

  /// Gives a slot back; the one freed last is taken first, while it is still in the cache.
  @inlinable @inline(__always)
  mutating func freeSlot(_ slot: UInt32) {
    slots[Int(slot)].position = firstFreeSlot
    firstFreeSlot = slot
  }

  /// Doubles the room for events.
  @inlinable @inline(never)
  mutating func growSlots() {
    // The last number would be that of a key that stands for no event.
    precondition(slotCapacity < 1 << 24 - 1, "More than 16,777,215 events are pending")
    let larger = min(slotCapacity * 2, 1 << 24 - 1)
    let newSlots: UnsafeMutablePointer<Slot> = allocateBuffer(larger)
    newSlots.moveInitialize(from: slots, count: usedSlots)
    slots.deallocate()
    slots = newSlots
    slotCapacity = larger
  }

  /// Puts a key where it belongs.
  @inlinable @inline(__always)
  mutating func insert(_ key: UInt128, at time: Double) {
    if time >= horizon {
      let bucket = far.bucket(of: time)
      if bucket > far.current {
        slots[Int(EventQueue.slot(of: key))].position = far.append(key, to: bucket)
        return
      }
    }
    if hasHole {
      hasHole = false
      siftDown(key, from: 0)
    } else if heapCount < heapCapacity {
      heapCount &+= 1
      siftUp(key, from: heapCount &- 1)
    } else {
      insertIntoFullHeap(key, at: time)
    }
  }

  /// Whether the key of a handle is where its slot says.
  @inlinable
  func hasKey(of handle: EventHandle) -> Bool {
    let position = slots[Int(handle.slot)].position
    if FarTier.isFar(position) { return far.key(at: position)._low == handle.low }
    if position == EventQueue.inRun {
      guard let run, let index = indexInRun(handle.slot) else { return false }
      return run[index]._low == handle.low
    }
    return Int(position) < heapCount && keys[Int(position) + 3]._low == handle.low
  }

  /// Takes the key of an event out of its tier.
  @inlinable
  mutating func removeKey(of slot: UInt32) {
    let position = slots[Int(slot)].position
    if FarTier.isFar(position) {
      let moved = far.remove(at: position)
      if let moved { slots[Int(EventQueue.slot(of: moved))].position = position }
    } else if position == EventQueue.inRun {
      removeFromRun(slot)
    } else {
      closeHole()
      // Closing the hole may have moved it.
      remove(at: Int(slots[Int(slot)].position))
    }
  }
}
