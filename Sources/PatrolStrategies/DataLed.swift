// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Sends each free unit where a visit prevents most recorded harm for the time it costs.
///
/// A forecast of harm per place and hour is refreshed from the record every so many hours. A free unit
/// takes the place of its team with the largest harm prevented (the model's own deterrence, as believed) divided by travel plus
/// visit time; places where another unit is, or is going, are left out.
public struct DataLed: DeploymentStrategy {
  let refreshInHours: Double
  let horizonInDays: Double
  let recentInDays: Double
  let recentWeight: Double

  var forecast: HarmForecast?
  var value = VisitValue(placeCount: 0)
  private var refreshed = -Double.infinity

  public init(
    refreshInHours: Double = 24, horizonInDays: Double = 365, recentInDays: Double = 14,
    recentWeight: Double = 0.25
  ) {
    self.refreshInHours = refreshInHours
    self.horizonInDays = horizonInDays
    self.recentInDays = recentInDays
    self.recentWeight = recentWeight
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    value = VisitValue(placeCount: view.plan.places.count)
    forecast = HarmForecast(
      horizonInDays: horizonInDays, recentInDays: recentInDays, recentWeight: recentWeight, view: view)
    refreshed = view.nowInSeconds
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    refreshIfDue(view)
    guard let place = bestPlace(for: unit, view, extraRate: { _ in 0 }) else { return .standBy(minutes: 15) }
    return order(unit, to: place, view)
  }

  /// Reads new records where the last reading is old enough.
  mutating func refreshIfDue(_ view: OperationView) {
    // A minute of slack keeps a 24-hour refresh from drifting by the length of a visit each day.
    guard view.nowInSeconds - refreshed >= refreshInHours * 3_600 - 60 else { return }
    forecast?.refresh(view)
    refreshed = view.nowInSeconds
  }

  /// Returns the place with the most harm prevented a minute, or `nil` where every place is taken.
  func bestPlace(for unit: Int, _ view: OperationView, extraRate: (Int) -> Double) -> Int? {
    let team = view.units[unit].team
    var best: (place: Int, worth: Double)?
    for place in view.plan.teamPlaces[team] where !isTaken(place, except: unit, view) {
      let worth = worthPerMinute(of: place, for: unit, view, extraRate: extraRate(place))
      if worth > best?.worth ?? -1 { best = (place, worth) }
    }
    return best?.place
  }

  /// Harm prevented a minute if a unit goes to a place now, in days.
  func worthPerMinute(of place: Int, for unit: Int, _ view: OperationView, extraRate: Double = 0) -> Double {
    guard let forecast else { return 0 }
    let minutes = view.plan.operation.visitInMinutes
    let travel = view.plan.travelInSeconds(
      from: view.units[unit].position, to: place, by: view.units[unit].mode)
    let arrival = view.nowInSeconds + travel
    let hour = Int(view.calendar.hourOfWeek[view.calendar.hourIndex(atSecond: arrival)])
    let prevented = value.harmPrevented(
      at: place, second: arrival, rate: forecast.rate(at: place, hourOfWeek: hour) + extraRate,
      level: forecast.level(at: place), minutes: minutes)
    return prevented / (travel / 60 + minutes)
  }

  /// Harm prevented a minute by the rest of a visit, in days.
  func worthOfStaying(at place: Int, until end: Double, _ view: OperationView, extraRate: Double) -> Double {
    guard let forecast else { return 0 }
    let minutes = view.plan.operation.visitInMinutes
    let left = max(0, end - view.nowInSeconds) / 60
    guard left > 0 else { return 0 }
    let hour = Int(view.calendar.hourOfWeek[view.calendar.hourIndex(atSecond: view.nowInSeconds)])
    let prevented = value.harmPrevented(
      at: place, second: view.nowInSeconds, rate: forecast.rate(at: place, hourOfWeek: hour) + extraRate,
      level: forecast.level(at: place), minutes: minutes, done: max(0, minutes - left))
    return prevented / left
  }

  /// Whether another unit is at a place or on its way there.
  func isTaken(_ place: Int, except unit: Int, _ view: OperationView) -> Bool {
    view.units.indices.contains { other in
      guard other != unit else { return false }
      switch view.units[other].activity {
      case .travelling(let goal): return goal == place
      case .visiting(let here, _): return here == place
      case .offDuty, .standingBy, .onBreak: return false
      }
    }
  }

  /// Orders a visit and notes what it is expected to leave behind.
  mutating func order(_ unit: Int, to place: Int, _ view: OperationView) -> Tasking {
    let minutes = view.plan.operation.visitInMinutes
    let travel = view.plan.travelInSeconds(
      from: view.units[unit].position, to: place, by: view.units[unit].mode)
    value.note(visitTo: place, endingAt: view.nowInSeconds + travel + minutes * 60, minutes: minutes)
    return .visit(place: place, minutes: minutes)
  }

  static let parameters = [
    StrategyParameter(
      "refresh", "How often the forecast reads new records.", unit: .hours, default: 24, in: 1...8_760),
    StrategyParameter(
      "horizon", "How long an offence counts in the level of a place, as the mean of its exponential weight.",
      unit: .days, default: 365, in: 7...3_650),
    StrategyParameter(
      "recent", "How long an offence counts in what is going on now.", unit: .days, default: 14, in: 1...365),
    StrategyParameter(
      "recent_weight", "The weight of what is going on now against the level.", default: 0.25, in: 0...1),
  ]

  init(values: [String: Double]) {
    self.init(
      refreshInHours: values["refresh"] ?? 24, horizonInDays: values["horizon"] ?? 365,
      recentInDays: values["recent"] ?? 14, recentWeight: values["recent_weight"] ?? 0.25)
  }

  static let entry = StrategyEntry(
    name: "data-led",
    summary: "Visits where a forecast of recorded harm, refreshed daily, says they prevent most.",
    parameters: parameters
  ) { DataLed(values: $0) }
}
