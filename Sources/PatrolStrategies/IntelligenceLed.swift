// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Goes where tips, 48-hour packs and counts point, with the tactic that the problem calls for.
///
/// Half of the expected harm follows intelligence and half the recorded counts, see the article. The tactic
/// is that of the first rule that applies. A tip redirects the unit whose move gains most, where it gains enough.
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
  private var places: [StreamEntity] = []
  /// How often each place was staggered.
  private var staggered: [UInt64] = []

  /// Creates the strategy from parameters by name; what is left out has its default.
  public init(_ values: [String: Double] = [:]) {
    refreshInHours = Self.refresh.value(in: values)
    weight = Self.intelligence.value(in: values)
    memoryInDays = Self.memory.value(in: values)
    hysteresis = Self.stickiness.value(in: values)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    self.random = random
    places = view.plan.places.map { StreamEntity($0.id) }
    staggered = places.map { _ in 0 }
    let rates = IntelligenceRates(
      base: HarmForecast(view, given: GivenSettings()), weight: weight, memoryInDays: memoryInDays, view: view
    )
    let scan = ProblemScan(view)
    signatures = scan.signatures(of: rates.targets, view)
    scanned = view.nowInSeconds
    due = [Double](repeating: 0, count: view.plan.places.count)
    planner = VisitPlanner(rates: rates, refreshInHours: refreshInHours, view: view)
    self.scan = scan
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    update(view)
    guard let (place, minutes) = bestVisit(for: unit, view) else { return .standBy(minutes: 15) }
    let choice = rule(at: place, for: unit, view)
    if choice?.rule.isStaggered == true { stagger(place, for: unit, minutes: minutes, view) }
    return .visit(place: place, minutes: minutes, tactic: choice?.tactic)
  }

  public mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    update(view)
    planner?.rates.note(tip, view)
    scan?.note(tip, in: &signatures)
    guard let move = planner?.bestMove(to: tip.place, hysteresis: hysteresis, view) else { return }
    orders.append(
      Redirection(
        unit: move.unit, place: tip.place, minutes: move.minutes, reason: .tip(type: tip.type),
        tactic: rule(at: tip.place, for: move.unit, view)?.tactic))
  }

  public mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    planner?.shiftMoves(inWeek: week, view) ?? []
  }

  private mutating func update(_ view: OperationView) {
    planner?.update(view)
    guard let scan, let planner, view.nowInSeconds - scanned >= refreshInHours * 3_600 - 60 else { return }
    signatures = scan.signatures(of: planner.rates.targets, view)
    scanned = view.nowInSeconds
  }

  /// Returns the visit that is worth most, among places whose next visit is due where there is any; `nil` where every
  /// place is taken or too far.
  private func bestVisit(for unit: Int, _ view: OperationView) -> (place: Int, minutes: Double)? {
    guard let planner else { return nil }
    var best: (isDue: Bool, worth: Double, place: Int, minutes: Double)?
    view.forEachFreePlace(of: unit) { place in
      guard let visit = planner.visit(to: place, by: unit, view) else { return }
      let isDue = due[place] <= view.nowInSeconds + view.travelInSeconds(of: unit, to: place)
      if let found = best {
        guard isDue == found.isDue ? visit.worth > found.worth : isDue else { return }
      }
      best = (isDue, visit.worth, place, visit.minutes)
    }
    return best.map { ($0.place, $0.minutes) }
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
    staggered[place] += 1
    var random = random.of(places[place], part: staggered[place])
    due[place] = end + (0.5 + random.uniform()) * view.plan.operation.gapInHours * 3_600
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
    summary:
      "Visits the places that tips, 48-hour problem packs and counts indicate, with a tactic that fits the problem.",
    parameters: [refresh, intelligence, memory, stickiness]
  ) { IntelligenceLed($0) }
}
