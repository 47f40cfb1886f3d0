// SPDX-License-Identifier: GPL-3.0-or-later

extension Scenario {
  /// Returns the scenario with another number of units, dealt out to its teams and shifts in its own proportions.
  ///
  /// Units are dealt one at a time: to the team that is furthest behind its share, within it to the shift furthest
  /// behind (of several the one that is furthest behind in all teams together), and there to the scenario's units in
  /// turn, whose mode, officers, tactic, ringfencing and abstraction the new unit has. Of equals the first in the
  /// scenario's order comes first. So every number of units holds all those of a smaller one, and the scenario's own
  /// number gives back its own units.
  ///
  /// Lists of units for calls and of units that patrol on after the campaign name the units dealt in place of
  /// those they named; a list of which none is left is left out.
  ///
  /// - Parameter count: How many units; at least 1.
  ///
  /// Source: smooth weighted round robin, as in nginx 1.3.1 (2012); that the proportions and the order are those of
  /// the scenario is an assumption.
  public func dealing(units count: Int) -> Scenario {
    precondition(count > 0, "There must be a unit")
    let responders = Set((calls?.responseUnits ?? []).map(\.id) + (calls?.responseUnitNames ?? []))
    let dealt = UnitDealer(operation).deal(count, besides: responders)
    func names(_ ids: [String]) -> [String] {
      ids.flatMap { id in
        operation.units.contains { $0.id == id } ? dealt.filter { $0.template == id }.map(\.unit.id) : [id]
      }
    }
    var scenario = self
    scenario.operation.units = dealt.map(\.unit)
    if case .units(let ids) = operation.after {
      let left = names(ids)
      scenario.operation.after = left.isEmpty ? .none : .units(left)
    }
    let lists = (calls?.preferences ?? []).map { list in
      var list = list
      list.units = names(list.units)
      return list
    }
    scenario.calls?.preferences = lists.filter { !$0.units.isEmpty }
    return scenario
  }
}

extension Operation {
  /// The teams that have no unit, whose places get no visit.
  public var teamsWithoutUnits: [Team] { teams.filter { team in !units.contains { $0.team == team.id } } }
}

/// Deals units out to teams and shifts in the proportions of an operation.
private struct UnitDealer {
  /// A unit, and the unit of the operation that it is made like.
  typealias Dealt = (unit: PatrolUnit, template: String)

  /// Units of one team and shift, by their index in the operation, dealt in turn.
  private struct Group {
    let shift: Int
    var templates: [Int]
    var dealt = 0
    var credit = 0
  }
  private struct TeamShare {
    var groups: [Group] = []
    var credit = 0
    var weight: Int { groups.reduce(0) { $0 + $1.templates.count } }
  }

  private let units: [PatrolUnit]
  private var teams: [TeamShare]
  /// How many units the operation has on each shift, and how far each is behind its share.
  private var shiftWeights: [Int]
  private var shiftCredits: [Int]

  init(_ operation: Operation) {
    units = operation.units
    teams = operation.teams.map { _ in TeamShare() }
    shiftWeights = operation.shifts.map { _ in 0 }
    shiftCredits = shiftWeights
    for (index, unit) in units.enumerated() {
      guard let team = operation.teams.firstIndex(where: { $0.id == unit.team }),
        let shift = operation.shifts.firstIndex(where: { $0.id == unit.shift })
      else { preconditionFailure("Unit \(unit.id) has no team or shift") }
      shiftWeights[shift] += 1
      if let group = teams[team].groups.firstIndex(where: { $0.shift == shift }) {
        teams[team].groups[group].templates.append(index)
      } else {
        teams[team].groups.append(Group(shift: shift, templates: [index]))
      }
    }
  }

  /// Returns so many units, in the order of the units they are made like.
  ///
  /// - Parameter taken: Names that none of them may have.
  func deal(_ count: Int, besides taken: Set<String>) -> [Dealt] {
    var dealer = self
    var counts = units.map { _ in 0 }
    for _ in 0..<count { counts[dealer.next()] += 1 }
    var used = taken.union(units.map(\.id))
    return units.indices.flatMap { index in
      (0..<counts[index]).map { round in
        var unit = units[index]
        if round > 0 {
          unit.id += "-\(round + 1)"
          while used.contains(unit.id) { unit.id += "x" }
          used.insert(unit.id)
        }
        return (unit, units[index].id)
      }
    }
  }

  /// Returns the unit that the next one is made like, by its index in the operation.
  private mutating func next() -> Int {
    for index in teams.indices { teams[index].credit += teams[index].weight }
    for index in shiftCredits.indices { shiftCredits[index] += shiftWeights[index] }
    let team = first(teams.indices.filter { teams[$0].weight > 0 }) { (teams[$0].credit, 0) }
    teams[team].credit -= units.count
    for index in teams[team].groups.indices {
      teams[team].groups[index].credit += teams[team].groups[index].templates.count
    }
    let groups = teams[team].groups
    let group = first(Array(groups.indices)) { (groups[$0].credit, shiftCredits[groups[$0].shift]) }
    teams[team].groups[group].credit -= teams[team].weight
    shiftCredits[groups[group].shift] -= units.count
    teams[team].groups[group].dealt += 1
    return groups[group].templates[groups[group].dealt % groups[group].templates.count]
  }

  /// Returns the first of those whose figures are largest.
  private func first(_ indices: [Int], by figures: (Int) -> (Int, Int)) -> Int {
    indices.dropFirst().reduce(indices[0]) { figures($1) > figures($0) ? $1 : $0 }
  }
}
