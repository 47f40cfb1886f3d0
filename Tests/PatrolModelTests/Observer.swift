// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// What a strategy was shown in a run.
final class Notes: @unchecked Sendable {
  var offences: [KnownOffence] = []
  var tips: [Tip] = []
  var stops: [PastStop] = []
  /// Calls of something at each decision.
  var atDecision: (OperationView) -> Void = { _ in }
}

/// A strategy that visits its team's places in turn and keeps notes of all that it is shown.
struct Observer: DeploymentStrategy {
  let notes: Notes
  /// Whether it sends the first unit to where a tip is about.
  var followsTips = false

  static func labelled(_ notes: Notes, followsTips: Bool = false) -> LabelledStrategy {
    LabelledStrategy(label: "observer", strategy: Observer(notes: notes, followsTips: followsTips))
  }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    notes.stops = view.stops
    notes.atDecision(view)
    let places = view.places(of: unit)
    return .visit(place: places[view.units[unit].tasksThisShift % places.count], minutes: 15)
  }

  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    notes.offences.append(offence)
  }

  mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    notes.tips.append(tip)
    guard followsTips, view.plan.teamPlaces[view.units[0].team].contains(tip.place) else { return }
    orders.append(Redirection(unit: 0, place: tip.place, minutes: 15, reason: .tip(type: tip.type)))
  }
}
