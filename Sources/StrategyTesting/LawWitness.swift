// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import RandomVariates

/// Stands between the run and a strategy: holds what it decides to the laws, and puts something harmless in the place of what
/// breaks one, so that the run goes on.
struct LawWitness: TruthInformedStrategy {
  private var inner: any DeploymentStrategy
  /// The same strategy, which sees everything in another order.
  private var reordered: ReorderedStrategy?
  /// The same strategy with other random numbers.
  private var reseeded: (any DeploymentStrategy)?
  private let notes: LawNotes
  /// How often each unit has asked without that a second had passed, and since when.
  private var asked: [(count: Int, since: Double)] = []

  /// How often a unit may ask within one second.
  private static let patience = 100

  /// - Parameter comparesOrders: Whether to ask, beside the strategy, one that sees the same in another order.
  init(_ strategy: any DeploymentStrategy, notes: LawNotes, comparesOrders: Bool = false) {
    inner = strategy.forWorker()
    self.notes = notes
    if comparesOrders {
      reordered = ReorderedStrategy(strategy.forWorker())
      reseeded = strategy.forWorker()
    }
  }

  var deploysUnits: Bool { inner.deploysUnits }
  var failure: (any Error)? { inner.failure ?? reordered?.inner.failure ?? reseeded?.failure }

  /// Hands the truth on to a strategy that is shown it, whose tables go by the order of places.
  mutating func meet(_ truth: TrueRates) {
    guard var informed = inner as? any TruthInformedStrategy else { return }
    informed.meet(truth)
    inner = informed
    (reordered, reseeded) = (nil, nil)
  }

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    notes.decisions = []
    asked = view.plan.unitTeams.map { _ in (0, -Double.infinity) }
    inner.campaignBegins(view, random: random)
    reordered?.campaignBegins(view, random: random)
    reseeded?.campaignBegins(view, random: RandomStream(seed: 1, replication: 1, name: "another"))
  }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    let answer = timed("a task", view) { $0.nextTask(for: unit, view) }
    let shown = view.words(answer)
    note(shown, unit, view)
    if let other = reordered?.nextTask(for: unit, view) { compare(shown, view.words(other), unit, view) }
    compareSeeds(shown) { view.words($0.nextTask(for: unit, view)) }
    guard moves(unit, view) else {
      notes.breach(.headway, view, unit: unit, "asked \(LawWitness.patience) times within a second: \(shown)")
      return .standBy(minutes: 30)
    }
    switch answer {
    case .standBy(let minutes):
      return check(minutes, unit, view, shown) ? answer : .standBy(minutes: 30)
    case .visit(let place, let minutes, let tactic):
      return check(place, tactic, minutes, unit, view, shown) ? answer : .standBy(minutes: 30)
    }
  }

  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    react("orders on an offence", view, &orders) {
      $0.offenceBecameKnown(offence, view, orders: &$1)
    } reordered: {
      $0.offenceBecameKnown(offence, view, orders: &$1)
    }
  }

  mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    react("orders on a tip", view, &orders) {
      $0.tipCame(tip, view, orders: &$1)
    } reordered: {
      $0.tipCame(tip, view, orders: &$1)
    }
  }

  mutating func unitChanged(_ change: UnitChange, _ view: OperationView, orders: inout [Redirection]) {
    react("orders on a unit", view, &orders) {
      $0.unitChanged(change, view, orders: &$1)
    } reordered: {
      $0.unitChanged(change, view, orders: &$1)
    }
  }

  mutating func unit(for call: CallForService, _ view: OperationView) -> Int? {
    let answer = timed("a unit for a call", view) { $0.unit(for: call, view) }
    note("call: \(answer.map(String.init) ?? "none")", -1, view)
    if let answer, !view.unitsForCalls.contains(answer) {
      notes.breach(
        .call, view,
        "a call from \"\(view.plan.places[call.place].id)\" goes to unit \(answer) of \(view.unitsForCalls)")
      return nil
    }
    return answer
  }

  mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    let moves = timed("the shifts of a week", view) { $0.shiftMoves(inWeek: week, view) }
    note("shifts: \(moves)", -1, view)
    guard moves.isEmpty || (moves.count == view.plan.unitTeams.count && moves.allSatisfy(\.isFinite)) else {
      notes.breach(.shifts, view, "week \(week): \(moves) for \(view.plan.unitTeams.count) units")
      return []
    }
    return moves
  }
}

// Asking and writing down.
extension LawWitness {
  private mutating func timed<Value>(
    _ what: String, _ view: OperationView, _ decide: (inout any DeploymentStrategy) -> Value
  ) -> Value {
    let clock = ContinuousClock()
    let start = clock.now
    let value = decide(&inner)
    let seconds = (clock.now - start) / .seconds(1)
    notes.decisionCount += 1
    notes.totalSeconds += seconds
    if seconds > notes.slowestSeconds {
      notes.slowestSeconds = seconds
      notes.slowest = "\(what) at \(view.calendar.clockTime(atSecond: view.nowInSeconds))"
    }
    return value
  }

  private func note(_ answer: String, _ unit: Int, _ view: OperationView) {
    notes.decisions.append(LawNotes.Decision(second: view.nowInSeconds, unit: unit, answer: answer))
  }

  private func compare(_ shown: String, _ other: String, _ unit: Int?, _ view: OperationView) {
    guard notes.orderDifference == nil, shown != other else { return }
    notes.orderDifference = LawNotes.breach(view, unit: unit, "\(shown); listed in another order, \(other)")
  }

  private mutating func compareSeeds(_ shown: String, _ decide: (inout any DeploymentStrategy) -> String) {
    guard var other = reseeded else { return }
    if decide(&other) != shown { notes.drawsNumbers = true }
    reseeded = other
  }

  private mutating func react(
    _ what: String, _ view: OperationView, _ orders: inout [Redirection],
    _ decide: (inout any DeploymentStrategy, inout [Redirection]) -> Void,
    reordered askReordered: (inout ReorderedStrategy, inout [Redirection]) -> Void
  ) {
    var given: [Redirection] = []
    timed(what, view) { decide(&$0, &given) }
    let shown = view.words(given)
    if !given.isEmpty { note(shown, -1, view) }
    if var twin = reordered, twin.canBeAsked {
      var other: [Redirection] = []
      askReordered(&twin, &other)
      reordered = twin
      compare(shown, view.words(other), nil, view)
    }
    compareSeeds(shown) { strategy in
      var other: [Redirection] = []
      decide(&strategy, &other)
      return view.words(other)
    }
    var ordered: Set<Int> = []
    for order in given where check(order, &ordered, view) { orders.append(order) }
  }
}

// Holding answers to the laws.
extension LawWitness {
  /// Whether time has moved on since a unit last asked, or it has not asked too often yet.
  private mutating func moves(_ unit: Int, _ view: OperationView) -> Bool {
    if view.nowInSeconds - asked[unit].since >= 1 { asked[unit] = (0, view.nowInSeconds) }
    asked[unit].count += 1
    return asked[unit].count <= LawWitness.patience
  }

  private func check(_ minutes: Double, _ unit: Int, _ view: OperationView, _ shown: String) -> Bool {
    guard minutes.isFinite, minutes > 0 else {
      notes.breach(.minutes, view, unit: unit, shown)
      return false
    }
    return true
  }

  private func check(
    _ place: Int, _ tactic: Int?, _ minutes: Double, _ unit: Int, _ view: OperationView, _ shown: String
  ) -> Bool {
    guard view.places(of: unit).contains(place) else {
      notes.breach(.place, view, unit: unit, shown)
      return false
    }
    guard check(minutes, unit, view, shown) else { return false }
    guard tactic.map({ view.plan.canUse(tactic: $0, unit: unit) }) ?? true else {
      notes.breach(.tactic, view, unit: unit, shown)
      return false
    }
    let arrival = view.nowInSeconds + view.travelInSeconds(of: unit, to: place)
    if arrival + 60 > view.units[unit].shiftEndInSeconds { notes.refused += 1 }
    return true
  }

  private func check(_ order: Redirection, _ ordered: inout Set<Int>, _ view: OperationView) -> Bool {
    let shown = view.words([order])
    guard view.units.indices.contains(order.unit) else {
      notes.breach(.onShift, view, "an order to unit \(order.unit), which there is not")
      return false
    }
    switch view.units[order.unit].activity {
    case .travelling, .visiting, .standingBy: break
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver:
      notes.breach(
        .onShift, view, unit: order.unit, "\(shown), while it is \(view.units[order.unit].activity)")
      return false
    }
    guard ordered.insert(order.unit).inserted else {
      notes.breach(.oneTask, view, unit: order.unit, "a second order at once: \(shown)")
      return false
    }
    return check(order.place, order.tactic, order.minutes, order.unit, view, shown)
  }
}

extension OperationView {
  /// Returns a task in words, the same for the same task however things are listed.
  func words(_ tasking: Tasking) -> String {
    switch tasking {
    case .standBy(let minutes): "stands by for \(minutes) min"
    case .visit(let place, let minutes, let tactic): "goes to \(words(place, minutes, tactic))"
    }
  }

  /// Returns orders in words.
  func words(_ orders: [Redirection]) -> String {
    orders.map { order in
      let units = plan.operation.units
      let unit = units.indices.contains(order.unit) ? units[order.unit].id : "\(order.unit)"
      return "an order to \(unit): \(words(order.place, order.minutes, order.tactic))"
    }.joined(separator: "; ")
  }

  private func words(_ place: Int, _ minutes: Double, _ tactic: Int?) -> String {
    let id = plan.places.indices.contains(place) ? "\"\(plan.places[place].id)\"" : "place \(place) of none"
    let how = tactic.map {
      plan.tactics.indices.contains($0) ? " by \(plan.tactics[$0].id)" : " by tactic \($0)"
    }
    return "\(id) for \(minutes) min\(how ?? "")"
  }
}
