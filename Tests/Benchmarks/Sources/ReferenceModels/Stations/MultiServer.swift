// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import RandomVariates

/// M/M/c: waits of customers before one of several servers, first come, first served.
struct MultiServer: SimulationModel, ~Copyable {
  enum Event: BitwiseCopyable {
    case arrival
    case departure
  }

  var arrivals: RandomStream
  var services: RandomStream
  let timeBetweenArrivals: Double
  var idleServers: Int
  var waiting = TimeRing()
  var tally = StationTally()

  init(_ load: StationLoad, seed: UInt64) {
    arrivals = RandomStream(seed: seed, replication: 1, name: "arrivals")
    services = RandomStream(seed: seed, replication: 1, name: "services")
    timeBetweenArrivals = 1 / load.arrivalRate
    idleServers = load.serverCount
  }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    switch event {
    case .arrival:
      queue.schedule(.arrival, at: time + arrivals.exponential(mean: timeBetweenArrivals))
      guard idleServers > 0 else { return waiting.append(time) }
      idleServers -= 1
      serve(at: time, &queue)
    case .departure:
      guard !waiting.isEmpty else { return idleServers += 1 }
      tally.sum += time - waiting.removeFirst()
      serve(at: time, &queue)
    }
  }

  private mutating func serve(at time: Double, _ queue: inout EventQueue<Event>) {
    tally.count += 1
    queue.schedule(.departure, at: time + services.exponential(mean: 1))
  }
}

/// M/M/c on the kernel; the tally is of waits before service.
public final class MultiServerRun: Station {
  private var simulation: Simulation<MultiServer>

  public init(_ load: StationLoad, seed: UInt64) {
    simulation = Simulation(model: MultiServer(load, seed: seed))
    simulation.queue.schedule(.arrival, at: 0)
  }

  public func run(until end: Double) -> StationTally {
    simulation.model.tally = StationTally()
    runToEnd(&simulation, end)
    return simulation.model.tally
  }
}
