// SPDX-License-Identifier: GPL-3.0-or-later

/// The events that are due, earliest first; events due at one instant leave in the order in which they
/// were scheduled.
///
/// Each event has a *key* of 128 bits: the bits of its time (a non-negative double orders as its bit pattern), a
/// sequence number and the number of its slot, so that one comparison without a branch settles time, then order of
/// scheduling. With a comparison of two fields that branches, an event of PHOLD with 1,000 pending costs 1.7 times as much.
///
/// - **Slots** hold the events, which don't move, and where each one's key is: `EventQueue+Slots.swift`. Cancelling is
///   thus an ordinary deletion, and nothing dead is ever carried along.
/// - The **near tier** is a heap of keys with four children a node: `EventQueue+Heap.swift`.
/// - The **far tier** takes what is due later once more is pending than fits a cache: unsorted buckets, one for each
///   of many short spans of time. A bucket is poured into the heap when its time has come: `EventQueue+FarTier.swift`.
///   With the heap alone an event costs 1.5 times as much with 100,000 pending, and 2.2 times with a million.
///
/// What leaves, and in which order, does not depend on which tier an event was in.
///
/// Limits: 16,777,215 events pending, 10¹² scheduled over the life of a queue.
@frozen
public struct EventQueue<Event: BitwiseCopyable>: ~Copyable {
  // Near tier: the heap's root is key 3, so that the children of a node share a cache line.
  @usableFromInline var keys: UnsafeMutablePointer<UInt128>
  /// How many keys the heap holds, the hole included.
  @usableFromInline var heapCount = 0
  /// How many it can hold before something must be done about it.
  @usableFromInline var heapCapacity: Int
  /// The slot of the event that has left the root, which is a hole until another event takes its place. A
  /// handler most often schedules one successor, which then fills the hole, slot and all, and saves a sift to the bottom
  /// and back. Without it an event of PHOLD with 1,000 pending costs 1.1 times as much.
  @usableFromInline var holeSlot: UInt32 = EventQueue.noSlot

  @usableFromInline var slots: UnsafeMutablePointer<Slot>
  @usableFromInline var slotCapacity: Int
  @usableFromInline var firstFreeSlot: UInt32 = EventQueue.noSlot
  @usableFromInline var usedSlots = 0
  /// Means nothing: the sum of what was read only to have it in the cache.
  @usableFromInline var touched: UInt32 = 0
  @usableFromInline var sequence: UInt64 = 0

  /// Everything due before this belongs in the heap; infinity while there is no far tier.
  @usableFromInline var horizon = Double.infinity
  @usableFromInline var far = FarTier()
  /// The size of the heap from which on it is split.
  @usableFromInline var splitCount: Int
  @usableFromInline let smallestSplitCount: Int

  /// The earliest time at which an event may be scheduled: the clock of a simulation; 0 without one.
  @usableFromInline var earliestTime = 0.0

  /// Creates an empty queue with room for so many events; it grows by doubling.
  @inlinable
  public init(minimumCapacity: Int = 64) {
    // A heap of 32,768 keys is 512 KiB. Up to there a far tier gains nothing.
    self.init(minimumCapacity: minimumCapacity, splitCount: 32_768)
  }

  /// Creates an empty queue that gets its far tier from so many pending events on.
  @inlinable
  package init(minimumCapacity: Int, splitCount: Int) {
    slotCapacity = max(4, minimumCapacity)
    heapCapacity = min(slotCapacity, splitCount)
    self.splitCount = splitCount
    smallestSplitCount = splitCount
    keys = EventQueue.allocateKeys(heapCapacity)
    slots = allocateBuffer(slotCapacity)
  }

  @inlinable
  deinit {
    keys.deallocate()
    slots.deallocate()
  }

  /// How many events are due.
  @inlinable public var count: Int { heapCount - (hasHole ? 1 : 0) + far.count }

  @inlinable var hasHole: Bool { holeSlot != EventQueue.noSlot }
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The time of the earliest event; infinity if there is none.
  ///
  /// - Complexity: O(1), O(log n) right after an event was taken; amortised.
  @inlinable
  public var nextTime: Double {
    mutating get { EventQueue.time(of: firstKey) }
  }

  /// Schedules an event.
  ///
  /// - Parameters:
  ///   - event: What happens.
  ///   - time: When, in the model's unit; at least 0 and not before the clock of the simulation, finite or infinite, and
  ///     not NaN: anything else is a mistake of the model and stops the program here.
  /// - Returns: A handle that cancels it.
  /// - Complexity: O(log n), amortised.
  @inlinable @inline(__always)
  @discardableResult
  public mutating func schedule(_ event: Event, at time: Double) -> EventHandle {
    precondition(time >= earliestTime, "An event is scheduled in the past or at a time that is not a number")
    if hasHole, time < horizon { return fillHole(with: event, at: time) }
    let slot = takeSlot(for: event)
    insert(nextKey(time: time, slot: slot), at: time)
    return EventHandle(slot: slot, generation: slots[Int(slot)].generation)
  }

  /// Removes an event that is still due.
  ///
  /// - Returns: `false` where the event has already left or was cancelled before.
  /// - Complexity: O(log n).
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isPending(handle) else { return false }
    removeKey(of: handle.slot)
    freeSlot(handle.slot)
    return true
  }

  /// Whether the event of a handle is still due.
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool {
    // The slot of a hole has kept the generation of the event that left.
    Int(handle.slot) < usedSlots && slots[Int(handle.slot)].generation == handle.generation
      && handle.slot != holeSlot
  }

  /// Moves an event that is still due to another time; among events of that time it comes last.
  ///
  /// - Parameters:
  ///   - handle: The event's handle, which stays valid.
  ///   - time: As for ``schedule(_:at:)``.
  /// - Returns: `false` where the event has already left or was cancelled before.
  /// - Complexity: O(log n).
  @inlinable
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, at time: Double) -> Bool {
    precondition(time >= earliestTime, "An event is scheduled in the past or at a time that is not a number")
    guard isPending(handle) else { return false }
    let key = nextKey(time: time, slot: handle.slot)
    let position = slots[Int(handle.slot)].position
    if time < horizon, !FarTier.isFar(position) {
      closeHole()
      settle(key, at: Int(slots[Int(handle.slot)].position))
    } else {
      removeKey(of: handle.slot)
      insert(key, at: time)
    }
    return true
  }

  /// Removes and returns the earliest event and its time, or `nil` if there is none.
  ///
  /// - Complexity: O(log n), amortised.
  @inlinable
  public mutating func next() -> (time: Double, event: Event)? {
    let key = firstKey
    return heapCount > 0 ? (EventQueue.time(of: key), take(key)) : nil
  }

  /// Removes every event; memory is kept.
  @inlinable
  public mutating func removeAll() {
    holeSlot = EventQueue.noSlot
    clearHeap()
    usedSlots = 0
    firstFreeSlot = EventQueue.noSlot
    sequence = 0
    earliestTime = 0
    horizon = .infinity
    splitCount = smallestSplitCount
    far.removeAll()
  }
}

/// Names an event that was scheduled, to cancel or move it.
@frozen
public struct EventHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline var slot: UInt32
  @usableFromInline var generation: UInt32

  @inlinable
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// A handle of no event.
  @inlinable public static var none: EventHandle { EventHandle(slot: .max, generation: 0) }
}
