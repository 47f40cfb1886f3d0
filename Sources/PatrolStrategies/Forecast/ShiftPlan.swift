// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// When each unit's shifts of a week best start: so that the hours on duty cover the harm that is expected.
///
/// An hour with *n* units of a team on duty keeps away the share that visits keep which come as often as *n* units can make
/// them, of the harm expected at the team's places in that hour, by presence and the fast memory: the slow one outlasts the
/// hours. Each further unit adds less. One unit after the other takes
/// the start, a quarter of an hour at a time, with which its team's week is worth most, and again until none moves.
struct ShiftPlan {
  static let stepInMinutes = 15.0

  private let view: OperationView
  /// The first day of the week, counted from the start of the run.
  private let firstDay: Int
  /// The hours of the week and of the day after, counted from the start of the run.
  private let hours: Range<Int>
  /// Expected harm by team and hour.
  private let harm: [[Double]]
  /// The share kept by team and number of units on duty.
  private let kept: [[Double]]

  init(inWeek week: Int, _ view: OperationView, value: VisitValue, rate: (Int, Int) -> Double) {
    self.view = view
    let plan = view.plan
    let calendar = view.calendar
    firstDay = calendar.day(atSecond: plan.campaignStartInSeconds) + 7 * week
    let lastDay = min(firstDay + 8, calendar.dayCount)
    let firstHour = Int(calendar.dayStartInSeconds[min(firstDay, calendar.dayCount)] / 3_600)
    let hours = firstHour..<Int(calendar.dayStartInSeconds[lastDay] / 3_600)
    self.hours = hours
    harm = plan.teamPlaces.map { places in
      hours.map { hour in places.reduce(0) { $0 + rate($1, hour) } }
    }
    kept = plan.teamPlaces.indices.map { team in
      let count = plan.unitTeams.count { $0 == team }
      let places = Double(max(1, plan.teamPlaces[team].count))
      let tactic = plan.unitTeams.firstIndex(of: team).map { plan.unitTactics[$0] } ?? 0
      let minutes = plan.operation.visitInMinutes
      // On the way for half as long as at a place: an assumption that hardly matters, since it is the same in each hour.
      return (0...count).map { units in
        guard units > 0 else { return 0 }
        let gap = places * 1.5 * minutes / 60 / Double(units)
        return value.shareKept(gapInHours: gap, minutes: minutes, tactic: tactic, countsSlow: false)
      }
    }
  }

  /// Returns the minutes by which each unit's shifts start later, by unit.
  func moves() -> [Double] {
    var moves = view.plan.unitTeams.map { _ in 0.0 }
    var onDuty = [Int](repeating: 0, count: hours.count * 4)
    let flexibility = view.plan.operation.shiftFlexibilityInMinutes
    let steps = Int(flexibility / ShiftPlan.stepInMinutes)
    // No move first, then the smaller ones: of equal ones the smallest is taken.
    var candidates = [0.0]
    for step in 0..<steps { candidates += [-Double(step + 1), Double(step + 1)] }
    for team in view.plan.teamPlaces.indices where !view.plan.teamPlaces[team].isEmpty {
      let units = view.plan.unitTeams.indices.filter { view.plan.unitTeams[$0] == team }
      for _ in 0..<3 {
        let before = moves
        for unit in units {
          var best = (move: 0.0, worth: -1.0)
          for candidate in candidates {
            moves[unit] = candidate * ShiftPlan.stepInMinutes
            let worth = worth(ofTeam: team, units, moves, &onDuty)
            if worth > best.worth * (1 + 1e-9) { best = (moves[unit], worth) }
          }
          moves[unit] = best.move
        }
        if moves == before { break }
      }
    }
    return moves
  }

  /// Harm kept away in the week if a team's units start so many minutes later, in days.
  ///
  /// - Parameter onDuty: Room for the units on duty in each quarter of an hour.
  private func worth(
    ofTeam team: Int, _ units: [Int], _ moves: [Double], _ onDuty: inout [Int]
  ) -> Double {
    for quarter in onDuty.indices { onDuty[quarter] = 0 }
    let calendar = view.calendar
    for unit in units {
      guard
        let shift = view.plan.operation.shifts.first(where: { $0.id == view.plan.operation.units[unit].shift }
        )
      else { continue }
      for day in firstDay..<min(firstDay + 7, calendar.dayCount)
      where shift.days.contains(calendar.start.adding(days: day).weekday) {
        let start = calendar.second(onDay: day, minute: shift.startMinute) + moves[unit] * 60
        let first = Int((start - Double(hours.lowerBound) * 3_600) / 900)
        // A shift that is moved may begin after the last hour of the run.
        let range = (first..<first + shift.lengthInMinutes / 15).clamped(to: onDuty.indices)
        for quarter in range { onDuty[quarter] += 1 }
      }
    }
    var worth = 0.0
    for quarter in onDuty.indices {
      worth += harm[team][quarter / 4] / 4 * kept[team][onDuty[quarter]]
    }
    return worth
  }
}

extension VisitPlanner {
  /// Returns the minutes by which each unit's shifts of a week start later.
  mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    guard view.plan.operation.shiftFlexibilityInMinutes > 0 else { return [] }
    update(view)
    return ShiftPlan(inWeek: week, view, value: value) { [rates] in rates.rate(at: $0, hour: $1) }.moves()
  }
}
