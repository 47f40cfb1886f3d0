// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// How often each place is to be visited in a week, and what a minute of patrol is then worth.
///
/// A team's minutes on patrol are spent a visit at a time on the place where one more prevents most for the time it costs. Since
/// each further visit to a place prevents less than the one before, the places end with the same harm prevented a minute at
/// the margin: the price of a minute.
struct WeekPlan: Sendable {
  /// Hours from one visit to the next, by place; infinite where none is to be visited.
  private(set) var gapsInHours: [Double]
  /// Harm prevented by the last minute of the week, in days a minute, by team.
  private(set) var prices: [Double]

  /// - Complexity: O(visits in a week × places of a team).
  init(_ view: OperationView, value: VisitValue, level: (Int) -> Double) {
    let plan = view.plan
    gapsInHours = plan.places.map { _ in .infinity }
    prices = plan.teamPlaces.map { _ in 0 }
    for team in plan.teamPlaces.indices where !plan.teamPlaces[team].isEmpty {
      fill(team, view, value: value, level: level)
    }
  }

  private mutating func fill(
    _ team: Int, _ view: OperationView, value: VisitValue, level: (Int) -> Double
  ) {
    let plan = view.plan
    guard let unit = plan.unitTeams.firstIndex(of: team) else { return }
    let (places, tactic) = (plan.teamPlaces[team], plan.unitTactics[unit])
    let minutes = plan.operation.visitInMinutes
    let mode = plan.operation.units[unit].mode
    let costs = places.map { place in
      minutes + WeekPlan.travelInMinutes(to: place, among: places, plan, mode: mode)
    }
    /// Harm kept away from a place in a week of so many visits, in days.
    func kept(_ index: Int, _ visits: Int) -> Double {
      guard visits > 0 else { return 0 }
      return 168 * level(places[index])
        * value.shareKept(gapInHours: 168 / Double(visits), minutes: minutes, tactic: tactic)
    }
    var left = WeekPlan.minutesOnPatrol(ofTeam: team, plan)
    var visits = places.map { _ in 0 }
    var gains = places.indices.map { kept($0, 1) / costs[$0] }
    while let next = gains.indices.max(by: { (gains[$0], $1) < (gains[$1], $0) }),
      gains[next] > 0, left >= costs[next]
    {
      left -= costs[next]
      prices[team] = gains[next]
      visits[next] += 1
      gains[next] = (kept(next, visits[next] + 1) - kept(next, visits[next])) / costs[next]
    }
    for (index, place) in places.enumerated() where visits[index] > 0 {
      gapsInHours[place] = 168 / Double(visits[index])
    }
  }

  /// The mean way to a place from the two of its team that are nearest to it, in minutes: what a good tour costs.
  private static func travelInMinutes(
    to place: Int, among places: [Int], _ plan: OperationPlan, mode: TravelMode
  ) -> Double {
    var (nearest, second) = (Double.infinity, Double.infinity)
    for other in places where other != place {
      let minutes = plan.travelInSeconds(from: .place(other), to: place, by: mode) / 60
      if minutes < nearest {
        (nearest, second) = (minutes, nearest)
      } else {
        second = min(second, minutes)
      }
    }
    guard nearest.isFinite else { return 0 }
    return second.isFinite ? (nearest + second) / 2 : nearest
  }

  /// What a team's units have for patrol in a week, in minutes: shifts without breaks and handovers.
  private static func minutesOnPatrol(ofTeam team: Int, _ plan: OperationPlan) -> Double {
    plan.operation.units.indices.reduce(0) { sum, unit in
      let patrol = plan.operation.units[unit]
      guard plan.unitTeams[unit] == team,
        let shift = plan.operation.shifts.first(where: { $0.id == patrol.shift })
      else { return sum }
      let each = Double(shift.lengthInMinutes) - plan.operation.breakInMinutes - 2 * shift.handoverInMinutes
      return sum + max(0, each) * Double(shift.days.count) * (1 - patrol.abstraction)
    }
  }
}
