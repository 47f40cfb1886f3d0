// SPDX-License-Identifier: GPL-3.0-or-later

/// The events that are due, earliest first; events due at one instant leave in the order in which they
/// were scheduled.
///
/// Each event has a *key* of 128 bits: the bits of its time (a non-negative double orders as its bit pattern), a
/// sequence number and the number of its slot, so that one comparison without a branch settles time, then order of
/// scheduling.
///
/// - **Slots** hold the events, which don't move, and where each one's key is: `EventQueue+Slots.swift`. Cancelling is
///   thus an ordinary deletion, and nothing dead is ever carried along.
/// - The **heap** of keys has four children a node: `EventQueue+Heap.swift`. It is all there is while few events are pending.
/// - The **far tier** takes what is due later once more are pending: unsorted buckets, one for each of many short
///   spans of time, `FarTier.swift`. How the tiers work together stands in `EventQueue+FarTier.swift`.
/// - The **run** is the bucket whose time has come, sorted: `EventQueue+Run.swift`. Its keys leave one by one from its end.
///   The heap then holds only what is scheduled within the span of a bucket.
///
/// What leaves, and in which order, does not depend on where an event was kept.
///
/// Limits: 16,777,215 events pending, 10¹² scheduled over the life of a queue.
@frozen
public struct EventQueue<Event: BitwiseCopyable>: ~Copyable {
  // The heap's root is key 3, so that the children of a node share a cache line.
  @usableFromInline var keys: UnsafeMutablePointer<UInt128>
  /// How many keys the heap holds, the hole included.
  @usableFromInline var heapCount = 0
  /// How many it can hold before something must be done about it.
  @usableFromInline var heapCapacity: Int
  /// Whether the root is a hole: its event has left, and the next one that is scheduled may take its place, which
  /// saves a sift to the bottom and back.
  @usableFromInline var hasHole = false
  /// The slot of the event that left last, for the next one that is scheduled.
  @usableFromInline var heldSlot: UInt32 = EventQueue.noSlot

  /// The sorted keys of the run, the earliest last.
  @usableFromInline var run: UnsafeMutablePointer<UInt128>?
  @usableFromInline var runCount = 0

  @usableFromInline var slots: UnsafeMutablePointer<Slot>
  @usableFromInline var slotCapacity: Int
  @usableFromInline var firstFreeSlot: UInt32 = EventQueue.noSlot
  @usableFromInline var usedSlots = 0
  @usableFromInline var sequence: UInt64 = 0

  /// Everything due before this belongs in the heap or the run; infinity while there is no far tier.
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
    // For fewer keys the levels of a heap cost less than a bucket and its sorting.
    self.init(minimumCapacity: minimumCapacity, splitCount: 64)
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
    run?.deallocate()
  }

  /// How many events are due.
  @inlinable public var count: Int { heapCount - (hasHole ? 1 : 0) + runCount + far.count }

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
    let key = nextKey(time: time, slot: takeSlot(for: event))
    insert(key, at: time)
    return EventHandle(key)
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
    // Whatever is in the slot now, its key tells whether it is the same event. A held slot has the key of one that left.
    Int(handle.slot) < usedSlots && handle.slot != heldSlot && hasKey(of: handle)
  }

  /// Moves an event that is still due to another time; among events of that time it comes last.
  ///
  /// - Parameters:
  ///   - handle: The event's handle, which then names it at its new time; copies of the old handle are stale.
  ///   - time: As for ``schedule(_:at:)``.
  /// - Returns: `false` where the event has already left or was cancelled before.
  /// - Complexity: O(log n).
  @inlinable
  @discardableResult
  public mutating func reschedule(_ handle: inout EventHandle, at time: Double) -> Bool {
    precondition(time >= earliestTime, "An event is scheduled in the past or at a time that is not a number")
    guard isPending(handle) else { return false }
    removeKey(of: handle.slot)
    let key = nextKey(time: time, slot: handle.slot)
    insert(key, at: time)
    handle = EventHandle(key)
    return true
  }

  /// Removes and returns the earliest event and its time, or `nil` if there is none.
  ///
  /// - Complexity: O(log n), amortised.
  @inlinable
  public mutating func next() -> (time: Double, event: Event)? {
    let key = firstKey
    return key == EventQueue.never ? nil : (EventQueue.time(of: key), take(key))
  }

  /// Removes every event; memory is kept.
  @inlinable
  public mutating func removeAll() {
    hasHole = false
    heldSlot = EventQueue.noSlot
    clearHeap()
    runCount = 0
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
  /// The lower half of the event's key: its sequence number, and its slot.
  @usableFromInline var low: UInt64

  @inlinable
  init(_ key: UInt128) { low = key._low }

  @inlinable var slot: UInt32 { UInt32(truncatingIfNeeded: low) & 0xFF_FFFF }

  /// A handle of no event.
  @inlinable public static var none: EventHandle { EventHandle(.max) }
}
