// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import RandomVariates

/// The reference dispatch model: calls at 20 hotspots, ten units, the nearest idle one goes.
///
/// Calls are a Poisson process whose rate is constant within each hour of the week. They are not events: the model
/// hands them to the kernel as sorted arrivals. Where no unit is idle, calls wait in one queue, first come,
/// first served. A unit is on scene for an exponential time of half an hour and stays where it last served.
struct DispatchModel: SimulationModel, ~Copyable {
  enum Event: BitwiseCopyable {
    case unitFree(UInt8)
  }

  static let unitCount = 10
  static let meanTimeOnScene = 0.5
  static let lateAfter = 0.25

  let city: DispatchCity
  let end: Double
  var stream: RandomStream
  var calls: CallProcess
  var nextArrivalTime: Double
  /// A bit for each unit.
  var idleUnits: UInt16 = 1 << unitCount - 1
  var places = InlineArray<10, Int> { $0 % DispatchCity.hotspotCount }
  var queuedTimes = TimeRing()
  var queuedPlaces = TimeRing()
  var sums = DispatchSums()

  init(city: DispatchCity, hours: Double, seed: UInt64, replication: UInt64) {
    self.city = city
    end = hours
    stream = RandomStream(seed: seed, replication: replication, name: "dispatch")
    calls = CallProcess(
      rates: city.rates, stream: RandomStream(seed: seed, replication: replication, name: "calls"))
    nextArrivalTime = calls.next()
  }

  mutating func handleArrival(at time: Double, _ queue: inout EventQueue<Event>) {
    let place = city.places.draw(from: &stream)
    sums.calls += 1
    nextArrivalTime = calls.next()
    guard let unit = nearestIdleUnit(to: place) else {
      sums.queued += 1
      queuedTimes.append(time)
      return queuedPlaces.append(Double(place))
    }
    idleUnits &= ~(1 << UInt16(unit))
    send(unit, to: place, calledAt: time, at: time, &queue)
  }

  mutating func handle(_ event: Event, at time: Double, _ queue: inout EventQueue<Event>) {
    guard case .unitFree(let unit) = event else { return }
    sums.served += 1
    guard !queuedTimes.isEmpty else { return idleUnits |= 1 << UInt16(unit) }
    let place = Int(queuedPlaces.removeFirst())
    send(Int(unit), to: place, calledAt: queuedTimes.removeFirst(), at: time, &queue)
  }

  /// Returns the idle unit that is nearest to a hotspot, of several the lowest number.
  private func nearestIdleUnit(to place: Int) -> Int? {
    var nearest: Int?
    var least = Double.infinity
    var idle = idleUnits
    while idle != 0 {
      let unit = idle.trailingZeroBitCount
      idle &= idle - 1
      let travel = travelTime(of: unit, to: place)
      if travel < least { (nearest, least) = (unit, travel) }
    }
    return nearest
  }

  private func travelTime(of unit: Int, to place: Int) -> Double {
    city.travelTimes[places[unit] * DispatchCity.hotspotCount + place]
  }

  private mutating func send(
    _ unit: Int, to place: Int, calledAt call: Double, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    let travel = travelTime(of: unit, to: place)
    let free = time + travel + stream.exponential(mean: DispatchModel.meanTimeOnScene)
    let response = time + travel - call
    places[unit] = place
    sums.sent += 1
    sums.responses += response
    sums.late += response > DispatchModel.lateAfter ? 1 : 0
    sums.busy += min(free, end) - time
    queue.schedule(.unitFree(UInt8(unit)), at: free)
  }
}

/// Running sums of a replication; times in hours.
struct DispatchSums {
  var calls = 0
  var queued = 0
  var sent = 0
  var served = 0
  var late = 0
  var responses = 0.0
  var busy = 0.0
}
