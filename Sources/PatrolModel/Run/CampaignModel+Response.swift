// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// Shifts of the units of ordinary response. On shift a unit stands by where its last call was; it has no break.
extension CampaignModel {
  /// Schedules the next shift of a response unit from which it isn't taken away.
  mutating func scheduleResponseShift(of responder: Int, _ queue: inout EventQueue<Event>) {
    guard let unit = tables.calls?.responders[responder] else { return }
    while desk.responders[responder].nextDuty < unit.duty.count {
      let shift = desk.responders[responder].nextDuty
      if Abstraction.takes(
        unit.abstraction, unit: tables.streams.units[view.firstResponseUnit + responder],
        shift: unit.duty[shift].planned, seed: process.seed, replication: process.replication)
      {
        desk.outcome.abstractedShifts += 1
        desk.responders[responder].nextDuty += 1
        continue
      }
      // Until then it is handing over.
      let start = min(unit.duty[shift].start + unit.handoverInSeconds, unit.duty[shift].end)
      queue.schedule(.responseShiftStarts(unit: Int32(responder)), at: start)
      return
    }
  }

  /// A response unit has taken over; one that is still at a call of its last shift goes on with it.
  mutating func startResponseShift(_ responder: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard let unit = tables.calls?.responders[responder] else { return }
    let duty = unit.duty[desk.responders[responder].nextDuty]
    let index = view.firstResponseUnit + responder
    let isBusy = desk.assigned[index] != nil
    if isBusy {
      desk.addOvertime(index, seconds: duty.start - desk.responders[responder].dutyEnd)
    } else {
      view.responseUnits[responder].position = unit.base
      view.responseUnits[responder].isAvailable = true
    }
    desk.responders[responder].nextDuty += 1
    desk.responders[responder].isOnShift = true
    desk.responders[responder].dutyEnd = duty.end
    desk.outcome.units[index].dutyHours += (duty.end - duty.start) / 3_600
    let end = max(time, duty.end - unit.handoverInSeconds)
    queue.schedule(.responseShiftEnds(unit: Int32(responder)), at: end)
    process.ledger.log(.shiftStarted, at: time, unit: index)
    if !isBusy { serveWaitingCalls(at: time, &queue) }
  }

  /// A response unit takes no more calls; one that is at a call stays until that is cleared.
  mutating func endResponseShift(_ responder: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    desk.responders[responder].isOnShift = false
    if view.responseUnits[responder].isAvailable {
      view.responseUnits[responder].isAvailable = false
      process.ledger.log(.shiftEnded, at: time, unit: view.firstResponseUnit + responder)
    }
    scheduleResponseShift(of: responder, &queue)
  }

  /// A response unit has cleared its call: it is available, or hands over and goes home.
  mutating func freeResponseUnit(_ responder: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard desk.responders[responder].isOnShift else {
      let handover = tables.calls?.responders[responder].handoverInSeconds ?? 0
      let index = view.firstResponseUnit + responder
      desk.addOvertime(index, seconds: time + handover - desk.responders[responder].dutyEnd)
      return process.ledger.log(.shiftEnded, at: time, unit: index)
    }
    view.responseUnits[responder].isAvailable = true
    serveWaitingCalls(at: time, &queue)
  }
}
