// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

/// Arrivals at whole seconds from outside and a chain of events at half seconds.
private struct Clockwork: SimulationModel {
  enum Event: BitwiseCopyable { case tick, endless }
  var arrivals = 0
  var trace: [String] = []

  var nextArrivalTime: Double { arrivals < 4 ? Double(arrivals) : .infinity }

  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>) {
    trace.append("arrival \(time)")
    arrivals += 1
  }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    switch event {
    case .tick:
      trace.append("tick \(time)")
      queue.schedule(.tick, at: time + 0.5)
    case .endless: queue.schedule(.endless, at: time)
    }
  }
}

@Suite("The run loop")
struct SimulationTests {
  @Test("arrivals from outside come first at a tie, and the end of the run is not part of it")
  func mergesArrivals() throws {
    var simulation = Simulation(model: Clockwork())
    simulation.queue.schedule(.tick, at: 0)
    try simulation.run(until: 1.5)
    #expect(simulation.model.trace == ["arrival 0.0", "tick 0.0", "tick 0.5", "arrival 1.0", "tick 1.0"])
    #expect(simulation.clock == 1.5)
    #expect(simulation.handledCount == 5)
    try simulation.run(until: 2)
    #expect(simulation.model.trace.last == "tick 1.5")
  }

  @Test("a run without end is stopped by its limit with the time it had reached")
  func limit() {
    var simulation = Simulation(model: Clockwork(arrivals: 4))
    simulation.queue.schedule(.endless, at: 2)
    do throws(RunawaySimulation) {
      try simulation.run(until: 3, eventLimit: 1_000)
      Issue.record("The run came to an end")
    } catch {
      #expect(error == RunawaySimulation(eventLimit: 1_000, clock: 2))
    }
  }

  @Test("a run says why it ended, and a model can end it")
  func ends() throws {
    var simulation = Simulation(model: Countdown(left: 3))
    simulation.queue.schedule(.tick, at: 1)
    let reached = try simulation.run(until: 1.5)
    #expect(reached == .reachedEnd && simulation.clock == 1.5)
    let stopped = try simulation.run(until: 10)
    #expect(stopped == .stoppedByModel && simulation.clock == 3, "The clock stands at the last event")
    simulation.model.left = 1
    simulation.model.goesOn = false
    let last = try simulation.run(until: .infinity)
    #expect(last == .stoppedByModel)
    simulation.model.left = 5
    let nothing = try simulation.run(until: .infinity)
    #expect(nothing == .nothingLeft && simulation.clock == 4 && simulation.handledCount == 4)
  }

  @Test("a trace is shown every event and arrival in order, and changes nothing")
  func trace() throws {
    var plain = Simulation(model: Clockwork())
    var traced = Simulation(model: Clockwork())
    plain.queue.schedule(.tick, at: 0)
    traced.queue.schedule(.tick, at: 0)
    var trace = RecordedTrace<Clockwork.Event>()
    try plain.run(until: 3)
    try traced.run(until: 3, trace: &trace)
    #expect(traced.model.trace == plain.model.trace)
    let shown = trace.entries.map { "\($0.event == nil ? "arrival" : "tick") \($0.time)" }
    #expect(shown == plain.model.trace)
  }

  @Test("step by step the same happens as in one run, and a reset starts anew in the same memory")
  func steps() throws {
    var whole = Simulation(model: Clockwork())
    whole.queue.schedule(.tick, at: 0)
    try whole.run(until: 2)
    var simulation = Simulation(model: Clockwork())
    for _ in 0..<2 {
      simulation.model = Clockwork()
      simulation.queue.schedule(.tick, at: 0)
      while simulation.step(before: 2) {}
      #expect(simulation.model.trace == whole.model.trace)
      #expect(simulation.clock == 1.5)
      simulation.reset()
      let isEmpty = simulation.queue.isEmpty
      #expect(isEmpty && simulation.clock == 0 && simulation.handledCount == 0)
    }
  }

  @Test("an event before the clock, or at no time, stops the program where it is scheduled")
  func past() async {
    await #expect(processExitsWith: .failure) {
      var simulation = Simulation(model: Clockwork(arrivals: 4))
      simulation.queue.schedule(.tick, at: 2)
      _ = simulation.step()
      simulation.queue.schedule(.tick, at: 1)
    }
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue<Int>()
      queue.schedule(1, at: .nan)
    }
  }
}

/// Ticks until it has counted down.
private struct Countdown: SimulationModel {
  enum Event: BitwiseCopyable { case tick }
  var left: Int
  var goesOn = true
  var isFinished: Bool { left == 0 }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    left -= 1
    if goesOn { queue.schedule(.tick, at: time + 1) }
  }
}
