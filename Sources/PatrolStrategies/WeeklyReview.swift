// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Reviews places and tactics every week by what was reported, moves visits to where they seem to avert most, and drops tactics that do
/// worse than the others.
///
/// A bandit whose arms are places and tactics, see the article. Either can be held instead, so that the strategy can be set
/// against the best choice that is never changed.
public struct WeeklyReview: DeploymentStrategy {
  private let heldTactic: String
  private let heldPlaces: String
  private let prior: Double
  private let dropError: Double

  private var record: ReviewRecord?
  private var board: ReviewBoard?
  private var draws = ReviewDraws()
  /// The tactic of each place this week, by its index; `nil` for the unit's usual one.
  private var tactics: [Int?] = []
  /// The share of visits of each place this week.
  private var shares: [Double] = []
  /// Visits that were ordered to each place this week.
  private var ordered: [Int] = []
  /// Visits that a review has counted.
  private var visitsRead = 0
  /// When the next review is due, in seconds since the start of the run.
  private var nextReview = Double.infinity

  /// Creates the strategy from parameters by name; what is left out has its default.
  public init(_ values: [String: Double] = [:]) {
    heldTactic = Self.tactic.choice(in: values)
    heldPlaces = Self.places.choice(in: values)
    prior = Self.priorOffences.value(in: values)
    dropError = Self.error.value(in: values)
  }

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    let plan = view.plan
    draws = ReviewDraws(random, places: plan.places.map(\.id), tactics: plan.tactics.map(\.id))
    let isInUse = plan.tactics.indices.map { tactic in
      plan.operation.units.indices.contains { plan.canUse(tactic: tactic, unit: $0) }
    }
    let board = ReviewBoard(
      placeCount: plan.places.count, isInUse: isInUse, prior: prior, dropError: dropError)
    let record = ReviewRecord(view)
    self.board = board
    self.record = record
    nextReview = view.nowInSeconds + ReviewRecord.weekInSeconds
    planWeek(board, record, view)
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    review(view)
    guard let place = nextPlace(for: unit, view) else { return .standBy(minutes: 15) }
    ordered[place] += 1
    let tactic = tactics[place].flatMap { view.plan.canUse(tactic: $0, unit: unit) ? $0 : nil }
    return .visit(place: place, minutes: view.plan.operation.visitInMinutes, tactic: tactic)
  }

  /// Takes in the week that is over, if one is.
  private mutating func review(_ view: OperationView) {
    guard view.nowInSeconds >= nextReview, var board, var record else { return }
    while view.nowInSeconds >= nextReview { nextReview += ReviewRecord.weekInSeconds }
    let counts = record.readWeek(view)
    let hours = hoursByTactic(view)
    let week = record.targets.map {
      ReviewBoard.PlaceWeek(
        place: $0, offences: counts[$0], usual: record.usual[$0], hoursByTactic: hours[$0])
    }
    board.review(week, dispersion: record.dispersion)
    self.board = board
    self.record = record
    planWeek(board, record, view)
  }

  /// Hours of the visits that have ended since the last review, by place and tactic.
  private mutating func hoursByTactic(_ view: OperationView) -> [[Double]] {
    let none = [Double](repeating: 0, count: view.plan.tactics.count)
    var hours = [[Double]](repeating: none, count: view.plan.places.count)
    for visit in view.visits[visitsRead...] { hours[visit.place][visit.tactic] += visit.minutes / 60 }
    visitsRead = view.visits.count
    return hours
  }

  /// Draws tactics and shares of visits for the week to come.
  private mutating func planWeek(_ board: ReviewBoard, _ record: ReviewRecord, _ view: OperationView) {
    let plan = view.plan
    ordered = [Int](repeating: 0, count: plan.places.count)
    tactics = [Int?](repeating: nil, count: plan.places.count)
    shares = [Double](repeating: 0, count: plan.places.count)
    let held = plan.tactics.firstIndex { $0.id == heldTactic }
    for (team, places) in plan.teamPlaces.enumerated() {
      let units = plan.unitTeams.indices.filter { plan.unitTeams[$0] == team }
      for (place, share) in zip(places, drawShares(of: places, board, record)) { shares[place] = share }
      for place in places {
        tactics[place] =
          heldTactic == Self.reviewed
          ? board.drawTactic(at: place, dispersion: record.dispersion, draws) { tactic in
            units.contains { plan.canUse(tactic: tactic, unit: $0) }
          } : held
      }
    }
  }

  private func drawShares(
    of places: [Int], _ board: ReviewBoard, _ record: ReviewRecord
  ) -> [Double] {
    switch heldPlaces {
    case Self.equal: ReviewBoard.shares(places.map { _ in 1 })
    case Self.byHarm: ReviewBoard.shares(places.map { record.usualHarm[$0] })
    default:
      board.drawShares(
        of: places, usualHarm: record.usualHarm, dispersion: record.dispersion, draws)
    }
  }

  /// Returns the nearest place that has had fewer visits than its share; where there is none, the one that lacks most.
  ///
  /// Places where another unit is, or is going, are left out, and so is the one where the unit is, unless it is the only one.
  private func nextPlace(for unit: Int, _ view: OperationView) -> Int? {
    let list = view.places(of: unit)
    let total = list.reduce(0) { $0 + shares[$1] }
    let visits = list.reduce(1) { $0 + ordered[$1] }
    let free = list.filter { !view.isTaken($0, except: unit) }
    let elsewhere = free.filter { view.units[unit].whereabouts != .place($0) }
    var best: (isBehind: Bool, cost: Double, place: Int)?
    for place in elsewhere.isEmpty ? free : elsewhere {
      let share = total > 0 ? shares[place] / total : 1 / Double(list.count)
      let lack = share * Double(visits) - Double(ordered[place])
      let cost = lack > 0 ? view.travelInSeconds(of: unit, to: place) : -lack
      guard let found = best else {
        best = (lack > 0, cost, place)
        continue
      }
      if (lack > 0) == found.isBehind ? cost < found.cost : lack > 0 { best = (lack > 0, cost, place) }
    }
    return best?.place
  }

  /// Returns the choices that are never changed, which the review can be scored against: a tactic for all places, and
  /// visits shared out equally or by harm.
  ///
  /// Tactics are those of `Tactic.standard` that the scenario has and one of its units can use.
  public static func fixedChoices(for scenario: Scenario) -> [StrategyConfiguration] {
    let usable = tactic.choices.indices.filter { index in
      scenario.tactics.contains { known in
        known.id == tactic.choices[index] && scenario.operation.units.contains { known.isOpen(to: $0.mode) }
      }
    }
    return usable.flatMap { index in
      [equal, byHarm].map { shares in
        let place = Double(places.choices.firstIndex(of: shares) ?? 0)
        return StrategyConfiguration(
          entry.name, parameters: [tactic.name: Double(index), places.name: place])
      }
    }
  }

  private static let reviewed = "review"
  private static let equal = "equal"
  private static let byHarm = "harm"

  private static let tactic = StrategyParameter(
    "tactic", "Whether the review chooses the tactic of each place, or which tactic is held throughout.",
    choices: [reviewed] + Tactic.standard.map(\.id))
  private static let places = StrategyParameter(
    "places",
    "Whether the review shares visits out among places, or they are held equal, or by harm in the history.",
    choices: [reviewed, equal, byHarm])
  private static let priorOffences = StrategyParameter(
    "prior", "How many offences the belief is worth that all places and tactics do equally well.",
    default: 50, in: 1...100_000)
  private static let error = StrategyParameter(
    "drop_error", "The probability, at most, with which a tactic as good as the others is ever dropped.",
    default: 0.05, in: 0.000_1...0.5, source: "by convention")

  static let entry = StrategyEntry(
    name: "weekly-review",
    summary: "Reviews places and tactics every week, and drops what does not work.",
    parameters: [tactic, places, priorOffences, error]
  ) { WeeklyReview($0) }
}
