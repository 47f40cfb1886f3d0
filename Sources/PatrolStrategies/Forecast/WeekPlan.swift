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

  /// What a visit costs, travel included, by team and place of the team, in minutes.
  private let costs: [[Double]]
  /// What a team has for patrol in a week, in minutes.
  private let minutesOnPatrol: [Double]
  /// Room for the visits of a place of the team in hand, and for what one more would gain a minute.
  private var visits: [Int]
  private var gains: [Double]

  /// Creates the plan of no visit.
  init(_ view: OperationView) {
    let plan = view.plan
    gapsInHours = plan.places.map { _ in .infinity }
    prices = plan.teamPlaces.map { _ in 0 }
    costs = plan.teamPlaces.indices.map { team in
      guard let unit = plan.unitTeams.firstIndex(of: team) else { return [] }
      let (places, mode) = (plan.teamPlaces[team], plan.operation.units[unit].mode)
      return places.map {
        plan.operation.visitInMinutes + WeekPlan.travelInMinutes(to: $0, among: places, plan, mode: mode)
      }
    }
    minutesOnPatrol = plan.teamPlaces.indices.map { WeekPlan.minutesOnPatrol(ofTeam: $0, plan) }
    let most = plan.teamPlaces.map(\.count).max() ?? 0
    visits = [Int](repeating: 0, count: most)
    gains = [Double](repeating: 0, count: most)
  }

  /// Plans a week, in the memory that is there.
  ///
  /// - Complexity: O(visits in a week × places of a team).
  mutating func plan(_ view: OperationView, beliefs: BelievedDeterrence, rates: some HarmRates) {
    for place in gapsInHours.indices { gapsInHours[place] = .infinity }
    for team in prices.indices {
      prices[team] = 0
      guard let unit = view.plan.unitTeams.firstIndex(of: team) else { continue }
      fill(team, tactic: view.plan.unitTactics[unit], view, beliefs: beliefs, rates: rates)
    }
  }

  private mutating func fill(
    _ team: Int, tactic: Int, _ view: OperationView, beliefs: BelievedDeterrence, rates: some HarmRates
  ) {
    let places = view.plan.teamPlaces[team]
    let minutes = view.plan.operation.visitInMinutes
    /// Harm kept away from a place in a week of so many visits, in days.
    func kept(_ place: Int, _ visits: Int) -> Double {
      guard visits > 0 else { return 0 }
      return 168 * rates.level(at: place)
        * beliefs.shareKept(gapInHours: 168 / Double(visits), minutes: minutes, tactic: tactic)
    }
    var left = minutesOnPatrol[team]
    for (index, place) in places.enumerated() {
      visits[index] = 0
      gains[index] = kept(place, 1) / costs[team][index]
    }
    while true {
      // Of equal ones the first.
      var next = 0
      for index in places.indices where gains[index] > gains[next] { next = index }
      guard next < places.count, gains[next] > 0, left >= costs[team][next] else { break }
      left -= costs[team][next]
      prices[team] = gains[next]
      visits[next] += 1
      gains[next] =
        (kept(places[next], visits[next] + 1) - kept(places[next], visits[next])) / costs[team][next]
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
