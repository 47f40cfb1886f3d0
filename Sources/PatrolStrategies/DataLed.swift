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

  /// Creates the strategy from parameters by name; what is left out has its default.
  public init(_ values: [String: Double] = [:]) {
    refreshInHours = Self.refresh.value(in: values)
    horizonInDays = Self.horizon.value(in: values)
    recentInDays = Self.recent.value(in: values)
    recentWeight = Self.weight.value(in: values)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    value = VisitValue(placeCount: view.plan.places.count)
    forecast = HarmForecast(
      horizonInDays: horizonInDays, recentInDays: recentInDays, recentWeight: recentWeight, view: view)
    refreshed = view.nowInSeconds
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    update(view)
    guard let place = bestPlace(for: unit, view, extraRate: { _ in 0 }) else { return .standBy(minutes: 15) }
    return order(to: place, view)
  }

  /// Takes note of delivered visits, and of new records where the last reading is old enough.
  mutating func update(_ view: OperationView) {
    value.note(view.visits)
    // A minute of slack keeps a 24-hour refresh from drifting by the length of a visit each day.
    guard view.nowInSeconds - refreshed >= refreshInHours * 3_600 - 60 else { return }
    forecast?.refresh(view)
    refreshed = view.nowInSeconds
  }

  /// Returns the place with the most harm prevented a minute, or `nil` where every place is taken.
  func bestPlace(for unit: Int, _ view: OperationView, extraRate: (Int) -> Double) -> Int? {
    var best: (place: Int, worth: Double)?
    for place in view.places(of: unit) where !isTaken(place, except: unit, view) {
      let worth = worthPerMinute(of: place, for: unit, view, extraRate: extraRate(place))
      if worth > best?.worth ?? -1 { best = (place, worth) }
    }
    return best?.place
  }

  /// Harm prevented a minute if a unit goes to a place now, in days.
  func worthPerMinute(of place: Int, for unit: Int, _ view: OperationView, extraRate: Double = 0) -> Double {
    guard let forecast else { return 0 }
    let minutes = view.plan.operation.visitInMinutes
    let travel = view.travelInSeconds(of: unit, to: place)
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
      case .travelling(let goal, _): return goal == place
      case .visiting(let here, _): return here == place
      case .responding(let goal, _): return goal == place
      case .offDuty, .standingBy, .onBreak, .processingArrest, .handingOver: return false
      }
    }
  }

  /// Orders a visit of the length aimed at.
  func order(to place: Int, _ view: OperationView) -> Tasking {
    .visit(place: place, minutes: view.plan.operation.visitInMinutes)
  }

  private static let refresh = StrategyParameter(
    "refresh", "How often the forecast reads new records.", unit: .hours, default: 24, in: 1...8_760)
  private static let horizon = StrategyParameter(
    "horizon", "How long an offence counts in the level of a place, as the mean of its exponential weight.",
    unit: .days, default: 365, in: 7...3_650)
  private static let recent = StrategyParameter(
    "recent", "How long an offence counts in what is going on now.", unit: .days, default: 14, in: 1...365)
  private static let weight = StrategyParameter(
    "recent_weight", "The weight of what is going on now against the level.", default: 0.25, in: 0...1)
  static let parameters = [refresh, horizon, recent, weight]

  static let entry = StrategyEntry(
    name: "data-led",
    summary: "Visits where a forecast of recorded harm, refreshed daily, says they prevent most.",
    parameters: parameters
  ) { DataLed($0) }
}
