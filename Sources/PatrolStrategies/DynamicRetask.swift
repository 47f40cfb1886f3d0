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
  private var planner: DataLed
  private let followOn: Double
  private let fadeInHours: Double
  private let hysteresis: Double
  /// Extra days of harm an hour by place, as of ``noted``.
  private var extra: [Double] = []
  private var noted: [Double] = []

  /// Creates the strategy from parameters by name; what is left out has its default.
  public init(_ values: [String: Double] = [:]) {
    planner = DataLed(values)
    followOn = Self.follow.value(in: values)
    fadeInHours = Self.fade.value(in: values)
    hysteresis = Self.stickiness.value(in: values)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    planner.campaignBegins(view, random: random)
    extra = [Double](repeating: 0, count: view.plan.places.count)
    noted = extra
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    planner.update(view)
    let now = view.nowInSeconds
    guard let place = planner.bestPlace(for: unit, view, extraRate: { extraRate(at: $0, second: now) }) else {
      return .standBy(minutes: 15)
    }
    return planner.order(to: place, view)
  }

  public mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    planner.update(view)
    let place = Int(offence.place)
    let now = view.nowInSeconds
    let age = now - offence.timeInSeconds
    guard view.plan.places[place].isTarget, age <= 3_600 else { return }
    let harm = view.plan.types[Int(offence.type)].harmInDays
    extra[place] =
      extraRate(at: place, second: now) + harm * followOn / fadeInHours * exp(-age / (fadeInHours * 3_600))
    noted[place] = now
    guard !planner.isTaken(place, except: -1, view), let move = bestMove(to: place, view) else { return }
    orders.append(
      Redirection(
        unit: move, place: place, minutes: view.plan.operation.visitInMinutes,
        reason: .liveIncident(type: Int(offence.type))))
  }

  /// Returns the unit whose move to a place gains most, or `nil` where no move is worth it.
  private func bestMove(to place: Int, _ view: OperationView) -> Int? {
    let rate = extraRate(at: place, second: view.nowInSeconds)
    var best: (unit: Int, gain: Double)?
    for unit in view.units.indices where view.places(of: unit).contains(place) {
      guard let leaves = worthOfCurrentTask(of: unit, view) else { continue }
      let worth = planner.worthPerMinute(of: place, for: unit, view, extraRate: rate)
      guard worth > hysteresis * leaves else { continue }
      if worth - leaves > best?.gain ?? 0 { best = (unit, worth - leaves) }
    }
    return best?.unit
  }

  /// Harm prevented a minute by going on, in days; `nil` for a unit that can't be moved.
  private func worthOfCurrentTask(of unit: Int, _ view: OperationView) -> Double? {
    switch view.units[unit].activity {
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver: return nil
    case .standingBy: return 0
    case .travelling(let goal, _):
      return planner.worthPerMinute(
        of: goal, for: unit, view, extraRate: extraRate(at: goal, second: view.nowInSeconds))
    case .visiting(let here, let until):
      return planner.worthOfStaying(
        at: here, until: until, view, extraRate: extraRate(at: here, second: view.nowInSeconds))
    }
  }

  private func extraRate(at place: Int, second time: Double) -> Double {
    guard extra[place] > 0 else { return 0 }
    return extra[place] * exp(-(time - noted[place]) / (fadeInHours * 3_600))
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
