// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Goes where tips, 48-hour packs and counts point, with the tactic that the problem calls for.
///
/// Half of the expected harm follows intelligence and half the recorded counts, see ``IntelligenceRates``. The tactic
/// is that of the first ``ProblemRule`` that applies. A tip redirects the unit whose move gains most, where it gains enough.
public struct IntelligenceLed: DeploymentStrategy {
  private let refreshInHours: Double
  private let weight: Double
  private let memoryInDays: Double
  private let hysteresis: Double

  private var planner: VisitPlanner<IntelligenceRates>?
  private var scan: ProblemScan?
  private var signatures: [ProblemSignature] = []
  private var scanned = 0.0
  /// When the next visit to each place is due, in seconds since the start of the run, where visits are staggered.
  private var due: [Double] = []
  private var random = RandomStream(seed: 0, replication: 0, name: "strategy")

  /// Creates the strategy from parameters by name; what is left out has its default.
  public init(_ values: [String: Double] = [:]) {
    refreshInHours = Self.refresh.value(in: values)
    weight = Self.intelligence.value(in: values)
    memoryInDays = Self.memory.value(in: values)
    hysteresis = Self.stickiness.value(in: values)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    self.random = random
    let rates = IntelligenceRates(
      base: DataLed().forecast(view), weight: weight, memoryInDays: memoryInDays, view: view)
    let scan = ProblemScan(view)
    signatures = scan.signatures(of: rates.targets, view)
    scanned = view.nowInSeconds
    due = [Double](repeating: 0, count: view.plan.places.count)
    planner = VisitPlanner(rates: rates, refreshInHours: refreshInHours, view: view)
    self.scan = scan
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    update(view)
    guard let place = bestPlace(for: unit, view) else { return .standBy(minutes: 15) }
    let minutes = view.plan.operation.visitInMinutes
    let choice = rule(at: place, for: unit, view)
    if choice?.rule.isStaggered == true { stagger(place, for: unit, minutes: minutes, view) }
    return .visit(place: place, minutes: minutes, tactic: choice?.tactic)
  }

  public mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    update(view)
    planner?.rates.note(tip, view)
    scan?.note(tip, in: &signatures)
    guard !view.isTaken(tip.place, except: nil), let unit = bestMove(to: tip.place, view) else { return }
    orders.append(
      Redirection(
        unit: unit, place: tip.place, minutes: view.plan.operation.visitInMinutes,
        reason: .tip(type: tip.type), tactic: rule(at: tip.place, for: unit, view)?.tactic))
  }

  private mutating func update(_ view: OperationView) {
    planner?.update(view)
    guard let scan, let planner, view.nowInSeconds - scanned >= refreshInHours * 3_600 - 60 else { return }
    signatures = scan.signatures(of: planner.rates.targets, view)
    scanned = view.nowInSeconds
  }

  /// Returns the place with the most harm prevented a minute, among those whose next visit is due where there is any; `nil`
  /// where every place is taken.
  private func bestPlace(for unit: Int, _ view: OperationView) -> Int? {
    guard let planner else { return nil }
    var best: (isDue: Bool, worth: Double, place: Int)?
    for place in view.places(of: unit) where !view.isTaken(place, except: unit) {
      let isDue = due[place] <= view.nowInSeconds + view.travelInSeconds(of: unit, to: place)
      let worth = planner.worthPerMinute(of: place, for: unit, view)
      guard let found = best else {
        best = (isDue, worth, place)
        continue
      }
      if isDue == found.isDue ? worth > found.worth : isDue { best = (isDue, worth, place) }
    }
    return best?.place
  }

  /// Returns the rule and the tactic of a visit that a unit would set out for now.
  private func rule(at place: Int, for unit: Int, _ view: OperationView) -> (rule: ProblemRule, tactic: Int)?
  {
    let arrival = view.nowInSeconds + view.travelInSeconds(of: unit, to: place)
    let hour = view.calendar.hourIndex(atSecond: arrival)
    let visit = ProblemRule.Visit(
      signature: signatures[place], hour: Int(view.calendar.hourOfWeek[hour]) % 24,
      isSchoolDay: view.plan.schoolCalendar.holds(onDay: Int(view.calendar.day[hour])))
    return ProblemRule.rule(for: visit, by: unit, view.plan)
  }

  /// Draws when a place is next due: half to one and a half times the gap aimed at, after the visit that is being ordered.
  private mutating func stagger(_ place: Int, for unit: Int, minutes: Double, _ view: OperationView) {
    let end = view.nowInSeconds + view.travelInSeconds(of: unit, to: place) + minutes * 60
    due[place] = end + (0.5 + random.uniform()) * view.plan.operation.gapInHours * 3_600
  }

  /// Returns the unit whose move to a place gains most, or `nil` where no move is worth it.
  private func bestMove(to place: Int, _ view: OperationView) -> Int? {
    guard let planner else { return nil }
    var best: (unit: Int, gain: Double)?
    for unit in view.units.indices where view.places(of: unit).contains(place) {
      guard let leaves = worthOfCurrentTask(of: unit, planner, view) else { continue }
      let worth = planner.worthPerMinute(of: place, for: unit, view)
      guard worth > hysteresis * leaves else { continue }
      if worth - leaves > best?.gain ?? 0 { best = (unit, worth - leaves) }
    }
    return best?.unit
  }

  /// Harm prevented a minute by going on, in days; `nil` for a unit that can't be moved.
  private func worthOfCurrentTask(
    of unit: Int, _ planner: VisitPlanner<IntelligenceRates>, _ view: OperationView
  ) -> Double? {
    switch view.units[unit].activity {
    case .offDuty, .onBreak, .processingArrest, .responding, .handingOver: nil
    case .standingBy: 0
    case .travelling(let goal, _): planner.worthPerMinute(of: goal, for: unit, view)
    case .visiting(let here, let until): planner.worthOfStaying(at: here, until: until, view)
    }
  }

  private static let refresh = StrategyParameter(
    "refresh", "How often packs are made and counts are read.", unit: .hours, default: 12, in: 1...8_760)
  private static let intelligence = StrategyParameter(
    "intelligence", "The weight of tips and packs against counts.", default: 0.5, in: 0...1,
    source: "as much as counts")
  private static let memory = StrategyParameter(
    "tip_memory", "How long a tip counts, as the mean of its exponential weight.", unit: .days, default: 7,
    in: 0.5...365)
  private static let stickiness = StrategyParameter(
    "hysteresis", "How many times as much a move on a tip must be worth as what the unit leaves.",
    default: 1.5, in: 1...100)

  static let entry = StrategyEntry(
    name: "intelligence-led",
    summary: "Visits where tips, 48-hour packs and counts point, with the tactic that the problem calls for.",
    parameters: [refresh, intelligence, memory, stickiness]
  ) { IntelligenceLed($0) }
}
