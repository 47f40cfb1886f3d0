// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// A placeholder.
public struct RandomPatrol: DeploymentStrategy {
  public init() {}
  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking { .standBy(minutes: 60) }

  static let entry = StrategyEntry(name: "random", summary: "") { _ in RandomPatrol() }
}
