// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// When each unit's shifts of a week best start: so that the hours on duty cover the harm that is expected.
///
/// An hour with *n* units of a team on duty keeps away the share that visits keep which come as often as *n* units can make
/// them, of the harm expected at the team's places in that hour, by presence and the fast memory: the slow one outlasts the
/// hours. Each further unit adds less. One unit after the other takes
/// the start, a quarter of an hour at a time, with which its team's week is worth most, and again until none moves.
struct ShiftPlan: Sendable {
  static let stepInMinutes = 15.0

  /// The units of each team.
  private let units: [[Int]]
  /// The share kept by team and number of units on duty.
  private let kept: [[Double]]
  /// Moves that are tried, in minutes: none first, then the smaller ones, since of equal ones the first is taken.
  private let candidates: [Double]
  /// Room for the harm expected at a team's places by hour of the week and of the day after.
  private var harm: [Double]
  /// Room for the units on duty in each quarter of these hours.
  private var onDuty: [Int]
  /// The minutes by which each unit's shifts start later.
  private var moves: [Double]

  init(_ view: OperationView, beliefs: BelievedDeterrence) {
    let plan = view.plan
    units = plan.teamPlaces.indices.map { team in
      plan.unitTeams.indices.filter { plan.unitTeams[$0] == team }
    }
    kept = zip(plan.teamPlaces, units).map { places, units in
      let tactic = units.first.map { plan.unitTactics[$0] } ?? 0
      let minutes = plan.operation.visitInMinutes
      // On the way for half as long as at a place: an assumption that hardly matters, since it is the same in each hour.
      return (0...units.count).map { count in
        guard count > 0 else { return 0 }
        let gap = Double(max(1, places.count)) * 1.5 * minutes / 60 / Double(count)
        return beliefs.shareKept(gapInHours: gap, minutes: minutes, tactic: tactic, countsSlow: false)
      }
    }
    let steps = Int(plan.operation.shiftFlexibilityInMinutes / ShiftPlan.stepInMinutes)
    candidates =
      [0]
      + (0..<steps).flatMap { step in
        [-1.0, 1].map { $0 * Double(step + 1) * ShiftPlan.stepInMinutes }
      }
    // Eight days, one of which may have an hour more.
    harm = [Double](repeating: 0, count: 8 * 24 + 1)
    onDuty = [Int](repeating: 0, count: 4 * harm.count)
    moves = plan.unitTeams.map { _ in 0 }
  }

  /// Returns the minutes by which each unit's shifts of a week start later, by unit.
  mutating func moves(inWeek week: Int, _ view: OperationView, rates: some HarmRates) -> [Double] {
    let (plan, calendar) = (view.plan, view.calendar)
    let firstDay = calendar.day(atSecond: plan.campaignStartInSeconds) + 7 * week
    let firstHour = Int(calendar.dayStartInSeconds[min(firstDay, calendar.dayCount)] / 3_600)
    let endHour = Int(calendar.dayStartInSeconds[min(firstDay + 8, calendar.dayCount)] / 3_600)
    let hours = firstHour..<min(endHour, firstHour + harm.count)
    for unit in moves.indices { moves[unit] = 0 }
    for team in units.indices where !plan.teamPlaces[team].isEmpty {
      for hour in hours {
        harm[hour - firstHour] = plan.teamPlaces[team].reduce(0) { $0 + rates.rate(at: $1, hour: hour) }
      }
      for _ in 0..<3 { if !settle(team, firstDay: firstDay, hours: hours, view) { break } }
    }
    return moves
  }

  /// Gives each unit of a team the start with which the team's week is worth most.
  ///
  /// - Returns: Whether any of them moved.
  private mutating func settle(
    _ team: Int, firstDay: Int, hours: Range<Int>, _ view: OperationView
  ) -> Bool {
    var hasMoved = false
    for unit in units[team] {
      let before = moves[unit]
      var best = (move: 0.0, worth: -1.0)
      for candidate in candidates {
        moves[unit] = candidate
        let worth = worth(ofTeam: team, firstDay: firstDay, hours: hours, view)
        if worth > best.worth * (1 + 1e-9) { best = (candidate, worth) }
      }
      moves[unit] = best.move
      if best.move != before { hasMoved = true }
    }
    return hasMoved
  }

  /// Harm kept away in the week as the team's units start now, in days.
  private mutating func worth(
    ofTeam team: Int, firstDay: Int, hours: Range<Int>, _ view: OperationView
  ) -> Double {
    let calendar = view.calendar
    let quarters = 0..<4 * hours.count
    for quarter in quarters { onDuty[quarter] = 0 }
    for unit in units[team] {
      let id = view.plan.operation.units[unit].shift
      guard let shift = view.plan.operation.shifts.first(where: { $0.id == id }) else { continue }
      for day in firstDay..<min(firstDay + 7, calendar.dayCount)
      where shift.days.contains(calendar.start.adding(days: day).weekday) {
        let start = calendar.second(onDay: day, minute: shift.startMinute) + moves[unit] * 60
        let first = Int((start - Double(hours.lowerBound) * 3_600) / 900)
        // A shift that is moved may begin after the last hour of the run.
        let range = (first..<first + shift.lengthInMinutes / 15).clamped(to: quarters)
        for quarter in range { onDuty[quarter] += 1 }
      }
    }
    var worth = 0.0
    for quarter in quarters { worth += harm[quarter / 4] / 4 * kept[team][onDuty[quarter]] }
    return worth
  }
}

extension VisitPlanner {
  /// Returns the minutes by which each unit's shifts of a week start later.
  mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    guard view.plan.operation.shiftFlexibilityInMinutes > 0 else { return [] }
    update(view)
    return shiftPlan.moves(inWeek: week, view, rates: rates)
  }
}
