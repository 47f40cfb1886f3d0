// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Decides where each free unit goes: to the place where a visit prevents most expected harm beyond what its time is worth.
///
/// What is expected comes from its source of rates. How often each place is to be visited is planned for a week at a time;
/// the plan says how long what a visit leaves behind has to last, and what a minute is worth elsewhere. Places where another
/// unit is, or is going, are left out.
struct VisitPlanner<Rates: HarmRates>: Sendable {
  var rates: Rates
  private(set) var beliefs: BelievedDeterrence
  private(set) var weekPlan: WeekPlan
  var shiftPlan: ShiftPlan
  private let refreshInHours: Double
  private var refreshed: Double
  private var planned: Double

  /// The least time at a place that a trip is made for, in minutes.
  private var shortestVisit: Double { 1 }

  /// - Parameters:
  ///   - rates: What is expected, as of now.
  ///   - refreshInHours: How often the rates are brought up to date; greater than 0.
  ///   - view: What the control room knows when the campaign begins.
  init(rates: Rates, refreshInHours: Double, view: OperationView) {
    self.rates = rates
    self.refreshInHours = refreshInHours
    beliefs = BelievedDeterrence(
      view.plan.beliefs, placeCount: view.plan.places.count, effects: view.plan.tactics.map(\.effect),
      visitInMinutes: view.plan.operation.visitInMinutes)
    weekPlan = WeekPlan(view)
    weekPlan.plan(view, beliefs: beliefs, rates: rates)
    shiftPlan = ShiftPlan(view, beliefs: beliefs)
    refreshed = view.nowInSeconds
    planned = view.nowInSeconds
  }

  /// Takes note of delivered visits, of new rates where the last reading is old enough, and plans the week when one is over.
  mutating func update(_ view: OperationView) {
    beliefs.note(view.visits)
    // A minute of slack keeps a 24-hour refresh from drifting by the length of a visit each day.
    if view.nowInSeconds - refreshed >= refreshInHours * 3_600 - 60 {
      rates.refresh(view)
      refreshed = view.nowInSeconds
    }
    guard view.nowInSeconds - planned >= 7 * 86_400 - 60 else { return }
    weekPlan.plan(view, beliefs: beliefs, rates: rates)
    planned = view.nowInSeconds
  }

  /// Returns what a free unit does next.
  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    update(view)
    guard let visit = bestVisit(for: unit, view) else { return .standBy(minutes: 15) }
    return .visit(place: visit.place, minutes: visit.minutes)
  }

  /// Returns the visit that is worth most, or `nil` where every place is taken or too far.
  func bestVisit(for unit: Int, _ view: OperationView) -> (place: Int, minutes: Double)? {
    var best: (place: Int, worth: Double, minutes: Double)?
    view.forEachFreePlace(of: unit) { place in
      guard let visit = visit(to: place, by: unit, view) else { return }
      if visit.worth > best?.worth ?? -.infinity { best = (place, visit.worth, visit.minutes) }
    }
    return best.map { ($0.place, $0.minutes) }
  }

  /// What a unit would do at a place.
  struct Visit {
    /// Harm that it prevents, in days.
    let harm: Double
    /// Travel and visit, in minutes.
    let cost: Double
    /// The length of the visit.
    let minutes: Double
    /// Harm prevented beyond what its time is worth, in days.
    let worth: Double
  }

  /// Returns what a unit would do at a place if it went there now; `nil` where it can't get there on its shift.
  ///
  /// The visit is as long as aimed at, or as what is left of the shift; where too little would be left for another, it
  /// goes on to the end.
  func visit(to place: Int, by unit: Int, _ view: OperationView) -> Visit? {
    let aimedAt = view.plan.operation.visitInMinutes
    let travel = view.travelInSeconds(of: unit, to: place)
    let arrival = view.nowInSeconds + travel
    let left = (view.units[unit].shiftEndInSeconds - arrival) / 60
    guard left >= shortestVisit else { return nil }
    let minutes = left < 1.5 * aimedAt ? left : aimedAt
    let hour = view.calendar.hourIndex(atSecond: arrival)
    let harm = beliefs.harmPrevented(
      at: place, second: arrival, rate: rates.rate(at: place, hour: hour), level: rates.level(at: place),
      minutes: minutes, tactic: view.plan.unitTactics[unit], gapInHours: weekPlan.gapsInHours[place])
    let cost = travel / 60 + minutes
    return Visit(
      harm: harm, cost: cost, minutes: minutes, worth: harm - price(of: unit, view) * cost)
  }

  /// Harm that a unit prevents by what is left of its visit, and the minutes that are left.
  func restOfVisit(
    at place: Int, until end: Double, by unit: Int, _ view: OperationView
  ) -> (harm: Double, minutes: Double) {
    let minutes = view.plan.operation.visitInMinutes
    let left = max(0, end - view.nowInSeconds) / 60
    guard left > 0 else { return (0, 0) }
    let hour = view.calendar.hourIndex(atSecond: view.nowInSeconds)
    let harm = beliefs.harmPrevented(
      at: place, second: view.nowInSeconds, rate: rates.rate(at: place, hour: hour),
      level: rates.level(at: place), minutes: max(minutes, left), tactic: view.units[unit].tactic,
      gapInHours: weekPlan.gapsInHours[place], done: max(0, minutes - left))
    return (harm, left)
  }

  /// What a minute of a unit is worth, in days of harm.
  func price(of unit: Int, _ view: OperationView) -> Double { weekPlan.prices[view.units[unit].team] }
}

extension OperationView {
  /// Calls a function with each place of a unit where no other unit is or is going, in their order.
  ///
  /// - Complexity: O(units + places of the unit), but for units that aim at one of its places.
  func forEachFreePlace(of unit: Int, _ body: (Int) -> Void) {
    let places = places(of: unit)
    guard let lowest = places.min(), let highest = places.max() else { return }
    withUnsafeTemporaryAllocation(of: Bool.self, capacity: places.count) { taken in
      taken.initialize(repeating: false)
      func take(_ place: Int) {
        // In a country most units are elsewhere.
        guard place >= lowest, place <= highest else { return }
        for index in places.indices where places[index] == place { taken[index] = true }
      }
      for other in units.indices where other != unit {
        if let place = units[other].placeHeld { take(place) }
      }
      for index in places.indices where !taken[index] { body(places[index]) }
    }
  }

  /// Whether another unit is at a place or on its way there.
  func isTaken(_ place: Int, except unit: Int?) -> Bool {
    units.indices.contains { $0 != unit && units[$0].placeHeld == place }
  }
}

extension UnitView {
  /// The place that others leave to it: which it visits, answers a call at, or is on its way to; `nil` where there is none.
  fileprivate var placeHeld: Int? {
    if case .responding(let place, _) = activity { return place }
    return placeAimedAt
  }
}
