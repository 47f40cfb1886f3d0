// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

// When shifts start: the next one, those from which a unit is taken away, and those that a strategy moves. And the word
// that a strategy gets when a unit is taken from patrol or is back.
extension CampaignModel {
  /// Schedules the next shift of a unit from which it isn't taken away, and the word on those from which it is.
  mutating func scheduleShift(of unit: Int, _ queue: inout EventQueue<Event>) {
    while units[unit].nextDuty < units[unit].duty.count,
      Abstraction.takes(
        units[unit].abstraction, unit: tables.streams.units[unit],
        shift: units[unit].duty[units[unit].nextDuty].planned, seed: process.seed,
        replication: process.replication)
    {
      let shift = units[unit].nextDuty
      let start = units[unit].duty[shift].start
      units[unit].nextDuty += 1
      dosage[start < tables.campaignEnd ? 0 : 1].abstractedShifts += 1
      let event = queue.schedule(.shiftAbstracted(unit: Int32(unit), shift: Int32(shift)), at: start)
      units[unit].abstractions.append((shift, event))
    }
    units[unit].nextShift = .none
    guard units[unit].nextDuty < units[unit].duty.count else { return }
    units[unit].nextShift = queue.schedule(
      .shiftStarts(unit: Int32(unit)), at: units[unit].duty[units[unit].nextDuty].start)
  }

  /// A shift would start from which a unit is taken away.
  mutating func noteAbstraction(
    of unit: Int, shift: Int, at time: Double, _ queue: inout EventQueue<Event>
  ) {
    units[unit].abstractions.removeAll { $0.shift == shift }
    tell(.abstracted(unit: unit), at: time, &queue)
  }

  /// Tells the strategy that a unit is back, unless another call has it already.
  mutating func tellCleared(_ unit: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    if case .responding = view.units[unit].activity { return }
    tell(.cleared(unit: unit), at: time, &queue)
  }

  /// Tells the strategy what has become of a unit, and carries out what it orders.
  mutating func tell(_ change: UnitChange, at time: Double, _ queue: inout EventQueue<Event>) {
    view.nowInSeconds = time
    strategy.unitChanged(change, view, orders: &orders)
    obey(at: time, &queue)
  }
}

// Shifts that a strategy moves within the flexibility of the operation.
extension CampaignModel {
  private var canMoveShifts: Bool { tables.scenario.operation.shiftFlexibilityInMinutes > 0 }

  /// The first moment of a week, counted from the start of the campaign; the end of the run for one after it.
  private func start(ofWeek week: Int) -> Double {
    let starts = tables.calendar.dayStartInSeconds
    return starts[min(7 * (tables.scenario.phases.historyWeeks + week), starts.count - 1)]
  }

  /// Schedules the moments at which the strategy is asked, ahead of the shifts that start with a week.
  mutating func scheduleWeeks(_ queue: inout EventQueue<Event>) {
    guard canMoveShifts else { return }
    var week = 1
    while start(ofWeek: week) < tables.end {
      queue.schedule(.weekBegins(Int32(week)), at: start(ofWeek: week))
      week += 1
    }
  }

  /// Asks the strategy to move the shifts that start in a week, and moves them as far as the operation allows.
  mutating func moveShifts(inWeek week: Int, at time: Double, _ queue: inout EventQueue<Event>) {
    guard canMoveShifts, tables.isOperating(atSecond: time) else { return }
    view.nowInSeconds = time
    let moves = strategy.shiftMoves(inWeek: week, view)
    precondition(moves.isEmpty || moves.count == units.count, "One move a unit, or none")
    let flexibility = tables.scenario.operation.shiftFlexibilityInMinutes
    let weekEnd = start(ofWeek: week + 1)
    for unit in units.indices {
      let minutes = moves.isEmpty ? 0 : min(flexibility, max(-flexibility, moves[unit]))
      moveShifts(of: unit, byMinutes: minutes, from: time, to: weekEnd, &queue)
    }
  }

  private mutating func moveShifts(
    of unit: Int, byMinutes minutes: Double, from time: Double, to weekEnd: Double,
    _ queue: inout EventQueue<Event>
  ) {
    let count = units[unit].duty.count
    let first = units[unit].duty[units[unit].nextMovable...].firstIndex { $0.start >= time } ?? count
    let end = units[unit].duty[first...].firstIndex { $0.start >= weekEnd } ?? count
    units[unit].nextMovable = end
    guard minutes != 0, first < end else { return }
    let (campaignEnd, wave, runEnd) = (tables.campaignEnd, tables.secondWave, tables.end)
    units[unit].duty.move(first..<end, bySeconds: minutes * 60) { start in
      if start < campaignEnd { return time...campaignEnd }
      if let wave, wave.contains(start) { return time...wave.upperBound }
      return time...runEnd
    }
    for index in units[unit].abstractions.indices {
      let start = units[unit].duty[units[unit].abstractions[index].shift].start
      queue.reschedule(&units[unit].abstractions[index].event, at: start)
    }
    if units[unit].nextShift != .none, units[unit].nextDuty < units[unit].duty.count {
      let start = units[unit].duty[units[unit].nextDuty].start
      queue.reschedule(&units[unit].nextShift, at: start)
    }
  }
}
