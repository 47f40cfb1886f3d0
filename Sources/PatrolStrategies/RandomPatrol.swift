// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import RandomVariates

/// Equal random visits: the naive baseline.
///
/// Each free unit goes to a place of its team drawn with equal probability, without regard to crime,
/// travel or who was there last. Each place has a random word for each task of the unit, named by their ids, and the least wins.
public struct RandomPatrol: DeploymentStrategy {
  private var random = RandomStream(seed: 0, replication: 0, name: "strategy")
  private var places: [StreamEntity] = []
  private var units: [StreamEntity] = []
  /// How many tasks each unit was given.
  private var tasks: [UInt64] = []

  public init() {}

  public mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
    self.random = random
    places = view.plan.places.map { StreamEntity($0.id) }
    units = view.plan.operation.units.map { StreamEntity($0.id) }
    tasks = units.map { _ in 0 }
  }

  public mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    tasks[unit] += 1
    var best: (word: UInt64, place: Int)?
    for place in view.places(of: unit) {
      var random = random.of(units[unit].with(places[place]), part: tasks[unit])
      let word = random.next()
      if word < best?.word ?? .max { best = (word, place) }
    }
    guard let best else { preconditionFailure("Unit \(unit) has no place") }
    return .visit(place: best.place, minutes: view.plan.operation.visitInMinutes)
  }

  static let entry = StrategyEntry(
    name: "random", summary: "Visits the team's places at random, each equally often."
  ) { _ in RandomPatrol() }
}
