// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

// What is written of single things. Keys end in their unit.
extension JSONLine {
  mutating func write(_ offence: KnownOffence, _ names: PlanNames) {
    pair("place", quoted: names.places[Int(offence.place)].quoted)
    pair("type", quoted: names.types[Int(offence.type)].quoted)
    pair("second", offence.timeInSeconds)
    pair("known_second", offence.knownInSeconds)
    if offence.microPlace >= 0 { pair("point", Int(offence.microPlace)) }
    if let channel = offence.channel { pair("channel", channel.rawValue) }
    if offence.isDiscovered { pair("discovered", true) }
  }

  mutating func write(_ tip: Tip, _ names: PlanNames) {
    pair("place", quoted: names.places[tip.place].quoted)
    pair("type", quoted: names.types[tip.type].quoted)
    pair("given_second", tip.givenInSeconds)
    pair("known_second", tip.knownInSeconds)
    pair("source", tip.source.word)
  }

  mutating func write(_ stop: PastStop, _ names: PlanNames) {
    pair("place", quoted: names.places[stop.place].quoted)
    pair("second", stop.timeInSeconds)
    pair("outcome", stop.outcome.word)
  }

  mutating func write(_ visit: PastVisit, _ names: PlanNames) {
    pair("place", quoted: names.places[visit.place].quoted)
    pair("end_second", visit.endInSeconds)
    pair("minutes", visit.minutes)
    pair("tactic", quoted: names.tactics[visit.tactic].quoted)
  }

  mutating func write(_ change: UnitChange, _ names: PlanNames) {
    switch change {
    case .abstracted(let unit):
      pair("change", "abstracted")
      pair("unit", quoted: names.units[unit].quoted)
    case .taken(let unit, let place):
      pair("change", "taken")
      pair("unit", quoted: names.units[unit].quoted)
      if let place { pair("from", quoted: names.places[place].quoted) }
    case .cleared(let unit):
      pair("change", "cleared")
      pair("unit", quoted: names.units[unit].quoted)
    }
  }

  mutating func write(_ units: [ResponseUnitView]) {
    for (index, unit) in units.enumerated() {
      object { line in
        line.pair("response_unit", index)
        line.pair("mode", unit.mode.rawValue)
        line.pair("available", unit.isAvailable)
        line.write(unit.position)
      }
    }
  }

  mutating func write(_ point: Coordinate) {
    pair("latitude", point.latitude)
    pair("longitude", point.longitude)
  }

  /// - Parameter withTravel: Whether to write its times to its places.
  mutating func write(_ unit: Int, _ view: OperationView, _ names: PlanNames, withTravel: Bool) {
    let state = view.units[unit]
    pair("unit", quoted: names.units[unit].quoted)
    write(state.activity, names)
    pair("since_second", state.sinceInSeconds)
    if case .place(let place) = state.whereabouts, !state.isOnTheWay {
      pair("at", quoted: names.places[place].quoted)
    }
    write(view.position(of: unit))
    pair("tactic", quoted: names.tactics[state.tactic].quoted)
    pair("shift_start_second", state.shiftStartInSeconds)
    pair("shift_end_second", state.shiftEndInSeconds)
    pair("tasks_this_shift", state.tasksThisShift)
    if view.familiarity(ofUnit: unit, withWard: 0) != nil {
      list("familiarity") { line in
        for ward in view.plan.wards.indices {
          line.value(view.familiarity(ofUnit: unit, withWard: ward) ?? 0)
        }
      }
    }
    if withTravel { writeTravel(of: unit, view, names) }
  }

  /// Writes the times of a unit from where it is to its places.
  mutating func writeTravel(of unit: Int, _ view: OperationView, _ names: PlanNames) {
    object("travel_seconds") { line in
      for place in view.places(of: unit) {
        line.pair(quotedKey: names.places[place].quoted, view.travelInSeconds(of: unit, to: place))
      }
    }
  }

  private mutating func write(_ activity: UnitView.Activity, _ names: PlanNames) {
    switch activity {
    case .offDuty: pair("activity", "off-duty")
    case .standingBy: pair("activity", "standing-by")
    case .onBreak: pair("activity", "on-break")
    case .travelling(let place, let arrival): write("travelling", place, "arrives_second", arrival, names)
    case .visiting(let place, let end): write("visiting", place, "until_second", end, names)
    case .responding(let place, let arrival): write("responding", place, "arrives_second", arrival, names)
    case .handingOver(let end):
      pair("activity", "handing-over")
      pair("until_second", end)
    case .processingArrest(let end):
      pair("activity", "processing-arrest")
      pair("until_second", end)
    }
  }

  private mutating func write(
    _ activity: String, _ place: Int, _ key: StaticString, _ second: Double, _ names: PlanNames
  ) {
    pair("activity", activity)
    pair("place", quoted: names.places[place].quoted)
    pair(key, second)
  }
}

extension UnitView {
  fileprivate var isOnTheWay: Bool {
    switch activity {
    case .travelling, .responding: true
    default: false
    }
  }
}

extension TipSource {
  fileprivate var word: String {
    switch self {
    case .resident: "resident"
    case .shopkeeper: "shopkeeper"
    case .securityGuard: "security-guard"
    case .busDriver: "bus-driver"
    }
  }
}

extension StopOutcome {
  fileprivate var word: String {
    switch self {
    case .searchArrest: "search-arrest"
    case .noFurtherAction: "no-further-action"
    case .otherOutcome: "other-outcome"
    case .arrest: "arrest"
    }
  }
}
