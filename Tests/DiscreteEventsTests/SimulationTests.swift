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
}
