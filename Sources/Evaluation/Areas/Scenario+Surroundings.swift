// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

extension Scenario {
  /// Whether there are places other than targets and their controls, to which crime could be displaced.
  public var hasPlacesRoundTargets: Bool {
    crime.places.contains { $0.role != .target && $0.role != .control }
  }

  /// What is said where there are none.
  public static let nowhereToGo =
    "Displacement was not measured, because the scenario has no places round the targets."
}
