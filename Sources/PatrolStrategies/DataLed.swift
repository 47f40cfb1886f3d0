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

  private var planner: VisitPlanner<HarmForecast>?

  /// Creates the strategy from parameters by name; what is left out has its default.
  public init(_ values: [String: Double] = [:]) {
    refreshInHours = Self.refresh.value(in: values)
    horizonInDays = Self.horizon.value(in: values)
    recentInDays = Self.recent.value(in: values)
    recentWeight = Self.weight.value(in: values)
  }

  /// Returns the forecast as of the beginning of the campaign.
  func forecast(_ view: OperationView) -> HarmForecast {
    HarmForecast(
      horizonInDays: horizonInDays, recentInDays: recentInDays, recentWeight: recentWeight, view: view)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    planner = VisitPlanner(rates: forecast(view), refreshInHours: refreshInHours, view: view)
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    planner?.nextTask(for: unit, view) ?? .standBy(minutes: 15)
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
