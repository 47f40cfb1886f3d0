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

  /// Handles the next arrival from outside.
  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>)

  /// Handles an event and schedules what follows from it.
  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>)
}

extension SimulationModel where Self: ~Copyable {
  @inlinable public var nextArrivalTime: Double { .infinity }
  @inlinable public mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>) {}
}

/// Runs a model: takes the earliest event, sets the clock, lets the model handle it.
///
/// At one instant, arrivals from outside come before queued events.
@frozen
public struct Simulation<Model: SimulationModel & ~Copyable>: ~Copyable {
  public var model: Model
  public var queue: EventQueue<Model.Event>
  /// The time of the last event, in the model's unit.
  public var clock: Double = 0
  /// How many events and arrivals were handled.
  public var handledCount = 0

  @inlinable
  public init(model: consuming Model, queue: consuming EventQueue<Model.Event> = EventQueue()) {
    self.model = model
    self.queue = queue
  }

  /// Handles everything that is due before a moment, then sets the clock to it.
  ///
  /// - Parameters:
  ///   - end: The end of the run; an event due exactly then stays in the queue.
  ///   - eventLimit: The most events that the run may handle.
  /// - Throws: ``RunawaySimulation`` where the limit is reached, with the model as it stands.
  @inlinable
  public mutating func run(until end: Double, eventLimit: Int = .max) throws(RunawaySimulation) {
    var remaining = eventLimit
    while true {
      let arrival = model.nextArrivalTime
      let event = queue.nextTime
      let time = min(arrival, event)
      guard time < end else { break }
      precondition(time >= clock, "An event is due before the clock")
      guard remaining > 0 else { throw RunawaySimulation(eventLimit: eventLimit, clock: clock) }
      remaining -= 1
      setClock(time)
      if arrival <= event {
        model.handleArrival(at: time, &queue)
      } else if let (_, next) = queue.next() {
        model.handle(next, at: time, &queue)
      }
    }
    if end.isFinite { setClock(max(clock, end), handled: 0) }
  }

  @inlinable @inline(__always)
  mutating func setClock(_ time: Double, handled: Int = 1) {
    clock = time
    handledCount += handled
  }
}

/// A run handled as many events as it may and had not come to its end.
public struct RunawaySimulation: Error, Hashable, Sendable {
  /// How many events it may handle.
  public let eventLimit: Int
  /// The time it had reached, in the model's unit.
  public let clock: Double

  @inlinable
  public init(eventLimit: Int, clock: Double) {
    self.eventLimit = eventLimit
    self.clock = clock
  }
}
