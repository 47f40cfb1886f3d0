// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// The data-led planner fed the true current rates: a bound on what better knowledge could be worth.
///
/// It knows each place's rate of harm as it is now, the block's level and the series under way included, and never a
/// single offence to come. Plan, objective and belief about deterrence are those of ``DataLed``. No force can have it.
public struct Oracle: TruthInformedStrategy {
  private var truth: TrueRates?
  private var planner: VisitPlanner<TrueHarmRates>?

  public init() {}

  public mutating func meet(_ truth: TrueRates) { self.truth = truth }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    planner = truth.map {
      VisitPlanner(
        rates: TrueHarmRates(truth: $0, nowInSeconds: view.nowInSeconds), refreshInHours: 0, view: view)
    }
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    planner?.nextTask(for: unit, view) ?? .standBy(minutes: 15)
  }

  public mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    planner?.shiftMoves(inWeek: week, view) ?? []
  }

  static let entry = StrategyEntry(
    name: "oracle",
    summary:
      "As data-led, but knows the true crime rates. No force does: it shows what better information could add."
  ) { _ in Oracle() }
}

/// The true rates as a source for a planner.
struct TrueHarmRates: HarmRates {
  let truth: TrueRates
  /// The clock, in seconds since the start of the run.
  var nowInSeconds: Double

  mutating func refresh(_ view: OperationView) { nowInSeconds = view.nowInSeconds }

  func rate(at place: Int, hour: Int) -> Double {
    truth.harmRate(at: place, inHour: hour, second: nowInSeconds)
  }

  func level(at place: Int) -> Double { truth.meanHarmRate(at: place, second: nowInSeconds) }
}
