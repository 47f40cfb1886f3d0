// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// The counterfactual: the operation does not take place.
public struct NoExtraPatrol: DeploymentStrategy {
  public init() {}
  public var deploysUnits: Bool { false }
  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking { .standBy(minutes: 60) }

  static let entry = StrategyEntry(
    name: "no-extra-patrol", summary: "Ordinary policing only. The others are measured against it.",
    choosesPlaces: false
  ) { _ in NoExtraPatrol() }
}
