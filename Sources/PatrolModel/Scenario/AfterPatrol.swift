// SPDX-License-Identifier: GPL-3.0-or-later

/// Which units are ringfenced to patrol on after the campaign, to the end of the run.
public enum AfterPatrol: Hashable, Sendable {
  case none
  /// The units of these ids.
  case units([String])
  /// This share of all units, in `0...1`, rounded to whole units: the first in the scenario's order.
  case share(Double)
}

extension Operation {
  /// Whether each unit patrols on after the campaign, in the order of the units.
  public var patrolsOn: [Bool] {
    switch after {
    case .none: return units.map { _ in false }
    case .units(let ids): return units.map { ids.contains($0.id) }
    case .share(let share):
      let count = Int((share * Double(units.count)).rounded())
      return units.indices.map { $0 < count }
    }
  }
}
