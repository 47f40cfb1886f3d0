// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// Calls for service: they are received, wait for a unit if they must, and are attended to until they are cleared.
extension CampaignModel {
  /// Starts the stream of other demand and the shifts of response units.
  mutating func openCallDesk(_ queue: inout EventQueue<Event>) {
    guard let calls = tables.calls else { return }
    view.responseUnits = calls.responders.map { ResponseUnitView(mode: $0.mode, position: $0.base) }
    desk.other.begin(seed: process.seed, replication: process.replication)
    scheduleOtherCall(calls, &queue)
    for responder in calls.responders.indices { scheduleResponseShift(of: responder, &queue) }
  }

  private mutating func scheduleOtherCall(_ calls: CallTables, _ queue: inout EventQueue<Event>) {
    if let time = desk.other.advance(calls, places: tables.streams.places) {
      queue.schedule(.otherCall, at: time)
    }
  }

  /// A call of other demand comes; the next is drawn.
  mutating func takeOtherCall(at time: Double, _ queue: inout EventQueue<Event>) {
    guard let calls = tables.calls else { preconditionFailure("Calls are not simulated") }
    let call = desk.other.take(calls)
    scheduleOtherCall(calls, &queue)
    receive(call, at: time, &queue)
  }

  /// Schedules the call that a reported offence is, for when the call handler passes it on.
  mutating func scheduleCrimeCall(_ offence: KnownOffence, id: UInt64, _ queue: inout EventQueue<Event>) {
    guard let calls = tables.calls, offence.knownInSeconds >= tables.campaignStart,
      offence.knownInSeconds < tables.campaignEnd,
      let call = desk.crimeCall(
        offence, id: id, seed: process.seed, replication: process.replication, calls)
    else { return }
    queue.schedule(.call(desk.toCome.add(call)), at: offence.knownInSeconds)
  }

  /// A call is received: a unit is assigned, or it waits, or it is lost.
  mutating func receive(_ call: TimedCall, at time: Double, _ queue: inout EventQueue<Event>) {
    guard let calls = tables.calls else { preconditionFailure("Calls are not simulated") }
    let rank = call.call.grade.rank
    desk.outcome.grades[rank].received += 1
    process.ledger.log(.callReceived, at: time, place: call.call.place, type: call.call.type)
    view.nowInSeconds = time
    if let unit = unit(for: call.call, calls) { return respond(unit, to: call, at: time, &queue) }
    guard desk.waiting.count < calls.capacity else {
      desk.outcome.grades[rank].lost += 1
      process.ledger.log(.callLost, at: time, place: call.call.place, type: call.call.type)
      return
    }
    desk.outcome.grades[rank].queued += 1
    desk.waiting.append(call)
  }

  /// Offers calls that wait to the units that are available, the most urgent first, then the one that has waited longest.
  mutating func serveWaitingCalls(at time: Double, _ queue: inout EventQueue<Event>) {
    guard desk.waiting.count > 0, let calls = tables.calls else { return }
    view.nowInSeconds = time
    for rank in CallGrade.allCases.indices {
      var position = 0
      while position < desk.waiting.count(rank: rank) {
        let call = desk.waiting[rank: rank, position]
        if let unit = unit(for: call.call, calls) {
          desk.waiting.remove(rank: rank, position: position)
          respond(unit, to: call, at: time, &queue)
        } else if calls.scenario.dispatch == .closest {
          return  // No unit is available for any call.
        } else {
          position += 1
        }
      }
    }
  }

  /// Chooses a unit for a call by the scenario's rule of dispatch; `nil` where it has to wait.
  private mutating func unit(for call: CallForService, _ calls: CallTables) -> Int? {
    switch calls.scenario.dispatch {
    case .closest: return view.closestAvailableUnit(to: call.place)
    case .preference:
      guard let list = calls.preference(ofPlace: call.place) else {
        return view.closestAvailableUnit(to: call.place)
      }
      return list.first { view.isAvailableForCall($0) }
    case .strategy:
      guard let unit = strategy.unit(for: call, view), view.unitsForCalls.contains(unit),
        view.isAvailableForCall(unit)
      else { return nil }
      return unit
    }
  }

  /// Sends a unit to a call; a unit of the operation drops what it does.
  private mutating func respond(
    _ unit: Int, to call: TimedCall, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    guard let calls = tables.calls else { preconditionFailure("Calls are not simulated") }
    let place = call.call.place
    let travel = view.travelToCallInSeconds(of: unit, at: place)
    if calls.scenario.dispatch == .preference, let list = calls.preference(ofPlace: place), list.first != unit
    {
      desk.outcome.notFirstChoice += 1
    }
    let isOfOperation = unit < view.firstResponseUnit
    let left = isOfOperation ? view.units[unit].placeAimedAt : nil
    if isOfOperation {
      pull(unit, to: place, arrival: time + travel, at: time, &queue)
    } else {
      view.responseUnits[unit - view.firstResponseUnit].isAvailable = false
    }
    desk.assign(call, to: unit, at: time, travel: travel, target: calls.targetInSeconds)
    process.ledger.log(.unitAssigned, at: time, unit: unit, place: place, type: call.call.type)
    queue.schedule(.callArrived(unit: Int32(unit)), at: time + travel)
    if isOfOperation { tell(.taken(unit: unit, from: left), at: time, &queue) }
  }

  /// Takes a unit of the operation off its visit, or off its way to one.
  private mutating func pull(
    _ unit: Int, to place: Int, arrival: Double, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    switch view.units[unit].activity {
    case .travelling, .visiting: desk.outcome.preemptions += 1
    default: break
    }
    interrupt(unit, at: time, &queue)
    take(.responding(to: place, arrivesInSeconds: arrival), unit, at: time)
  }

  /// A unit comes to its call; where it is one of the operation, its stay begins.
  mutating func arriveAtCall(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard let assignment = desk.assigned[unit] else { preconditionFailure("Unit \(unit) has no call") }
    let place = assignment.call.call.place
    desk.assigned[unit]?.arrived = time
    if unit < view.firstResponseUnit {
      view.units[unit].whereabouts = .place(place)
      noteFamiliarity(of: unit, place, isHere: true, at: time)
      process.field.arrive(at: place, second: time, tactic: tables.plan.unitTactics[unit])
    } else {
      view.responseUnits[unit - view.firstResponseUnit].position = view.plan.places[place].centre
    }
    let response = time - assignment.call.call.receivedInSeconds
    if let calls = tables.calls, response <= calls.targetInSeconds {
      process.trust.respondedPromptly(at: place, second: time)
    }
    process.ledger.log(.arrivedAtCall, at: time, unit: unit, place: place, type: assignment.call.call.type)
    queue.schedule(.callCleared(unit: Int32(unit)), at: time + assignment.call.serviceInSeconds)
  }

  /// A unit is done with its call: it takes the next that waits, or goes on as it would have.
  mutating func clearCall(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    let done = desk.clear(unit, at: time)
    let call = done.call.call
    process.ledger.log(.callCleared, at: time, unit: unit, place: call.place, type: call.type)
    guard unit < view.firstResponseUnit else {
      return freeResponseUnit(unit - view.firstResponseUnit, at: time, &queue)
    }
    // It attends a call by its usual tactic.
    let tactic = tables.plan.unitTactics[unit]
    notePresence(of: unit, endedAt: call.place, second: time, tactic: tactic)
    noteFamiliarity(of: unit, call.place, isHere: false, at: time)
    let minutes = (time - done.arrived) / 60
    view.visits.append(
      PastVisit(place: call.place, endInSeconds: time, minutes: minutes, tactic: tactic))
    take(.standingBy, unit, at: time)
    if units[unit].isPastShift {
      concludeShift(unit, at: time, &queue)
    } else {
      assign(unit, at: time, &queue)
      tellCleared(unit, at: time, &queue)
    }
  }
}
