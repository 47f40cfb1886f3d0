// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// What a program can be asked besides the tasks of units.
enum DecisionPoint: String, CaseIterable, Sendable {
  case task, known, tip, changed, call, shifts
}

/// Something on which a strategy may order units elsewhere.
enum Occasion {
  case known(KnownOffence)
  case tip(Tip)
  case changed(UnitChange)

  var decisionPoint: DecisionPoint {
    switch self {
    case .known: .known
    case .tip: .tip
    case .changed: .changed
    }
  }

  /// The reason of an order that states none.
  var reason: TaskingReason {
    switch self {
    case .known(let offence): .liveIncident(type: Int(offence.type))
    case .tip(let tip): .tip(type: tip.type)
    case .changed(.abstracted(let unit)), .changed(.taken(let unit, _)): .gap(unit: unit)
    case .changed(.cleared(let unit)): .cleared(unit: unit)
    }
  }
}

/// What a program was asked, for messages.
enum Question {
  case reset
  case task(unit: Int)
  case orders(Occasion)
  case call(CallForService)
  case shifts(week: Int)

  /// The question in words that follow *asked*.
  func words(_ names: PlanNames, _ view: OperationView) -> String {
    let time = "at \(view.calendar.clockTime(atSecond: view.nowInSeconds))"
    return switch self {
    case .reset: "to prepare a campaign (reset)"
    case .task(let unit): "for the task of unit \"\(names.units[unit].text)\" \(time)"
    case .orders(.known(let offence)):
      "for orders on an offence at \"\(names.places[Int(offence.place)].text)\" (known) \(time)"
    case .orders(.tip(let tip)): "for orders on a tip about \"\(names.places[tip.place].text)\" (tip) \(time)"
    case .orders(.changed(.abstracted(let unit))), .orders(.changed(.cleared(let unit))),
      .orders(.changed(.taken(let unit, _))):
      "for orders on unit \"\(names.units[unit].text)\" (changed) \(time)"
    case .call(let call): "for the unit for a call from \"\(names.places[call.place].text)\" (call) \(time)"
    case .shifts(let week): "for the shifts of week \(week) (shifts)"
    }
  }
}
