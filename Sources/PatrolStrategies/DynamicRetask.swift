// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import RandomVariates

/// The data-led plan, and units redirected mid-shift when something new makes another place worth more.
///
/// A live incident and a tip raise what is expected at their place for a while; a unit that is taken away leaves a gap; one that
/// is back sooner than planned may be better placed than another. The unit whose move gains most leaves
/// what it does, if the move is worth a set factor of what it leaves (hysteresis, so that units don't
/// chase noise).
public struct DynamicRetask: DeploymentStrategy {
  private let refreshInHours: Double
  private let given: GivenSettings
  private let fadeInHours: Double
  private let tipFadeInHours: Double
  private let hysteresis: Double
  private var planner: VisitPlanner<LiftedRates<HarmForecast>>?
  private var tips: TipExperience

  /// Creates the strategy from parameters by name; what is left out is fitted on the history, or has its default.
  public init(_ values: [String: Double] = [:]) {
    let dataLed = DataLed(values)
    refreshInHours = dataLed.refreshInHours
    var given = dataLed.given
    given.followOn = values[Self.follow.name]
    self.given = given
    fadeInHours = Self.fade.value(in: values)
    tipFadeInHours = Self.tipFade.value(in: values)
    hysteresis = Self.stickiness.value(in: values)
    tips = TipExperience(prior: Self.tipPrior.value(in: values))
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    let rates = LiftedRates(
      base: HarmForecast(view, given: given), incidentFadeInHours: fadeInHours,
      tipFadeInHours: tipFadeInHours, placeCount: view.plan.places.count)
    planner = VisitPlanner(rates: rates, refreshInHours: refreshInHours, view: view)
    tips.begin(view)
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    planner?.rates.nowInSeconds = view.nowInSeconds
    return planner?.nextTask(for: unit, view) ?? .standBy(minutes: 15)
  }

  public mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    planner?.rates.nowInSeconds = view.nowInSeconds
    return planner?.shiftMoves(inWeek: week, view) ?? []
  }

  public mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    tips.note(offence)
    let (place, type) = (Int(offence.place), Int(offence.type))
    let harm = planner?.rates.base.followOnHarm(ofType: type) ?? 0
    let left = exp(-(view.nowInSeconds - offence.timeInSeconds) / (fadeInHours * 3_600))
    guard view.plan.places[place].isTarget, harm > 0, left > 0.01 else { return }
    bringUpToDate(view)
    planner?.rates.lift(place, byDaysOfHarm: harm * left, .incident)
    move(to: place, reason: .liveIncident(type: type), view, &orders)
  }

  public mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    let harm = tips.expectedOffences * view.plan.types[tip.type].harmInDays
    tips.follow(tip, nowInSeconds: view.nowInSeconds)
    guard view.plan.places[tip.place].isTarget, harm > 0 else { return }
    bringUpToDate(view)
    planner?.rates.lift(tip.place, byDaysOfHarm: harm, .tip)
    move(to: tip.place, reason: .tip(type: tip.type), view, &orders)
  }

  public mutating func unitChanged(
    _ change: UnitChange, _ view: OperationView, orders: inout [Redirection]
  ) {
    bringUpToDate(view)
    guard let planner else { return }
    switch change {
    case .taken(let unit, let place?): move(to: place, reason: .gap(unit: unit), view, &orders)
    case .taken: break
    case .abstracted(let unit):
      let moves = view.places(of: unit).compactMap {
        planner.bestMove(to: $0, hysteresis: hysteresis, view)
      }
      guard let best = moves.max(by: { ($0.gain, $1.place) < ($1.gain, $0.place) }) else { return }
      orders.append(Redirection(best, reason: .gap(unit: unit)))
    case .cleared(let unit):
      orders += planner.bestExchange(with: unit, hysteresis: hysteresis, view)
        .map { Redirection($0, reason: .cleared(unit: unit)) }
    }
  }

  private mutating func bringUpToDate(_ view: OperationView) {
    planner?.rates.nowInSeconds = view.nowInSeconds
    planner?.update(view)
  }

  /// Orders the move to a place that gains most, where one is worth it.
  private func move(
    to place: Int, reason: TaskingReason, _ view: OperationView, _ orders: inout [Redirection]
  ) {
    guard let move = planner?.bestMove(to: place, hysteresis: hysteresis, view) else { return }
    orders.append(Redirection(move, reason: reason))
  }

  private static let follow = StrategyParameter(
    "follow_on", "Offences of its type expected to follow at its place from one that has just become known.",
    default: 0, in: 0...1, isFitted: true)
  private static let fade = StrategyParameter(
    "fade", "Time constant with which that expectation fades.", unit: .hours, default: 4, in: 0.1...168)
  private static let tipPrior = StrategyParameter(
    "tip_offences",
    "Offences expected after a tip beyond the usual, before any tip was followed: the share that is true times what one announces.",
    default: 0.5, in: 0...100)
  private static let tipFade = StrategyParameter(
    "tip_fade", "Time constant with which the expectation of a tip fades.", unit: .hours, default: 168,
    in: 0.1...8_760)
  private static let stickiness = StrategyParameter(
    "hysteresis", "How many times as much a move must be worth as what the unit leaves.", default: 1.5,
    in: 1...100)

  static let entry = StrategyEntry(
    name: "dynamic-re-task",
    summary:
      "As data-led, and redirects units during a shift to live incidents, tips and gaps.",
    parameters: DataLed.parameters + [follow, fade, tipPrior, tipFade, stickiness]
  ) { DynamicRetask($0) }
}

extension Redirection {
  fileprivate init<Rates>(_ move: VisitPlanner<Rates>.Move, reason: TaskingReason) {
    self.init(unit: move.unit, place: move.place, minutes: move.minutes, reason: reason)
  }
}
