// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import RandomVariates

/// M/M/1: sojourn times of customers at one server, first come, first served.
struct SingleServer: SimulationModel, ~Copyable {
  enum Event: BitwiseCopyable {
    case arrival
    case departure
  }

  var arrivals: RandomStream
  var services: RandomStream
  let timeBetweenArrivals: Double
  /// When those who are there arrived, in the order in which they leave.
  var present = TimeRing()
  var tally = StationTally()

  init(_ load: StationLoad, seed: UInt64) {
    arrivals = RandomStream(seed: seed, replication: 1, name: "arrivals")
    services = RandomStream(seed: seed, replication: 1, name: "services")
    timeBetweenArrivals = 1 / load.arrivalRate
  }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    switch event {
    case .arrival:
      queue.schedule(.arrival, at: time + arrivals.exponential(mean: timeBetweenArrivals))
      present.append(time)
      if present.count == 1 { serve(at: time, &queue) }
    case .departure:
      tally.sum += time - present.removeFirst()
      tally.count += 1
      if !present.isEmpty { serve(at: time, &queue) }
    }
  }

  @inline(__always)
  private mutating func serve(at time: Double, _ queue: inout EventQueue<Event>) {
    queue.schedule(.departure, at: time + services.exponential(mean: 1))
  }
}

/// M/M/1 on the kernel; the tally is of sojourn times.
public final class SingleServerRun: Station {
  private var simulation: Simulation<SingleServer>

  public init(_ load: StationLoad, seed: UInt64) {
    simulation = Simulation(model: SingleServer(load, seed: seed))
    simulation.queue.schedule(.arrival, at: 0)
  }

  public func run(until end: Double) -> StationTally {
    simulation.model.tally = StationTally()
    runToEnd(&simulation, end)
    return simulation.model.tally
  }
}

/// Runs a simulation without a limit of events.
func runToEnd<Model: SimulationModel & ~Copyable>(_ simulation: inout Simulation<Model>, _ end: Double) {
  do { try simulation.run(until: end) } catch { preconditionFailure("There is no limit of events") }
}
