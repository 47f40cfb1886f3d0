// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import RandomVariates

/// One tour a team, ordered for short travel: the same places at the same hours every day.
///
/// The tour starts at the team's base and always goes on to the nearest place not yet on it, then is
/// untangled by reversing stretches while that shortens it. Units of a team start at points spread
/// evenly over the tour. A unit with a patch of its own has its tour there.
///
/// Where the operation has the visits that a force made, units repeat those instead. Shifts, officer hours and visit length are those of all other strategies.
///
/// Source of the untangling: Croes, "A method for solving traveling-salesman problems", *Operations
/// Research* 6 (1958), 791–812 (2-opt).
public struct FixedRota: DeploymentStrategy {
  /// The places that each unit may be sent to, as the tours were last drawn for.
  private var places: [[Int]] = []
  /// Each unit's places in the order in which they are visited.
  private var tours: [[Int]] = []
  /// Where on its tour each unit starts.
  private var starts: [Int] = []

  /// The next visit of the force's record, by unit.
  private var next: [Int] = []

  public init() {}

  public var followsDelivered: Bool { true }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    next = view.plan.unitTeams.map { _ in 0 }
    if view.plan.delivered == nil { drawTours(view) }
  }

  /// Draws a tour through the places of each unit; units of a team with the same places share one.
  private mutating func drawTours(_ view: OperationView) {
    let teams = view.plan.unitTeams
    places = teams.indices.map { view.places(of: $0) }
    tours = []
    starts = []
    for unit in teams.indices {
      let mates = teams.indices.filter { teams[$0] == teams[unit] && places[$0] == places[unit] }
      let first = mates.first ?? unit
      tours.append(first < unit ? tours[first] : tour(of: unit, view.plan))
      starts.append((mates.firstIndex(of: unit) ?? 0) * tours[unit].count / max(1, mates.count))
    }
  }

  private func tour(of unit: Int, _ plan: OperationPlan) -> [Int] {
    let team = plan.unitTeams[unit]
    return FixedRota.tour(through: places[unit], from: .base(team: team)) {
      plan.tourCost(ofTeam: team, from: $0, to: $1)
    }
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    if let delivered = view.plan.delivered { return repeating(delivered[unit], by: unit, view) }
    // Patches may have changed hands.
    if view.places(of: unit) != places[unit] { drawTours(view) }
    let tour = tours[unit]
    let step = starts[unit] + view.units[unit].tasksThisShift - 1
    return .visit(place: tour[step % tour.count], minutes: view.plan.operation.visitInMinutes)
  }

  /// The shortest stay worth a trip, in seconds, as for every visit of a run.
  private static let shortestStayInSeconds = 60.0

  /// Returns what a unit does next to repeat visits: it sets out so as to arrive when it did, and stays until it left.
  ///
  /// A visit that it can't be at for a minute before it was to leave is left out.
  private mutating func repeating(_ visits: [PlannedVisit], by unit: Int, _ view: OperationView) -> Tasking {
    while next[unit] < visits.count {
      let visit = visits[next[unit]]
      let travel = view.travelInSeconds(of: unit, to: visit.place)
      let departure = visit.arrivesInSeconds - travel
      // Half a second is nothing to a visit, and a unit that waits for less would never be done waiting.
      if departure > view.nowInSeconds + 0.5 {
        return .standBy(minutes: (departure - view.nowInSeconds) / 60)
      }
      next[unit] += 1
      let stay = visit.leavesInSeconds - view.nowInSeconds - travel
      if stay >= min(FixedRota.shortestStayInSeconds, visit.leavesInSeconds - visit.arrivesInSeconds - 0.5) {
        return .visit(place: visit.place, minutes: stay / 60)
      }
    }
    return .standBy(minutes: 1_440)
  }

  /// Returns a short closed tour through places, from the one nearest to a base.
  ///
  /// - Parameter cost: What it takes from a point to a place; between two places the same both ways.
  static func tour(
    through places: [Int], from base: Whereabouts, cost: (Whereabouts, Int) -> Double
  ) -> [Int] {
    var left = places
    var tour: [Int] = []
    var here = base
    while let next = left.indices.min(by: {
      (cost(here, left[$0]), left[$0]) < (cost(here, left[$1]), left[$1])
    }) {
      let place = left.remove(at: next)
      tour.append(place)
      here = .place(place)
    }
    guard tour.count > 3 else { return tour }
    func length(_ a: Int, _ b: Int) -> Double {
      cost(.place(tour[a % tour.count]), tour[b % tour.count])
    }
    var isShorter = true
    while isShorter {
      isShorter = false
      for i in 0..<tour.count - 2 {
        for j in i + 2..<tour.count where (j + 1) % tour.count != i {
          let saved = length(i, i + 1) + length(j, j + 1) - length(i, j) - length(i + 1, j + 1)
          if saved > 1e-6 {
            tour[i + 1...j].reverse()
            isShorter = true
          }
        }
      }
    }
    return tour
  }

  static let entry = StrategyEntry(
    name: "fixed-rota", summary: "Visits the same places at the same hours every day.",
    followsDelivered: true
  ) { _ in FixedRota() }
}
