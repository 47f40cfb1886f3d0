// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import RandomVariates

/// The data-led plan, and a unit redirected mid-shift when a live incident makes another place worth more.
///
/// An offence that becomes known within an hour raises the expected harm of its place: follow-on harm
/// of so many offences of its type, fading with a time constant. The unit whose move gains most leaves
/// what it does, if the move is worth a set factor of what it leaves (hysteresis, so that units don't
/// chase noise).
public struct DynamicRetask: DeploymentStrategy {
  private let dataLed: DataLed
  private var planner: VisitPlanner<LiftedRates<HarmForecast>>?
  private let followOn: Double
  private let fadeInHours: Double
  private let hysteresis: Double

  /// Creates the strategy from parameters by name; what is left out has its default.
  public init(_ values: [String: Double] = [:]) {
    dataLed = DataLed(values)
    followOn = Self.follow.value(in: values)
    fadeInHours = Self.fade.value(in: values)
    hysteresis = Self.stickiness.value(in: values)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    let rates = LiftedRates(
      base: dataLed.forecast(view), fadeInHours: fadeInHours, placeCount: view.plan.places.count)
    planner = VisitPlanner(rates: rates, refreshInHours: dataLed.refreshInHours, view: view)
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    planner?.rates.nowInSeconds = view.nowInSeconds
    return planner?.nextTask(for: unit, view) ?? .standBy(minutes: 15)
  }

  public mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    planner?.update(view)
    let place = Int(offence.place)
    let now = view.nowInSeconds
    let age = now - offence.timeInSeconds
    guard view.plan.places[place].isTarget, age <= 3_600 else { return }
    let harm = view.plan.types[Int(offence.type)].harmInDays
    planner?.rates.nowInSeconds = now
    planner?.rates.lift(
      place, by: harm * followOn / fadeInHours * exp(-age / (fadeInHours * 3_600)))
    guard !view.isTaken(place, except: nil), let move = bestMove(to: place, view) else { return }
    orders.append(
      Redirection(
        unit: move, place: place, minutes: view.plan.operation.visitInMinutes,
        reason: .liveIncident(type: Int(offence.type))))
  }

  /// Returns the unit whose move to a place gains most, or `nil` where no move is worth it.
  private func bestMove(to place: Int, _ view: OperationView) -> Int? {
    guard let planner else { return nil }
    var best: (unit: Int, gain: Double)?
    for unit in view.units.indices where view.places(of: unit).contains(place) {
      guard let leaves = worthOfCurrentTask(of: unit, planner, view) else { continue }
      let worth = planner.worthPerMinute(of: place, for: unit, view)
      guard worth > hysteresis * leaves else { continue }
      if worth - leaves > best?.gain ?? 0 { best = (unit, worth - leaves) }
    }
    return best?.unit
  }

  /// Harm prevented a minute by going on, in days; `nil` for a unit that can't be moved.
  private func worthOfCurrentTask(
    of unit: Int, _ planner: VisitPlanner<LiftedRates<HarmForecast>>, _ view: OperationView
  ) -> Double? {
    switch view.units[unit].activity {
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver: return nil
    case .standingBy: return 0
    case .travelling(let goal, _): return planner.worthPerMinute(of: goal, for: unit, view)
    case .visiting(let here, let until): return planner.worthOfStaying(at: here, until: until, view)
    }
  }

  private static let follow = StrategyParameter(
    "follow_on", "Offences expected to follow at its place from one that has just become known.",
    default: 0.1, in: 0...1)
  private static let fade = StrategyParameter(
    "fade", "Time constant with which that expectation fades.", unit: .hours, default: 4, in: 0.1...168)
  private static let stickiness = StrategyParameter(
    "hysteresis", "How many times as much a move must be worth as what the unit leaves.", default: 1.5,
    in: 1...100)

  static let entry = StrategyEntry(
    name: "dynamic-re-task",
    summary: "Data-led, and units redirected mid-shift when a live incident makes another place worth more.",
    parameters: DataLed.parameters + [follow, fade, stickiness]
  ) { DynamicRetask($0) }
}
