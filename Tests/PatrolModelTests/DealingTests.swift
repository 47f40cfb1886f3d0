// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel
import PatrolTesting
import Testing

@Suite("Units dealt out")
struct DealingTests {
  /// The small town with three teams on two shifts: 3 units by day and 1 late, 1 and 2, 0 and 1.
  private static func scenario() -> Scenario {
    var scenario = SmallTown.scenario()
    let team = scenario.operation.teams[0]
    scenario.operation.teams = ["north", "south", "east"].map {
      Team(id: $0, base: team.base, places: team.places)
    }
    let units = [
      ("north", "day", 3), ("south", "late", 2), ("north", "late", 1), ("south", "day", 1),
      ("east", "late", 1),
    ]
    scenario.operation.units = units.flatMap { team, shift, count in
      (1...count).map { PatrolUnit(id: "\(team)-\(shift)-\($0)", team: team, shift: shift, officers: $0) }
    }
    return scenario
  }

  private static func counts(_ units: [PatrolUnit]) -> [String: Int] {
    Dictionary(units.map { ("\($0.team) \($0.shift)", 1) }, uniquingKeysWith: +)
  }

  @Test("the scenario's own number of units gives back its own units, in their order")
  func ownNumber() {
    let scenario = Self.scenario()
    #expect(scenario.dealing(units: 8) == scenario)
    let town = SmallTown.scenario()
    #expect(town.dealing(units: 2) == town)
  }

  @Test("a larger number holds all units of a smaller one")
  func nested() {
    let scenario = Self.scenario()
    for count in 1..<30 {
      let fewer = scenario.dealing(units: count).operation.units
      let more = scenario.dealing(units: count + 1).operation.units
      #expect(fewer.count == count)
      #expect(fewer.allSatisfy(more.contains))
      #expect(Set(more.map(\.id)).count == count + 1)
    }
  }

  @Test("teams and shifts keep their proportions, to less than a unit for teams")
  func proportions() {
    let scenario = Self.scenario()
    let own = Self.counts(scenario.operation.units)
    for count in [8, 16, 80] {
      #expect(Self.counts(scenario.dealing(units: count).operation.units) == own.mapValues { $0 * count / 8 })
    }
    let shares = ["north": 0.5, "south": 0.375, "east": 0.125]
    for count in 1..<40 {
      let units = scenario.dealing(units: count).operation.units
      for (team, share) in shares {
        let difference = Double(units.count { $0.team == team }) - share * Double(count)
        #expect(abs(difference) <= 1, "\(team) of \(count)")
      }
    }
  }

  @Test("the first units go to different teams, and to different shifts where teams have as many of each")
  func firstUnits() {
    var scenario = Self.scenario()
    scenario.operation.units = ["north", "south"].flatMap { team in
      ["day", "late"].map { PatrolUnit(id: "\(team)-\($0)", team: team, shift: $0) }
    }
    #expect(scenario.dealing(units: 2).operation.units.map(\.id) == ["north-day", "south-late"])
    #expect(scenario.dealing(units: 1).operation.teamsWithoutUnits.map(\.id) == ["south", "east"])
  }

  @Test("units are like those of the scenario, and their names collide with none")
  func names() {
    var scenario = SmallTown.scenario()
    scenario.operation.units[0].mode = .foot
    scenario.operation.units[0].officers = 3
    scenario.operation.units[0].isRingfenced = false
    scenario.operation.units[1].id = "town-day-2"
    let units = scenario.dealing(units: 5).operation.units
    #expect(units.map(\.id) == ["town-day", "town-day-2x", "town-day-3", "town-day-2", "town-day-2-2"])
    for unit in units.prefix(3) {
      #expect(unit.mode == .foot && unit.officers == 3 && !unit.isRingfenced && unit.shift == "day")
    }
  }

  @Test("lists of units for calls and after the campaign name the units that were dealt")
  func lists() {
    var scenario = SmallTown.scenario()
    scenario.operation.after = .units(["town-late"])
    scenario.calls = SmallTown.calls(in: scenario)
    scenario.calls?.preferences = [
      DispatchPreference(places: ["high-street"], units: ["town-late", "car"]),
      DispatchPreference(places: ["station"], units: ["town-late"]),
    ]
    let more = scenario.dealing(units: 4)
    #expect(more.operation.after == .units(["town-late", "town-late-2"]))
    #expect(
      more.calls?.preferences.map(\.units) == [
        ["town-late", "town-late-2", "car"], ["town-late", "town-late-2"],
      ])
    let fewer = scenario.dealing(units: 1)
    #expect(fewer.operation.after == .none)
    #expect(fewer.calls?.preferences.map(\.units) == [["car"]])
  }
}
