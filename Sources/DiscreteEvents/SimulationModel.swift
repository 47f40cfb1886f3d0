// SPDX-License-Identifier: GPL-3.0-or-later

/// A model that events happen to.
public protocol SimulationModel: ~Copyable {
  /// What can happen: an enum without references.
  associatedtype Event: BitwiseCopyable

  /// The time of the next arrival from outside, in the order in which they come; infinity if none.
  ///
  /// Arrivals that are known beforehand and sorted — a day's calls, a block of offences — are merged
  /// in without passing through the queue.
  var nextArrivalTime: Double { mutating get }

  /// Whether the run should end now; asked before each event. By default it never does.
  var isFinished: Bool { get }

  /// Handles the next arrival from outside.
  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>)

  /// Handles an event and schedules what follows from it.
  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>)
}

extension SimulationModel where Self: ~Copyable {
  @inlinable public var nextArrivalTime: Double { .infinity }
  @inlinable public var isFinished: Bool { false }
  @inlinable public mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>) {}
}

/// Is shown what happens in a run, in order, before it is handled.
public protocol SimulationTrace<Event>: ~Copyable {
  associatedtype Event: BitwiseCopyable

  /// An arrival from outside.
  mutating func arrival(at time: Double)

  /// An event from the queue.
  mutating func event(_ event: Event, at time: Double)
}

/// No trace: its methods are empty and vanish from the run loop.
@frozen
public struct NoTrace<Event: BitwiseCopyable>: SimulationTrace {
  // Without a variable it has no address of its own, and the thread sanitizer takes those of two threads for one.
  @usableFromInline var padding: UInt8 = 0
  @inlinable public init() {}
  @inlinable @inline(__always) public mutating func arrival(at time: Double) {}
  @inlinable @inline(__always) public mutating func event(_ event: Event, at time: Double) {}
}

/// Keeps everything that happens.
public struct RecordedTrace<Event: BitwiseCopyable>: SimulationTrace {
  /// Something that happened: an event, or an arrival, which has none.
  public struct Entry {
    /// In the model's unit.
    public let time: Double
    public let event: Event?
  }
  public private(set) var entries: [Entry] = []

  public init() {}
  public mutating func arrival(at time: Double) { entries.append(Entry(time: time, event: nil)) }
  public mutating func event(_ event: Event, at time: Double) {
    entries.append(Entry(time: time, event: event))
  }
}
