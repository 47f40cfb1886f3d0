// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// What units do: a unit on shift travels, visits, stands by or has its break, and asks for its next
// task whenever it is free.
extension CampaignModel {
  /// The shortest visit worth a trip, in seconds: a unit that would have less time before its shift
  /// ends stays where it is.
  private var shortestVisit: Double { 60 }

  func scheduleShift(of unit: Int, _ queue: inout EventQueue<Event>) {
    let state = units[unit]
    guard state.nextDuty < state.duty.count else { return }
    queue.schedule(.shiftStarts(unit: Int32(unit)), at: state.duty[state.nextDuty].start)
  }

  mutating func startShift(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    let duty = units[unit].duty[units[unit].nextDuty]
    units[unit].nextDuty += 1
    units[unit].shiftStart = duty.start
    units[unit].shiftEnd = duty.end
    units[unit].hasHadBreak = tables.scenario.operation.breakInMinutes == 0
    units[unit].tasksThisShift = 0
    units[unit].position = tables.plan.teamBases[units[unit].team]
    dosage.officerHours += (duty.end - duty.start) / 3_600 * Double(units[unit].officers)
    queue.schedule(.shiftEnds(unit: Int32(unit)), at: duty.end)
    process.ledger.log(.shiftStarted, at: time, unit: unit)
    assign(unit, at: time, &queue)
  }

  mutating func endShift(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    interrupt(unit, at: time, &queue)
    units[unit].activity = .offDuty
    process.ledger.log(.shiftEnded, at: time, unit: unit)
    scheduleShift(of: unit, &queue)
  }

  /// Asks the strategy what a free unit does next; its break comes first once half the shift is over.
  mutating func assign(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    let state = units[unit]
    let breakInSeconds = tables.scenario.operation.breakInMinutes * 60
    if !state.hasHadBreak, time >= (state.shiftStart + state.shiftEnd) / 2,
      time + breakInSeconds < state.shiftEnd
    {
      units[unit].hasHadBreak = true
      units[unit].activity = .onBreak
      units[unit].next = queue.schedule(.breakEnds(unit: Int32(unit)), at: time + breakInSeconds)
      process.ledger.log(.breakStarted, at: time, unit: unit)
      return
    }
    units[unit].activity = .standingBy
    units[unit].tasksThisShift += 1
    switch strategy.nextTask(for: unit, view(at: time)) {
    case .visit(let place, let minutes): send(unit, to: place, minutes: minutes, at: time, &queue)
    case .standBy(let minutes):
      precondition(minutes > 0, "A unit stands by for more than 0 minutes")
      units[unit].next = queue.schedule(.standByEnds(unit: Int32(unit)), at: time + minutes * 60)
    }
  }

  /// Sends a unit to a place of its team, if it can get there before its shift ends.
  mutating func send(
    _ unit: Int, to place: Int, minutes: Double, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    let state = units[unit]
    precondition(tables.plan.teamPlaces[state.team].contains(place), "A unit visits places of its team only")
    precondition(minutes > 0, "A visit lasts more than 0 minutes")
    let arrival = time + tables.plan.travelInSeconds(from: state.position, to: place, by: state.mode)
    guard arrival + shortestVisit <= state.shiftEnd else {
      units[unit].activity = .standingBy
      units[unit].next = .none  // until its shift ends
      return
    }
    dosage.visitsStarted += 1
    units[unit].setOut = time
    units[unit].activity = .travelling(to: place, plannedSeconds: minutes * 60, arrival: arrival)
    units[unit].next = queue.schedule(.arrives(unit: Int32(unit)), at: arrival)
    process.ledger.log(.setOut, at: time, unit: unit, place: place)
  }

  mutating func arrive(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard case .travelling(let place, let planned, _) = units[unit].activity else {
      preconditionFailure("Unit \(unit) arrives but does not travel")
    }
    dosage.travelHours += (time - units[unit].setOut) / 3_600
    units[unit].position = tables.plan.places[place].centre
    units[unit].activity = .visiting(place: place, arrived: time, plannedEnd: time + planned)
    units[unit].next = queue.schedule(.visitEnds(unit: Int32(unit)), at: time + planned)
    dosage.visitsByPlace[place] += 1
    process.field.arrive(at: place, second: time)
    process.ledger.log(.arrived, at: time, unit: unit, place: place)
  }

  /// A unit leaves the place that it visits.
  mutating func endVisit(_ unit: Int, at time: Double, isComplete: Bool) {
    guard case .visiting(let place, let arrived, _) = units[unit].activity else {
      preconditionFailure("Unit \(unit) leaves but does not visit")
    }
    dosage.visitHours += (time - arrived) / 3_600
    dosage.presentMinutesByPlace[place] += process.field.leave(place, second: time)
    lastVisits[place] = PastVisit(endInSeconds: time, minutes: (time - arrived) / 60)
    if isComplete { dosage.visitsCompleted += 1 } else { dosage.visitsCut += 1 }
    units[unit].activity = .standingBy
    process.ledger.log(.left, at: time, unit: unit, place: place)
  }

  /// A unit drops what it does, wherever it is.
  mutating func interrupt(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    queue.cancel(units[unit].next)
    units[unit].next = .none
    switch units[unit].activity {
    case .visiting(_, _, let plannedEnd): endVisit(unit, at: time, isComplete: plannedEnd <= time)
    case .travelling:
      dosage.travelHours += (time - units[unit].setOut) / 3_600
      dosage.visitsCut += 1
      units[unit].position = units[unit].position(at: time) { tables.plan.places[$0].centre }
    case .offDuty, .standingBy, .onBreak: break
    }
  }

  /// Carries out a strategy's order to go elsewhere; an order that can't be obeyed is dropped.
  mutating func redirect(_ order: Redirection, at time: Double, _ queue: inout EventQueue<Event>) {
    switch units[order.unit].activity {
    case .offDuty, .onBreak: return
    case .travelling, .visiting, .standingBy: break
    }
    let here = units[order.unit].position(at: time) { tables.plan.places[$0].centre }
    let travel = tables.plan.travelInSeconds(from: here, to: order.place, by: units[order.unit].mode)
    guard time + travel + shortestVisit <= units[order.unit].shiftEnd else { return }
    interrupt(order.unit, at: time, &queue)
    dosage.redirections += 1
    units[order.unit].tasksThisShift += 1
    process.ledger.log(.redirected, at: time, unit: order.unit, place: order.place, reason: order.reason)
    send(order.unit, to: order.place, minutes: order.minutes, at: time, &queue)
  }
}
