// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// Handing over: a unit is at its base and takes no task, after its shift starts and again before it ends.
extension CampaignModel {
  /// A unit hands over at its base.
  mutating func handOver(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    let end = time + units[unit].handoverInSeconds
    view.units[unit].whereabouts = .base(team: view.units[unit].team)
    take(.handingOver(untilInSeconds: end), unit, at: time)
    units[unit].next = queue.schedule(.handoverEnds(unit: Int32(unit)), at: end)
    process.ledger.log(.handoverStarted, at: time, unit: unit)
  }

  /// A unit has taken over and asks for its first task, or has handed over and goes home.
  mutating func endHandover(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    if units[unit].isPastShift { leaveDuty(unit, at: time) } else { assign(unit, at: time, &queue) }
  }

  /// A unit whose shift is over hands over, where that takes time, and goes home.
  mutating func concludeShift(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    if units[unit].handoverInSeconds > 0 {
      handOver(unit, at: time, &queue)
    } else {
      leaveDuty(unit, at: time)
    }
  }

  /// Ends the overtime of a unit whose next shift starts.
  ///
  /// - Returns: Whether it is still at a call of its last shift.
  mutating func endOvertime(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) -> Bool {
    var isResponding = false
    switch view.units[unit].activity {
    case .responding: isResponding = true
    case .handingOver:
      queue.cancel(units[unit].next)
      process.ledger.log(.shiftEnded, at: time, unit: unit)
    case .offDuty, .travelling, .visiting, .standingBy, .onBreak, .processingArrest: break
    }
    if units[unit].isPastShift { desk.addOvertime(unit, seconds: time - units[unit].dutyEnd) }
    units[unit].isPastShift = false
    return isResponding
  }

  private mutating func leaveDuty(_ unit: Int, at time: Double) {
    take(.offDuty, unit, at: time)
    units[unit].isPastShift = false
    desk.addOvertime(unit, seconds: time - units[unit].dutyEnd)
    process.ledger.log(.shiftEnded, at: time, unit: unit)
  }
}
