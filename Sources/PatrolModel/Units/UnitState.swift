// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import DiscreteEvents

/// A patrol unit during the run. Each transition changes this unit alone.
struct UnitState {
  enum Activity: Hashable {
    case offDuty
    case travelling(to: Int, plannedSeconds: Double, arrival: Double)
    case visiting(place: Int, arrived: Double, plannedEnd: Double)
    case standingBy
    case onBreak
  }
  let team: Int
  let mode: TravelMode
  let officers: Int
  let duty: [DutyPeriod]
  var nextDuty = 0
  var activity = Activity.offDuty
  /// Where it is, or where it set out from.
  var position: Coordinate
  /// When it set out, in seconds since the start of the run.
  var setOut = 0.0
  var shiftStart = 0.0
  var shiftEnd = 0.0
  var hasHadBreak = false
  var tasksThisShift = 0
  /// The next event of what it is doing.
  var next = EventHandle.none

  /// Where it is now: on the straight line to its destination while it travels.
  func position(at time: Double, destination: (Int) -> Coordinate) -> Coordinate {
    guard case .travelling(let place, _, let arrival) = activity, arrival > setOut else { return position }
    let goal = destination(place)
    let share = min(1, max(0, (time - setOut) / (arrival - setOut)))
    return Coordinate(
      longitude: position.longitude + share * (goal.longitude - position.longitude),
      latitude: position.latitude + share * (goal.latitude - position.latitude))
  }

  /// What its control room sees of it.
  func view(at time: Double, destination: (Int) -> Coordinate) -> UnitView {
    let seen: UnitView.Activity =
      switch activity {
      case .offDuty: .offDuty
      case .travelling(let place, _, _): .travelling(to: place)
      case .visiting(let place, _, let end): .visiting(place: place, untilInSeconds: end)
      case .standingBy: .standingBy
      case .onBreak: .onBreak
      }
    return UnitView(
      team: team, mode: mode, activity: seen, position: position(at: time, destination: destination),
      shiftEndInSeconds: shiftEnd, shiftStartInSeconds: shiftStart, tasksThisShift: tasksThisShift)
  }
}
