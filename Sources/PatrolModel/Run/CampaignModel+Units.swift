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
    let isResponding = endOvertime(unit, at: time, &queue)
    units[unit].nextDuty += 1
    units[unit].dutyEnd = duty.end
    units[unit].period = duty.start < tables.campaignEnd ? 0 : 1
    units[unit].hasHadBreak = tables.scenario.operation.breakInMinutes == 0
    view.units[unit].shiftStartInSeconds = duty.start
    view.units[unit].shiftEndInSeconds = max(duty.start, duty.end - units[unit].handoverInSeconds)
    view.units[unit].tasksThisShift = 0
    dosage[units[unit].period].officerHours +=
      (duty.end - duty.start) / 3_600 * Double(units[unit].officers)
    desk.outcome.units[unit].dutyHours += (duty.end - duty.start) / 3_600
    queue.schedule(.shiftEnds(unit: Int32(unit)), at: view.units[unit].shiftEndInSeconds)
    process.ledger.log(.shiftStarted, at: time, unit: unit)
    guard !isResponding else { return }  // with its call
    view.units[unit].whereabouts = .base(team: view.units[unit].team)
    if units[unit].handoverInSeconds > 0 {
      handOver(unit, at: time, &queue)
    } else {
      assign(unit, at: time, &queue)
    }
  }

  mutating func endShift(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    units[unit].isPastShift = true
    if case .responding = view.units[unit].activity {
    } else {
      interrupt(unit, at: time, &queue)
      concludeShift(unit, at: time, &queue)
    }
    scheduleShift(of: unit, &queue)
  }

  /// Ends the shifts that are on when the run ends, of units that patrol after the campaign: an event due exactly then is
  /// not handled.
  mutating func endOpenShifts(at time: Double, _ queue: inout EventQueue<Event>) {
    delivery?.end(&dosage)
    for unit in units.indices where units[unit].period == 1 && view.units[unit].activity != .offDuty {
      endShift(unit, at: time, &queue)
    }
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
    if !view.units[unit].isRingfenced {
      serveWaitingCalls(at: time, &queue)
      // It may have been sent to a call, or to a place that another left for one.
      guard case .standingBy = view.units[unit].activity else { return }
    }
    // A team can be left without any where fewer targets are far enough apart than were to be chosen.
    guard !view.places(of: unit).isEmpty else { return }
    view.units[unit].tasksThisShift += 1
    view.nowInSeconds = time
    switch strategy.nextTask(for: unit, view) {
    case .visit(let place, let minutes, let tactic):
      send(unit, to: place, minutes: minutes, tactic: tactic, at: time, &queue)
    case .standBy(let minutes):
      precondition(time + minutes * 60 > time, "A unit stands by for long enough that time moves on")
      units[unit].next = queue.schedule(.standByEnds(unit: Int32(unit)), at: time + minutes * 60)
    }
  }

  /// Sends a unit to a place of its team, if it can get there before its shift ends.
  mutating func send(
    _ unit: Int, to place: Int, minutes: Double, tactic: Int?, at time: Double,
    _ queue: inout EventQueue<Event>
  ) {
    let state = view.units[unit]
    precondition(view.places(of: unit).contains(place), "A unit visits places that it may be sent to")
    precondition(time + minutes * 60 > time, "A visit lasts long enough that time moves on")
    let tactic = tactic ?? tables.plan.unitTactics[unit]
    precondition(tables.plan.canUse(tactic: tactic, unit: unit), "A unit uses tactics that its mode allows")
    let arrival = time + view.travelInSeconds(of: unit, to: place)
    guard arrival + shortestVisit <= state.shiftEndInSeconds else {
      take(.standingBy, unit, at: time)
      units[unit].next = .none  // until its shift ends
      return
    }
    dosage[units[unit].period].visitsStarted += 1
    view.units[unit].tactic = tactic
    units[unit].plannedVisitInSeconds = minutes * 60
    take(.travelling(to: place, arrivesInSeconds: arrival), unit, at: time)
    units[unit].next = queue.schedule(.arrives(unit: Int32(unit)), at: arrival)
    let purpose: TaskingReason? = tactic == 0 ? nil : .tactic(tactic)
    process.ledger.log(.setOut, at: time, unit: unit, place: place, reason: purpose)
  }

  mutating func arrive(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard case .travelling(let place, _) = view.units[unit].activity else {
      preconditionFailure("Unit \(unit) arrives but does not travel")
    }
    dosage[units[unit].period].travelHours += (time - view.units[unit].sinceInSeconds) / 3_600
    view.units[unit].whereabouts = .place(place)
    noteArrivalOfRedirection(unit, at: place, second: time)
    let end = time + units[unit].plannedVisitInSeconds
    take(.visiting(place: place, untilInSeconds: end), unit, at: time)
    units[unit].next = queue.schedule(.visitEnds(unit: Int32(unit)), at: end)
    let tactic = view.units[unit].tactic
    dosage[units[unit].period].visitsByPlace[place] += 1
    delivery?.arrive(unit, at: place, second: time, &dosage)
    dosage[units[unit].period].visitsByTactic[tactic] += 1
    noteFamiliarity(of: unit, place, isHere: true, at: time)
    process.field.arrive(at: place, second: time, tactic: tactic)
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
    let tactic = view.units[unit].tactic
    let period = units[unit].period
    dosage[period].visitHours += length / 3_600
    dosage[period].visitHoursByTactic[tactic] += length / 3_600
    closeRedirection(of: unit, second: time)
    notePresence(of: unit, endedAt: place, second: time, tactic: tactic)
    noteFamiliarity(of: unit, place, isHere: false, at: time)
    moveTrust(at: place, hours: length / 3_600, tactic: tactic, second: time)
    view.visits.append(
      PastVisit(place: place, endInSeconds: time, minutes: length / 60, tactic: tactic))
    if isComplete { dosage[period].visitsCompleted += 1 } else { dosage[period].visitsCut += 1 }
    take(.standingBy, unit, at: time)
    process.ledger.log(.left, at: time, unit: unit, place: place)
  }

  /// A unit leaves a place; where it is the last, the stretch of presence that ends is counted.
  mutating func notePresence(of unit: Int, endedAt place: Int, second time: Double, tactic: Int) {
    let minutes = process.field.leave(place, second: time, tactic: tactic)
    guard minutes > 0 else { return }
    dosage[units[unit].period].presentMinutesByPlace[place] += minutes
    process.ledger.countPresence(at: place, until: time, minutes: minutes)
  }

  /// A unit drops what it does, wherever it is.
  mutating func interrupt(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    queue.cancel(units[unit].next)
    units[unit].next = .none
    switch view.units[unit].activity {
    case .visiting(_, let plannedEnd): endVisit(unit, at: time, isComplete: plannedEnd <= time)
    case .travelling:
      dosage[units[unit].period].travelHours += (time - view.units[unit].sinceInSeconds) / 3_600
      dosage[units[unit].period].visitsCut += 1
      closeRedirection(of: unit, second: time)
      view.nowInSeconds = time
      let exits = view.exits(of: view.units[unit])
      view.units[unit].whereabouts = .road(view.position(of: unit))
      view.units[unit].exits = exits
      take(.standingBy, unit, at: time)
    case .offDuty, .standingBy, .onBreak, .processingArrest, .handingOver: break
    case .responding: preconditionFailure("Unit \(unit) answers a call and stays with it")
    }
  }

  /// Carries out a strategy's order to go elsewhere; an order that can't be obeyed is dropped.
  mutating func redirect(_ order: Redirection, at time: Double, _ queue: inout EventQueue<Event>) {
    switch view.units[order.unit].activity {
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver: return
    case .travelling, .visiting, .standingBy: break
    }
    view.nowInSeconds = time
    let travel = view.travelInSeconds(of: order.unit, to: order.place)
    guard time + travel + shortestVisit <= view.units[order.unit].shiftEndInSeconds else { return }
    let redirection = openRedirection(order, at: time)
    interrupt(order.unit, at: time, &queue)
    units[order.unit].redirection = redirection
    view.units[order.unit].tasksThisShift += 1
    process.ledger.log(.redirected, at: time, unit: order.unit, place: order.place, reason: order.reason)
    send(
      order.unit, to: order.place, minutes: order.minutes, tactic: order.tactic, at: time, &queue)
  }

  /// A unit begins or ends a visit, by which it gets to know the ward.
  mutating func noteFamiliarity(of unit: Int, _ place: Int, isHere: Bool, at time: Double) {
    let ward = tables.plan.placeWards[place]
    view.familiarity?.note(unit: unit, ward: ward, isHere: isHere, atSecond: time)
  }

  /// A unit does something else from now on; travel and visits are counted where they end.
  mutating func take(_ activity: UnitView.Activity, _ unit: Int, at time: Double) {
    let hours = (time - view.units[unit].sinceInSeconds) / 3_600
    switch view.units[unit].activity {
    case .standingBy: dosage[units[unit].period].standByHours += hours
    case .onBreak: dosage[units[unit].period].breakHours += hours
    case .processingArrest: dosage[units[unit].period].processingHours += hours
    case .offDuty, .travelling, .visiting, .responding, .handingOver: break
    }
    view.units[unit].activity = activity
    view.units[unit].sinceInSeconds = time
  }
}
