// SPDX-License-Identifier: GPL-3.0-or-later

/// Things that wait for their event, in slots that are used again: memory is that of the most that ever waited.
struct Pool<Element> {
  private var slots: [Element?] = []
  private var free: [Int32] = []

  /// Keeps a thing; returns its slot.
  mutating func add(_ element: Element) -> Int32 {
    if let slot = free.popLast() {
      slots[Int(slot)] = element
      return slot
    }
    slots.append(element)
    return Int32(slots.count - 1)
  }

  /// Removes and returns the thing in a slot.
  mutating func take(_ slot: Int32) -> Element {
    guard let element = slots[Int(slot)] else { preconditionFailure("Slot \(slot) is empty") }
    slots[Int(slot)] = nil
    free.append(slot)
    return element
  }

  /// Everything that still waits, in order of slots.
  var waiting: [Element] { slots.compactMap { $0 } }

  /// Forgets everything; memory is kept.
  mutating func removeAll() {
    slots.removeAll(keepingCapacity: true)
    free.removeAll(keepingCapacity: true)
  }
}
