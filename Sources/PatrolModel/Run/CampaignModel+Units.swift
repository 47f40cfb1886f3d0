// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// What units do: a unit on shift travels, visits, stands by or has its break, and asks for its next
// task whenever it is free.
extension CampaignModel {
  /// The shortest visit worth a trip, in seconds: a unit that would have less time before its shift
  /// ends stays where it is.
  private var shortestVisit: Double { 60 }

  mutating func startShift(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    let duty = units[unit].duty[units[unit].nextDuty]
    units[unit].nextDuty += 1
    units[unit].hasHadBreak = tables.scenario.operation.breakInMinutes == 0
    view.units[unit].shiftStartInSeconds = duty.start
    view.units[unit].shiftEndInSeconds = duty.end
    view.units[unit].tasksThisShift = 0
    view.units[unit].whereabouts = .base(team: view.units[unit].team)
    dosage.officerHours += (duty.end - duty.start) / 3_600 * Double(units[unit].officers)
    queue.schedule(.shiftEnds(unit: Int32(unit)), at: duty.end)
    process.ledger.log(.shiftStarted, at: time, unit: unit)
    assign(unit, at: time, &queue)
  }

  mutating func endShift(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    interrupt(unit, at: time, &queue)
    take(.offDuty, unit, at: time)
    process.ledger.log(.shiftEnded, at: time, unit: unit)
    scheduleShift(of: unit, &queue)
  }

  /// Asks the strategy what a free unit does next; its break comes first once half the shift is over.
  mutating func assign(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    let state = view.units[unit]
    let breakInSeconds = tables.scenario.operation.breakInMinutes * 60
    if !units[unit].hasHadBreak, time >= (state.shiftStartInSeconds + state.shiftEndInSeconds) / 2,
      time + breakInSeconds < state.shiftEndInSeconds
    {
      units[unit].hasHadBreak = true
      take(.onBreak, unit, at: time)
      units[unit].next = queue.schedule(.breakEnds(unit: Int32(unit)), at: time + breakInSeconds)
      process.ledger.log(.breakStarted, at: time, unit: unit)
      return
    }
    take(.standingBy, unit, at: time)
    view.units[unit].tasksThisShift += 1
    view.nowInSeconds = time
    switch strategy.nextTask(for: unit, view) {
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
    let state = view.units[unit]
    precondition(tables.plan.teamPlaces[state.team].contains(place), "A unit visits places of its team only")
    precondition(minutes > 0, "A visit lasts more than 0 minutes")
    let arrival = time + view.travelInSeconds(of: unit, to: place)
    guard arrival + shortestVisit <= state.shiftEndInSeconds else {
      take(.standingBy, unit, at: time)
      units[unit].next = .none  // until its shift ends
      return
    }
    dosage.visitsStarted += 1
    units[unit].plannedVisitInSeconds = minutes * 60
    take(.travelling(to: place, arrivesInSeconds: arrival), unit, at: time)
    units[unit].next = queue.schedule(.arrives(unit: Int32(unit)), at: arrival)
    process.ledger.log(.setOut, at: time, unit: unit, place: place)
  }

  mutating func arrive(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard case .travelling(let place, _) = view.units[unit].activity else {
      preconditionFailure("Unit \(unit) arrives but does not travel")
    }
    dosage.travelHours += (time - view.units[unit].sinceInSeconds) / 3_600
    view.units[unit].whereabouts = .place(place)
    let end = time + units[unit].plannedVisitInSeconds
    take(.visiting(place: place, untilInSeconds: end), unit, at: time)
    units[unit].next = queue.schedule(.visitEnds(unit: Int32(unit)), at: end)
    dosage.visitsByPlace[place] += 1
    process.field.arrive(at: place, second: time)
    resumeStops(of: unit, at: time, &queue)
    process.ledger.log(.arrived, at: time, unit: unit, place: place)
  }

  /// A unit leaves the place that it visits.
  mutating func endVisit(_ unit: Int, at time: Double, isComplete: Bool) {
    guard case .visiting(let place, _) = view.units[unit].activity else {
      preconditionFailure("Unit \(unit) leaves but does not visit")
    }
    pauseStops(of: unit, at: time)
    let length = time - view.units[unit].sinceInSeconds
    dosage.visitHours += length / 3_600
    dosage.presentMinutesByPlace[place] += process.field.leave(place, second: time)
    view.visits.append(PastVisit(place: place, endInSeconds: time, minutes: length / 60))
    if isComplete { dosage.visitsCompleted += 1 } else { dosage.visitsCut += 1 }
    take(.standingBy, unit, at: time)
    process.ledger.log(.left, at: time, unit: unit, place: place)
  }

  /// A unit drops what it does, wherever it is.
  mutating func interrupt(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    queue.cancel(units[unit].next)
    units[unit].next = .none
    switch view.units[unit].activity {
    case .visiting(_, let plannedEnd): endVisit(unit, at: time, isComplete: plannedEnd <= time)
    case .travelling:
      dosage.travelHours += (time - view.units[unit].sinceInSeconds) / 3_600
      dosage.visitsCut += 1
      view.nowInSeconds = time
      let exits = view.exits(of: view.units[unit])
      view.units[unit].whereabouts = .road(view.position(of: unit))
      view.units[unit].exits = exits
      take(.standingBy, unit, at: time)
    case .offDuty, .standingBy, .onBreak: break
    }
  }

  /// Carries out a strategy's order to go elsewhere; an order that can't be obeyed is dropped.
  mutating func redirect(_ order: Redirection, at time: Double, _ queue: inout EventQueue<Event>) {
    switch view.units[order.unit].activity {
    case .offDuty, .onBreak: return
    case .travelling, .visiting, .standingBy: break
    }
    view.nowInSeconds = time
    let travel = view.travelInSeconds(of: order.unit, to: order.place)
    guard time + travel + shortestVisit <= view.units[order.unit].shiftEndInSeconds else { return }
    interrupt(order.unit, at: time, &queue)
    dosage.redirections += 1
    view.units[order.unit].tasksThisShift += 1
    process.ledger.log(.redirected, at: time, unit: order.unit, place: order.place, reason: order.reason)
    send(order.unit, to: order.place, minutes: order.minutes, at: time, &queue)
  }

  /// A unit does something else from now on.
  private mutating func take(_ activity: UnitView.Activity, _ unit: Int, at time: Double) {
    view.units[unit].activity = activity
    view.units[unit].sinceInSeconds = time
  }
}
