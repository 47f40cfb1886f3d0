// SPDX-License-Identifier: GPL-3.0-or-later

/// The events that are due, earliest first; events due at one instant leave in the order in which they
/// were scheduled.
///
/// A 4-ary heap of 128-bit keys. A key holds the time's bits (a non-negative double orders as its bit
/// pattern), a sequence number and the slot of its event, so that one comparison without a branch
/// settles time, then order of scheduling. The four children of a node share a cache line.
///
/// Events lie in slots and don't move. A slot knows where its key is in the heap, so that cancelling
/// is an ordinary heap deletion and nothing dead is ever carried along.
///
/// Limits: 16,777,215 events pending, 10¹² scheduled over the life of a queue.
@frozen
public struct EventQueue<Event: BitwiseCopyable>: ~Copyable {
  @usableFromInline var keys: UnsafeMutablePointer<UInt128>
  @usableFromInline var slots: UnsafeMutablePointer<Slot>
  @usableFromInline var capacity: Int
  /// How many keys the heap holds, the hole included.
  @usableFromInline var heapCount: Int = 0
  /// Whether the root is a hole: its event has left and no other has taken its place. A handler most
  /// often schedules one successor, which then fills the hole and saves a sift to the bottom and back.
  @usableFromInline var hasHole = false
  @usableFromInline var firstFreeSlot: UInt32 = EventQueue.noSlot
  @usableFromInline var usedSlots = 0
  @usableFromInline var sequence: UInt64 = 0

  @frozen @usableFromInline
  struct Slot {
    @usableFromInline var event: Event
    /// Counts the events that this slot has held, so that a stale handle is recognised.
    @usableFromInline var generation: UInt32
    /// The index of its key in the heap; of the next free slot once it is free.
    @usableFromInline var position: UInt32

    @inlinable
    init(event: Event, generation: UInt32, position: UInt32) {
      self.event = event
      self.generation = generation
      self.position = position
    }
  }

  @inlinable static var noSlot: UInt32 { .max }
  @inlinable static var slotBits: UInt64 { 24 }

  /// Creates an empty queue with room for so many events; it grows by doubling.
  @inlinable
  public init(minimumCapacity: Int = 64) {
    capacity = max(4, minimumCapacity)
    keys = EventQueue.allocateKeys(capacity)
    slots = .allocate(capacity: capacity)
  }

  deinit {
    keys.deallocate()
    slots.deallocate()
  }

  /// How many events are due.
  @inlinable public var count: Int { heapCount - (hasHole ? 1 : 0) }
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The time of the earliest event; infinity if there is none.
  ///
  /// - Complexity: O(1), O(log n) right after an event was taken.
  @inlinable
  public var nextTime: Double {
    mutating get {
      closeHole()
      return heapCount == 0 ? .infinity : EventQueue.time(of: keys[3])
    }
  }

  /// Schedules an event.
  ///
  /// - Parameters:
  ///   - event: What happens.
  ///   - time: When, in the model's unit; at least 0, finite or infinite, not NaN. The simulation
  ///     refuses a time before its clock.
  /// - Returns: A handle that cancels it.
  /// - Complexity: O(log n), amortised.
  @inlinable
  @discardableResult
  public mutating func schedule(_ event: Event, at time: Double) -> EventHandle {
    precondition(time >= 0, "An event is scheduled before time 0 or at a time that is not a number")
    let slot = takeSlot(for: event)
    // Adding +0.0 turns a negative zero, whose bits would order last, into a positive one.
    let key =
      UInt128(_low: sequence << EventQueue.slotBits | UInt64(slot), _high: (time + 0.0).bitPattern)
    sequence += 1
    if hasHole {
      hasHole = false
      siftDown(key, from: 0)
    } else {
      heapCount += 1
      siftUp(key, from: heapCount - 1)
    }
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
    closeHole()
    remove(at: Int(slots[Int(handle.slot)].position))
    freeSlot(handle.slot)
    return true
  }

  /// Whether the event of a handle is still due.
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool {
    // An odd generation marks a slot in use.
    Int(handle.slot) < usedSlots && slots[Int(handle.slot)].generation == handle.generation
      && handle.generation & 1 == 1
  }

  /// Moves an event that is still due to another time; among events of that time it comes last.
  ///
  /// - Returns: `false` where the event has already left or was cancelled before.
  @inlinable
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, at time: Double) -> Bool {
    precondition(time >= 0, "An event is scheduled before time 0 or at a time that is not a number")
    guard isPending(handle) else { return false }
    closeHole()
    let index = Int(slots[Int(handle.slot)].position)
    let key =
      UInt128(_low: sequence << EventQueue.slotBits | UInt64(handle.slot), _high: (time + 0.0).bitPattern)
    sequence += 1
    settle(key, at: index)
    return true
  }

  /// Removes and returns the earliest event and its time, or `nil` if there is none.
  ///
  /// - Complexity: O(log n).
  @inlinable
  public mutating func next() -> (time: Double, event: Event)? {
    closeHole()
    guard heapCount > 0 else { return nil }
    let key = keys[3]
    let slot = EventQueue.slot(of: key)
    let event = slots[Int(slot)].event
    freeSlot(slot)
    hasHole = true
    return (EventQueue.time(of: key), event)
  }

  /// Removes every event; memory is kept.
  @inlinable
  public mutating func removeAll() {
    hasHole = false
    heapCount = 0
    usedSlots = 0
    firstFreeSlot = EventQueue.noSlot
    sequence = 0
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
