// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel

/// A message to a program in the making: what it is asked, and what it sees.
struct Message {
  var line: JSONLine
  let names: PlanNames
  /// Moves on as what became known is written.
  var known: KnownSoFar

  /// Writes `task`.
  mutating func write(taskOf unit: Int, _ view: OperationView) {
    write("task", view, travellers: { _ in false }) { line, names in
      line.pair("unit", quoted: names.units[unit].quoted)
      line.writeTravel(of: unit, view, names)
    }
  }

  /// Writes `known`, `tip` or `changed`.
  mutating func write(_ occasion: Occasion, _ view: OperationView) {
    let kind: StaticString =
      switch occasion {
      case .known: "known"
      case .tip: "tip"
      case .changed: "changed"
      }
    write(kind, view, travellers: { view.units[$0].canBeRedirected }) { line, names in
      switch occasion {
      case .known(let offence): line.object("offence") { $0.write(offence, names) }
      case .tip(let tip): line.object("tip") { $0.write(tip, names) }
      case .changed(let change): line.write(change, names)
      }
    }
  }

  /// Writes `call`.
  mutating func write(_ call: CallForService, _ view: OperationView) {
    write("call", view, travellers: { _ in false }) { line, names in
      line.object("call") { line in
        line.pair("place", quoted: names.places[call.place].quoted)
        line.pair("grade", call.grade.rawValue)
        if let type = call.type { line.pair("type", quoted: names.types[type].quoted) }
        line.pair("received_second", call.receivedInSeconds)
      }
      line.list("available") { line in
        for unit in view.unitsForCalls where view.isAvailableForCall(unit) {
          line.object { line in
            if unit < view.firstResponseUnit {
              line.pair("unit", quoted: names.units[unit].quoted)
            } else {
              line.pair("response_unit", unit - view.firstResponseUnit)
            }
            line.pair("travel_seconds", view.travelToCallInSeconds(of: unit, at: call.place))
          }
        }
      }
    }
  }

  /// Writes `shifts`.
  mutating func write(shiftsOfWeek week: Int, _ view: OperationView) {
    write("shifts", view, travellers: { _ in false }) { line, _ in line.pair("week", week) }
  }

  /// Writes `reset`.
  mutating func write(reset view: OperationView, seed: UInt64) {
    write("reset", view, travellers: { _ in false }) { line, names in
      line.pair("seed", Int(seed))
      line.object("plan") { $0.write(view.plan, view, names) }
      line.list("history") { line in
        for offence in view.history { line.object { $0.write(offence, names) } }
      }
    }
  }

  /// Writes what every message has: its kind, the clock, what is special to it, the units, and what is new.
  ///
  /// - Parameter travellers: The units whose times to their places are written.
  private mutating func write(
    _ kind: StaticString, _ view: OperationView, travellers: (Int) -> Bool,
    _ content: (inout JSONLine, PlanNames) -> Void
  ) {
    let names = names
    var known = known
    line.object { line in
      line.pair("message", quoted: JSONLine.quoted(kind.description))
      line.pair("second", view.nowInSeconds)
      line.pair("civil", view.calendar.clockTime(atSecond: view.nowInSeconds))
      line.pair(
        "hour_of_week", Int(view.calendar.hourOfWeek[view.calendar.hourIndex(atSecond: view.nowInSeconds)]))
      content(&line, names)
      line.list("units") { line in
        for unit in view.units.indices {
          line.object { $0.write(unit, view, names, withTravel: travellers(unit)) }
        }
      }
      if !view.responseUnits.isEmpty { line.list("response_units") { $0.write(view.responseUnits) } }
      line.writeNews(of: view, names, &known)
    }
    self.known = known
  }
}

extension UnitView {
  /// Whether an order to go elsewhere would be obeyed.
  var canBeRedirected: Bool {
    switch activity {
    case .travelling, .visiting, .standingBy: true
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver: false
    }
  }
}

extension JSONLine {
  /// Writes the first message, which asks what a program wants to be asked.
  mutating func writeHello() {
    object { line in
      line.pair("message", "hello")
      line.pair("protocol", ExternalStrategy.protocolVersion)
      line.list("decision_points") { line in
        for point in DecisionPoint.allCases { line.value(quoted: JSONLine.quoted(point.rawValue)) }
      }
    }
  }

  /// Writes what became known since the last message; what there is none of is left out.
  fileprivate mutating func writeNews(of view: OperationView, _ names: PlanNames, _ known: inout KnownSoFar) {
    writeNews("records", view.record, &known.records) { $0.write($1, names) }
    writeNews("tips", view.tips, &known.tips) { $0.write($1, names) }
    writeNews("stops", view.stops, &known.stops) { $0.write($1, names) }
    writeNews("visits", view.visits, &known.visits) { $0.write($1, names) }
  }

  private mutating func writeNews<Element>(
    _ key: StaticString, _ all: [Element], _ told: inout Int, _ write: (inout JSONLine, Element) -> Void
  ) {
    guard told < all.count else { return }
    list(key) { line in
      for index in told..<all.count { line.object { write(&$0, all[index]) } }
    }
    told = all.count
  }
}
