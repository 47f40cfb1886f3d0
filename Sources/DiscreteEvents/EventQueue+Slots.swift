// SPDX-License-Identifier: GPL-3.0-or-later

// Slots: where events lie, and where their keys are.

extension EventQueue {
  @frozen @usableFromInline
  struct Slot {
    @usableFromInline var event: Event
    /// Counts the events that have left this slot, so that a stale handle is recognised.
    @usableFromInline var generation: UInt32
    /// Where its key is, in the heap or in the far tier; of a free slot, the next free one.
    @usableFromInline var position: UInt32

    @inlinable
    init(event: Event, generation: UInt32, position: UInt32) {
      self.event = event
      self.generation = generation
      self.position = position
    }
  }

  @inlinable static var noSlot: UInt32 { .max }
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
    // Adding +0.0 turns a negative zero, whose bits would order last, into a positive one.
    return UInt128(_low: number &<< EventQueue.slotBits | UInt64(slot), _high: (time + 0.0).bitPattern)
  }

  /// Returns a slot that holds an event.
  @inlinable @inline(__always)
  mutating func takeSlot(for event: Event) -> UInt32 {
    if firstFreeSlot != EventQueue.noSlot {
      let slot = firstFreeSlot
      firstFreeSlot = slots[Int(slot)].position
      slots[Int(slot)].event = event
      return slot
    }
    if usedSlots == slotCapacity { growSlots() }
    let slot = usedSlots
    usedSlots += 1
    (slots + slot).initialize(to: Slot(event: event, generation: 0, position: 0))
    return UInt32(slot)
  }

  /// Gives a slot back; the one freed last is taken first, while it is still in the cache.
  @inlinable @inline(__always)
  mutating func freeSlot(_ slot: UInt32) {
    slots[Int(slot)].generation &+= 1
    slots[Int(slot)].position = firstFreeSlot
    firstFreeSlot = slot
  }

  /// Doubles the room for events.
  @inlinable @inline(never)
  mutating func growSlots() {
    precondition(slotCapacity < 1 << 24, "More than 16,777,215 events are pending")
    let larger = min(slotCapacity * 2, 1 << 24)
    let newSlots: UnsafeMutablePointer<Slot> = allocateBuffer(larger)
    newSlots.moveInitialize(from: slots, count: usedSlots)
    slots.deallocate()
    slots = newSlots
    slotCapacity = larger
  }

  /// Puts a key into the tier that it belongs to; the heap has no hole that it could fill.
  @inlinable @inline(__always)
  mutating func insert(_ key: UInt128, at time: Double) {
    if time < horizon, heapCount < heapCapacity {
      heapCount &+= 1
      siftUp(key, from: heapCount &- 1)
    } else {
      insertElsewhere(key, at: time)
    }
  }

  /// Takes the key of an event out of its tier.
  @inlinable
  mutating func removeKey(of slot: UInt32) {
    let position = slots[Int(slot)].position
    if FarTier.isFar(position) {
      let moved = far.remove(at: position)
      if let moved { slots[Int(EventQueue.slot(of: moved))].position = position }
    } else {
      closeHole()
      // Closing the hole may have moved it.
      remove(at: Int(slots[Int(slot)].position))
    }
  }
}
