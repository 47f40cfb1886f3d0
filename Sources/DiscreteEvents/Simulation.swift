// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs a model: takes the earliest event, sets the clock, lets the model handle it.
///
/// At one instant, arrivals from outside come before queued events. A run ends at a time, when nothing is left to happen, or when
/// the model says so; or step by step, with ``step(before:)``.
@frozen
public struct Simulation<Model: SimulationModel & ~Copyable>: ~Copyable {
  public var model: Model
  public var queue: EventQueue<Model.Event>
  /// The time of the last event, in the model's unit.
  @inlinable public var clock: Double { queue.earliestTime }
  /// How many events and arrivals were handled.
  @inlinable public var handledCount: Int { handled }
  @usableFromInline var handled = 0

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
  /// - Returns: Why the run ended. Where the model stopped it, the clock stands at the last event.
  /// - Throws: ``RunawaySimulation`` where the limit is reached, with the model as it stands.
  @inlinable
  @discardableResult
  public mutating func run(until end: Double, eventLimit: Int = .max) throws(RunawaySimulation) -> RunEnd {
    var trace = NoTrace<Model.Event>()
    return try run(until: end, eventLimit: eventLimit, trace: &trace)
  }

  /// Handles everything that is due before a moment, and shows it to a trace.
  ///
  /// - Parameters:
  ///   - end: The end of the run; an event due exactly then stays in the queue.
  ///   - eventLimit: The most events that the run may handle.
  ///   - trace: Is shown each event before it is handled. ``NoTrace`` costs nothing.
  /// - Returns: Why the run ended.
  /// - Throws: ``RunawaySimulation`` where the limit is reached, with the model as it stands.
  @inlinable
  @discardableResult
  public mutating func run<Trace: SimulationTrace & ~Copyable>(
    until end: Double, eventLimit: Int = .max, trace: inout Trace
  ) throws(RunawaySimulation) -> RunEnd where Trace.Event == Model.Event {
    let most = eventLimit < .max - handled ? handled + eventLimit : .max
    while !model.isFinished {
      let arrival = model.nextArrivalTime
      let key = queue.firstKey
      let time = min(arrival, EventQueue<Model.Event>.time(of: key))
      guard time < end else {
        if end.isFinite { queue.earliestTime = max(clock, end) }
        return time < .infinity ? .reachedEnd : .nothingLeft
      }
      guard handled < most else { throw RunawaySimulation(eventLimit: eventLimit, clock: clock) }
      handleNext(arrival: arrival, key: key, trace: &trace)
    }
    return .stoppedByModel
  }

  /// Handles what is due next, if that is before a moment; the clock then stands at it.
  ///
  /// - Returns: Whether there was anything.
  @inlinable
  public mutating func step(before end: Double = .infinity) -> Bool {
    let arrival = model.nextArrivalTime
    let key = queue.firstKey
    let event = EventQueue<Model.Event>.time(of: key)
    guard min(arrival, event) < end else { return false }
    var trace = NoTrace<Model.Event>()
    handleNext(arrival: arrival, key: key, trace: &trace)
    return true
  }

  /// Sets the clock back to 0 and empties the queue, whose memory is kept; the model is left as it is.
  @inlinable
  public mutating func reset() {
    queue.removeAll()
    handled = 0
  }

  @inlinable @inline(__always)
  mutating func handleNext<Trace: SimulationTrace & ~Copyable>(
    arrival: Double, key: UInt128, trace: inout Trace
  ) where Trace.Event == Model.Event {
    handled &+= 1
    let time = EventQueue<Model.Event>.time(of: key)
    if arrival <= time {
      precondition(arrival >= clock, "An arrival is due before the clock")
      queue.earliestTime = arrival
      trace.arrival(at: arrival)
      model.handleArrival(at: arrival, &queue)
    } else {
      queue.earliestTime = time
      let event = queue.take(key)
      trace.event(event, at: time)
      model.handle(event, at: time, &queue)
    }
  }
}

/// Why a run ended.
public enum RunEnd: Hashable, Sendable {
  /// The next event is due at the end of the run or after it.
  case reachedEnd
  /// There is neither an event nor an arrival left.
  case nothingLeft
  /// The model was finished.
  case stoppedByModel
}

/// A run handled as many events as it may and had not come to its end.
public struct RunawaySimulation: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many events it may handle.
  public let eventLimit: Int
  /// The time it had reached, in the model's unit.
  public let clock: Double

  @inlinable
  public init(eventLimit: Int, clock: Double) {
    self.eventLimit = eventLimit
    self.clock = clock
  }

  public var description: String {
    "The simulation handled \(eventLimit) events, as many as it may, and had only come to time \(clock). "
      + "Either it needs a higher limit, or its events follow each other without end."
  }
}
