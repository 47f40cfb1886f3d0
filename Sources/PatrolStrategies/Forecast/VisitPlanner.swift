// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// Decides where each free unit goes: to the place where a visit prevents most expected harm for the time it costs.
///
/// What is expected comes from its source of rates. Places where another unit is, or is going, are left out.
struct VisitPlanner<Rates: HarmRates>: Sendable {
  var rates: Rates
  var value: VisitValue
  private let refreshInHours: Double
  private var refreshed: Double

  /// - Parameters:
  ///   - rates: What is expected, as of now.
  ///   - refreshInHours: How often the rates are brought up to date; greater than 0.
  ///   - view: What the control room knows when the campaign begins.
  init(rates: Rates, refreshInHours: Double, view: OperationView) {
    self.rates = rates
    self.refreshInHours = refreshInHours
    value = VisitValue(placeCount: view.plan.places.count)
    refreshed = view.nowInSeconds
  }

  /// Takes note of delivered visits, and of new rates where the last reading is old enough.
  mutating func update(_ view: OperationView) {
    value.note(view.visits)
    // A minute of slack keeps a 24-hour refresh from drifting by the length of a visit each day.
    guard view.nowInSeconds - refreshed >= refreshInHours * 3_600 - 60 else { return }
    rates.refresh(view)
    refreshed = view.nowInSeconds
  }

  /// Returns what a free unit does next.
  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    update(view)
    guard let place = bestPlace(for: unit, view) else { return .standBy(minutes: 15) }
    return .visit(place: place, minutes: view.plan.operation.visitInMinutes)
  }

  /// Returns the place with the most harm prevented a minute, or `nil` where every place is taken.
  func bestPlace(for unit: Int, _ view: OperationView) -> Int? {
    var best: (place: Int, worth: Double)?
    for place in view.places(of: unit) where !view.isTaken(place, except: unit) {
      let worth = worthPerMinute(of: place, for: unit, view)
      if worth > best?.worth ?? -1 { best = (place, worth) }
    }
    return best?.place
  }

  /// Harm prevented a minute if a unit goes to a place now, in days.
  func worthPerMinute(of place: Int, for unit: Int, _ view: OperationView) -> Double {
    let minutes = view.plan.operation.visitInMinutes
    let travel = view.travelInSeconds(of: unit, to: place)
    let arrival = view.nowInSeconds + travel
    let hour = view.calendar.hourIndex(atSecond: arrival)
    let prevented = value.harmPrevented(
      at: place, second: arrival, rate: rates.rate(at: place, hour: hour), level: rates.level(at: place),
      minutes: minutes)
    return prevented / (travel / 60 + minutes)
  }

  /// Harm prevented a minute by the rest of a visit, in days.
  func worthOfStaying(at place: Int, until end: Double, _ view: OperationView) -> Double {
    let minutes = view.plan.operation.visitInMinutes
    let left = max(0, end - view.nowInSeconds) / 60
    guard left > 0 else { return 0 }
    let hour = view.calendar.hourIndex(atSecond: view.nowInSeconds)
    let prevented = value.harmPrevented(
      at: place, second: view.nowInSeconds, rate: rates.rate(at: place, hour: hour),
      level: rates.level(at: place), minutes: minutes, done: max(0, minutes - left))
    return prevented / left
  }
}

extension OperationView {
  /// Whether another unit is at a place or on its way there.
  func isTaken(_ place: Int, except unit: Int?) -> Bool {
    units.indices.contains { other in
      guard other != unit else { return false }
      switch units[other].activity {
      case .travelling(let goal, _): return goal == place
      case .visiting(let here, _): return here == place
      case .responding(let goal, _): return goal == place
      case .offDuty, .standingBy, .onBreak, .processingArrest, .handingOver: return false
      }
    }
  }
}
