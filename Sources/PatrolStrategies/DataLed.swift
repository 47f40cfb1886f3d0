// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Sends each free unit where a visit prevents most recorded harm beyond what its time is worth.
///
/// A forecast of harm per place and hour, fitted on the history, is refreshed from the record every so many hours. Each week
/// the minutes of a team are spread over its places; a free unit takes the place of its team with the largest harm
/// prevented (the model's own deterrence, as believed) less the price of travel and visit time. Places where another unit is, or is
/// going, are left out. Shifts move to the hours of most harm where the operation allows it.
public struct DataLed: DeploymentStrategy {
  let refreshInHours: Double
  let given: GivenSettings
  private var planner: VisitPlanner<HarmForecast>?

  /// Creates the strategy from parameters by name; what is left out is fitted on the history, or has its default.
  public init(_ values: [String: Double] = [:]) {
    refreshInHours = Self.refresh.value(in: values)
    var given = GivenSettings()
    given.horizonInDays = values[Self.horizon.name]
    given.recentInDays = values[Self.recent.name]
    given.recentWeight = values[Self.weight.name]
    given.bandwidthInMetres = values[Self.bandwidth.name]
    given.recentBandwidthInMetres = values[Self.near.name]
    given.flatness = values[Self.flatness.name]
    given.correction = Self.correction.value(in: values)
    self.given = given
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    planner = VisitPlanner(
      rates: HarmForecast(view, given: given), refreshInHours: refreshInHours, view: view)
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    planner?.nextTask(for: unit, view) ?? .standBy(minutes: 15)
  }

  public mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    planner?.shiftMoves(inWeek: week, view) ?? []
  }

  private static let refresh = StrategyParameter(
    "refresh", "How often the forecast reads new records.", unit: .hours, default: 24, in: 1...8_760)
  private static let horizon = StrategyParameter(
    "horizon", "How long an offence counts in the level of a place, as the mean of its exponential weight.",
    unit: .days, default: 365, in: 7...3_650, isFitted: true)
  private static let recent = StrategyParameter(
    "recent", "How long an offence counts in what is going on now.", unit: .days, default: 14, in: 1...365,
    isFitted: true)
  private static let weight = StrategyParameter(
    "recent_weight", "The weight of what is going on now against the level, fitted for each type.",
    default: 0.25, in: 0...1, isFitted: true)
  private static let bandwidth = StrategyParameter(
    "bandwidth", "How far places lend each other strength in the level, as a standard deviation.",
    unit: .metres, default: 0, in: 0...600, isFitted: true)
  private static let near = StrategyParameter(
    "near", "How far from an offence another is expected in what is going on now.", unit: .metres,
    default: 0, in: 0...600, isFitted: true)
  private static let flatness = StrategyParameter(
    "flatness", "How far the hour-of-week profile is drawn to flat.", default: 0.5, in: 0...1, isFitted: true)
  private static let correction = StrategyParameter(
    "correction",
    "How far discovered offences count by the patrol there was to find them: 0 for not at all, 1 for fully.",
    default: 0, in: 0...1, source: "off unless given; Ensign et al. 2018")
  static let parameters = [
    refresh, horizon, recent, weight, bandwidth, near, flatness, correction,
  ]

  static let entry = StrategyEntry(
    name: "data-led",
    summary: "Visits the places where a daily forecast of recorded harm says patrol prevents most.",
    parameters: parameters
  ) { DataLed($0) }
}
