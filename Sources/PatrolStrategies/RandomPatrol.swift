// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Equal random visits: the naive baseline.
///
/// Each free unit goes to a place of its team drawn with equal probability, without regard to crime,
/// travel or who was there last.
public struct RandomPatrol: DeploymentStrategy {
  private var random = RandomStream(seed: 0, replication: 0, name: "strategy")

  public init() {}

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) { self.random = random }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    let places = view.places(of: unit)
    return .visit(
      place: places[random.uniform(below: places.count)], minutes: view.plan.operation.visitInMinutes)
  }

  static let entry = StrategyEntry(
    name: "random", summary: "Equal random visits to the places of each team: the naive baseline."
  ) { _ in RandomPatrol() }
}
