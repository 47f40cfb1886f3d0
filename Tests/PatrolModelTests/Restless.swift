// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import RandomVariates

/// Visits anywhere with any tactic, and redirects a unit whenever an offence becomes known.
struct Restless: DeploymentStrategy {
  private var random = RandomStream(seed: 0, replication: 0, name: "strategy")

  static let labelled = LabelledStrategy(label: "restless", strategy: Restless())

  mutating func campaignBegins(_ view: OperationView, random: RandomStream) { self.random = random }

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    if random.uniform() < 0.1 { return .standBy(minutes: 7) }
    return .visit(
      place: place(for: unit, view), minutes: 1 + 40 * random.uniform(), tactic: tactic(for: unit, view))
  }

  mutating func offenceBecameKnown(
    _ offence: KnownOffence, _ view: OperationView, orders: inout [Redirection]
  ) {
    let unit = random.uniform(below: view.units.count)
    orders.append(
      Redirection(
        unit: unit, place: place(for: unit, view), minutes: 12,
        reason: .liveIncident(type: Int(offence.type)),
        tactic: tactic(for: unit, view)))
  }

  mutating func unitChanged(
    _ change: UnitChange, _ view: OperationView, orders: inout [Redirection]
  ) {
    let unit = random.uniform(below: view.units.count)
    orders.append(
      Redirection(unit: unit, place: place(for: unit, view), minutes: 9, reason: .gap(unit: unit)))
  }

  mutating func shiftMoves(inWeek week: Int, _ view: OperationView) -> [Double] {
    view.units.map { _ in 200 * random.uniform() - 100 }
  }

  private mutating func place(for unit: Int, _ view: OperationView) -> Int {
    let places = view.places(of: unit)
    return places[random.uniform(below: places.count)]
  }

  private mutating func tactic(for unit: Int, _ view: OperationView) -> Int? {
    let choice = random.uniform(below: view.plan.tactics.count)
    return view.plan.canUse(tactic: choice, unit: unit) ? choice : nil
  }
}

extension SmallTown {
  /// The small town with every rule on that a scenario can switch on for tactics, deterrence and phases.
  static func withEverything(deterrence: Deterrence) -> Scenario {
    var scenario = SmallTown.scenario(campaignWeeks: 8, afterWeeks: 8, deterrence: deterrence)
    scenario.phases.secondWave = SecondWave(afterWeeks: 2, weeks: 4)
    for (index, type) in scenario.crime.types.enumerated() {
      if index % 3 == 0 { scenario.crime.types[index].deterrableShare = 0.2 + 0.05 * Double(index) }
      if index % 2 == 0 {
        scenario.deterrence.typeChanges.append(
          TypeChange(from: type.id, to: scenario.crime.types[index + 1].id, share: 0.7))
      }
      scenario.crime.types[index].nearRepeats = 0.3
      for place in scenario.crime.places.indices { scenario.crime.places[place].ratesPerYear[index] *= 3 }
    }
    scenario.deterrence.witnessedShare = 0.3
    for (index, shift) in ["day", "late", "day"].enumerated() {
      scenario.operation.units.append(
        PatrolUnit(
          id: "more-\(index)", team: "town", shift: shift, mode: TravelMode.allCases[index],
          tactic: index == 1 ? "cycle" : nil))
    }
    scenario.operation.tactic = "problem-oriented"
    scenario.operation.after = .share(0.4)
    scenario.operation.familiarity = FamiliarityRule()
    scenario.operation.arrestProcessingInHours = 3
    scenario.operation.shiftFlexibilityInMinutes = 90
    return scenario
  }
}
