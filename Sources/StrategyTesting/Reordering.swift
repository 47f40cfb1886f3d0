// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import RandomVariates

/// The same plan with its places, types and teams listed in another order.
///
/// Units keep theirs: a plan may serve them in turn, and the run asks for one after the other.
struct Reordering {
  /// Where each place is listed, by its own index; likewise the rest.
  private let places: [Int]
  private let types: [Int]
  private let teams: [Int]
  /// Which place is listed where.
  private let placesBack: [Int]
  let plan: OperationPlan

  /// Lists a plan in an order that is as good as any other, and the same each time.
  ///
  /// - Returns: `nil` where travel is by tables or familiarity is simulated, whose tables go by order.
  init?(_ plan: OperationPlan) {
    guard plan.travelsByDistance, plan.operation.familiarity == nil else { return nil }
    var random = RandomStream(seed: 1, replication: 0, name: "another order")
    placesBack = Array(plan.places.indices).shuffled(using: &random)
    let typesBack = Array(plan.types.indices).shuffled(using: &random)
    let teamsBack = Array(plan.teamPlaces.indices).shuffled(using: &random)
    places = Reordering.inverse(placesBack)
    types = Reordering.inverse(typesBack)
    teams = Reordering.inverse(teamsBack)
    let places = places
    let teamPlaces = teamsBack.map { team in plan.teamPlaces[team].map { places[$0] }.shuffled(using: &random)
    }
    self.plan = plan.listed(places: placesBack, types: typesBack, teams: teamsBack, teamPlaces: teamPlaces)
  }

  private static func inverse(_ order: [Int]) -> [Int] {
    var inverse = order
    for (new, old) in order.enumerated() { inverse[old] = new }
    return inverse
  }

  func offence(_ offence: KnownOffence) -> KnownOffence {
    var listed = offence
    listed.place = Int32(places[Int(offence.place)])
    listed.type = Int32(types[Int(offence.type)])
    return listed
  }

  func tip(_ tip: Tip) -> Tip {
    Tip(
      place: places[tip.place], type: types[tip.type], givenInSeconds: tip.givenInSeconds,
      knownInSeconds: tip.knownInSeconds, source: tip.source)
  }

  func change(_ change: UnitChange) -> UnitChange {
    guard case .taken(let unit, let place?) = change else { return change }
    return .taken(unit: unit, from: places[place])
  }

  /// Lists a view's units and what became known since it was last brought up to date.
  func update(_ listed: inout OperationView, from view: OperationView) {
    listed.nowInSeconds = view.nowInSeconds
    listed.units = view.units.map(unit)
    listed.responseUnits = view.responseUnits
    listed.unitPlaces = view.unitPlaces.enumerated().map { unit, own in
      let own = Set(own.map { places[$0] })
      return plan.teamPlaces[listed.units[unit].team].filter(own.contains)
    }
    for offence in view.record[listed.record.count...] { listed.addToRecord(self.offence(offence)) }
    for tip in view.tips[listed.tips.count...] { listed.tips.append(self.tip(tip)) }
    for stop in view.stops[listed.stops.count...] {
      listed.stops.append(
        PastStop(place: places[stop.place], timeInSeconds: stop.timeInSeconds, outcome: stop.outcome))
    }
    for visit in view.visits[listed.visits.count...] {
      listed.visits.append(
        PastVisit(
          place: places[visit.place], endInSeconds: visit.endInSeconds, minutes: visit.minutes,
          tactic: visit.tactic))
    }
  }

  /// A view of the reordered plan at the start of a campaign.
  func view(_ view: OperationView) -> OperationView {
    var listed = OperationView(nowInSeconds: view.nowInSeconds, calendar: view.calendar, plan: plan)
    listed.beginRecord(after: view.history.map(offence)[...])
    update(&listed, from: view)
    return listed
  }

  private func unit(_ unit: UnitView) -> UnitView {
    var listed = UnitView(
      team: teams[unit.team], mode: unit.mode, tactic: unit.tactic, isRingfenced: unit.isRingfenced)
    listed.activity = activity(unit.activity)
    listed.sinceInSeconds = unit.sinceInSeconds
    listed.whereabouts = whereabouts(unit.whereabouts)
    listed.shiftStartInSeconds = unit.shiftStartInSeconds
    listed.shiftEndInSeconds = unit.shiftEndInSeconds
    listed.tasksThisShift = unit.tasksThisShift
    return listed
  }

  private func activity(_ activity: UnitView.Activity) -> UnitView.Activity {
    switch activity {
    case .travelling(let place, let time): .travelling(to: places[place], arrivesInSeconds: time)
    case .visiting(let place, let time): .visiting(place: places[place], untilInSeconds: time)
    case .responding(let place, let time): .responding(to: places[place], arrivesInSeconds: time)
    case .offDuty, .standingBy, .onBreak, .handingOver, .processingArrest: activity
    }
  }

  private func whereabouts(_ point: Whereabouts) -> Whereabouts {
    switch point {
    case .base(let team): .base(team: teams[team])
    case .place(let place): .place(places[place])
    case .road: point
    }
  }

  /// A task in the plan's own order.
  func back(_ tasking: Tasking) -> Tasking {
    guard case .visit(let place, let minutes, let tactic) = tasking, placesBack.indices.contains(place) else {
      return tasking
    }
    return .visit(place: placesBack[place], minutes: minutes, tactic: tactic)
  }

  /// An order in the plan's own order; its reason is left as it is.
  func back(_ order: Redirection) -> Redirection {
    guard placesBack.indices.contains(order.place) else { return order }
    var order = order
    order.place = placesBack[order.place]
    return order
  }
}

extension OperationPlan {
  /// Returns the plan with places, types and teams in other orders, each given as indices of this one.
  ///
  /// - Parameter teamPlaces: The places of each team, both in the new orders.
  fileprivate func listed(places: [Int], types: [Int], teams: [Int], teamPlaces: [[Int]]) -> OperationPlan {
    var scenario = Scenario(
      name: "", phases: Phases(campaignStart: CivilDate(year: 2024, month: 1, day: 1)),
      crime: CrimePattern(places: places.map { self.places[$0].asPlace }), tactics: tactics,
      operation: operation)
    scenario.makesPacks = makesPacks
    scenario.crime.types = types.map { index in
      var type = CrimeType.policeUK[0]
      type.id = self.types[index].id
      type.harmInDays = self.types[index].harmInDays
      return type
    }
    scenario.operation.teams = teams.map { operation.teams[$0] }
    let roles = places.map { self.places[$0].isTarget ? PlaceRole.target : .background }
    return OperationPlan(
      scenario: scenario, campaignStartInSeconds: campaignStartInSeconds,
      chosen: ChosenTargets(roles: roles, teamPlaces: teamPlaces))
  }
}

extension OperationPlan.PlaceView {
  /// A place of which a plan is the same.
  fileprivate var asPlace: Place {
    Place(id: id, name: id, centre: centre, ward: ward, kind: kind, ratesPerYear: [])
  }
}

/// A strategy that sees everything listed in another order, and whose answers are given in the usual one.
struct ReorderedStrategy {
  var inner: any DeploymentStrategy
  private var order: Reordering?
  private var listed: OperationView?

  /// Whether the plan can be listed in another order; else there are no answers to compare.
  var canBeAsked: Bool { listed != nil }

  init(_ strategy: any DeploymentStrategy) {
    inner = strategy
  }

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    order = Reordering(view.plan)
    guard let view = order?.view(view) else { return }
    inner.campaignBegins(view, random: random)
    listed = view
  }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking? {
    ask(view) { (strategy, order, listed) in order.back(strategy.nextTask(for: unit, listed)) }
  }

  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    orders += react(view) { $0.offenceBecameKnown($1.offence(offence), $2, orders: &$3) }
  }

  mutating func tipCame(_ tip: Tip, _ view: OperationView, orders: inout [Redirection]) {
    orders += react(view) { $0.tipCame($1.tip(tip), $2, orders: &$3) }
  }

  mutating func unitChanged(_ change: UnitChange, _ view: OperationView, orders: inout [Redirection]) {
    orders += react(view) { $0.unitChanged($1.change(change), $2, orders: &$3) }
  }

  private mutating func react(
    _ view: OperationView,
    _ decide: (inout any DeploymentStrategy, Reordering, OperationView, inout [Redirection]) -> Void
  ) -> [Redirection] {
    ask(view) { (strategy, order, listed) in
      var orders: [Redirection] = []
      decide(&strategy, order, listed, &orders)
      return orders.map(order.back)
    } ?? []
  }

  private mutating func ask<Value>(
    _ view: OperationView, _ decide: (inout any DeploymentStrategy, Reordering, OperationView) -> Value
  ) -> Value? {
    guard let order, var listed else { return nil }
    self.listed = nil  // so that it isn't copied
    order.update(&listed, from: view)
    let value = decide(&inner, order, listed)
    self.listed = listed
    return value
  }
}
