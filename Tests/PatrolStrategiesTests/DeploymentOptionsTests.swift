// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolStrategies
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolModel

@Suite("Deployment options")
struct DeploymentOptionsTests {
  /// A line of eight targets with a ward each, the western ones with more crime, and one team of four units by day.
  static func scenario(campaignWeeks: Int = 8) -> Scenario {
    var scenario = SmallTown.scenario(campaignWeeks: campaignWeeks, afterWeeks: 0)
    let centre = scenario.operation.teams[0].base
    scenario.crime.places = (0..<8).map { number in
      Place(
        id: "place-\(number)", name: "Place \(number)",
        centre: centre.offset(eastInMetres: Double(number) * 600, northInMetres: 0), radiusInMetres: 80,
        ward: "Ward \(number)", borough: "Borough", role: .target,
        ratesPerYear: CrimeType.policeUK.map { _ in 200 / Double(1 + number * number) })
    }
    scenario.operation.teams[0].places = scenario.crime.places.map(\.id)
    scenario.operation.units = (0..<4).map { PatrolUnit(id: "unit-\($0)", team: "town", shift: "day") }
    scenario.operation.timetable = nil
    return scenario
  }

  static func outcome(
    of name: String, _ parameters: [String: Double] = [:], scenario: Scenario = scenario()
  ) throws -> ReplicationOutcome {
    let strategy = try #require(
      StrategyCatalogue.standard.strategy(for: StrategyConfiguration(name, parameters: parameters)))
    let runner = ReplicationRunner(scenario: scenario, seed: 11, strategies: [strategy])
    return try #require(
      runner.run(replication: 1, recording: RecordingOptions(keepsEvents: true)).outcomes.first)
  }

  /// The places that units arrived at, by week of the campaign and unit.
  private func visited(_ outcome: ReplicationOutcome, by unit: Int) -> [Int: Set<Int>] {
    var visited: [Int: Set<Int>] = [:]
    for event in outcome.events where event.kind == .arrived && event.unit == unit {
      // The campaign starts after eight weeks of history; a shift by day touches neither midnight nor a clock change.
      visited[Int(event.timeInSeconds / 604_800) - 8, default: []].insert(event.place ?? -1)
    }
    return visited
  }

  /// The strategies that choose where to go.
  static let choosing = StrategyCatalogue.standard.entries.filter { !$0.needsProgram }
    .filter { $0.parameters.contains { $0.name == "officers" } }.map(\.name)

  @Test("officers on a patch visit its places and no others, all through the campaign", arguments: choosing)
  func patches(name: String) throws {
    let outcome = try Self.outcome(of: name, ["officers": 1])
    for unit in 0..<4 {
      for (week, places) in visited(outcome, by: unit) {
        #expect(places.isSubset(of: [2 * unit, 2 * unit + 1]), "unit \(unit), week \(week)")
      }
    }
    #expect(outcome.fates.isConserved)
  }

  @Test("rotating officers hand their patches on every week", arguments: choosing)
  func rotating(name: String) throws {
    let outcome = try Self.outcome(of: name, ["officers": 2])
    for unit in 0..<4 {
      for (week, places) in visited(outcome, by: unit) {
        let patch = (unit + week) % 4
        #expect(places.isSubset(of: [2 * patch, 2 * patch + 1]), "unit \(unit), week \(week)")
      }
    }
  }

  @Test("concentrated resources go to the places with the most recorded harm", arguments: choosing)
  func focus(name: String) throws {
    let visits = try Self.outcome(of: name, ["focus": 0.25]).dosage.visitsByPlace
    #expect(visits.prefix(2).allSatisfy { $0 > 100 } && visits.dropFirst(2).allSatisfy { $0 == 0 })
    let least = try Self.outcome(of: name, ["focus": 0.001]).dosage.visitsByPlace
    #expect(least[0] > 100 && least.dropFirst().allSatisfy { $0 == 0 }, "One place at least")
  }

  @Test("patches are drawn among the places in focus, and units share them where places are fewer")
  func both() throws {
    let outcome = try Self.outcome(of: "random", ["focus": 0.25, "officers": 1])
    for unit in 0..<4 {
      for places in visited(outcome, by: unit).values { #expect(places == [unit % 2]) }
    }
  }

  @Test("the options named by their defaults change nothing", arguments: choosing)
  func defaults(name: String) throws {
    let plain = try Self.outcome(of: name)
    let named = try Self.outcome(of: name, ["focus": 1, "officers": 0])
    #expect(plain.dosage == named.dosage && plain.fates == named.fates && plain.events == named.events)
  }

  @Test("what chooses no place takes no options")
  func withoutOptions() {
    for name in ["no-extra-patrol", "scheduled-visits"] {
      #expect(StrategyCatalogue.standard.entry(named: name)?.parameters.isEmpty == true)
    }
  }

  @Test("patches are compact and equal but for a place")
  func split() {
    let centre = Coordinate(longitude: -0.13, latitude: 51.51)
    // Three columns, 1 km apart, of 4, 3 and 4 places that stand 100 m apart.
    let points = [(0, 4), (1, 3), (2, 4)].flatMap { column, rows in
      (0..<rows).map {
        centre.offset(eastInMetres: Double(column) * 1_000, northInMetres: Double($0) * 100)
      }
    }
    let patches = Patches.split(Array(points.indices.reversed()), into: 3) { points[$0] }
    #expect(patches == [[3, 2, 1, 0], [7, 6, 5, 4], [10, 9, 8]])
    for count in 1...11 {
      let patches = Patches.split(Array(points.indices), into: count) { points[$0] }
      #expect(patches.count == count && patches.flatMap { $0 }.sorted() == Array(points.indices))
      let sizes = patches.map(\.count)
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }
  }

  @Test("a share of places is rounded up, but not by an error of rounding")
  func share() {
    let counts = [(0.35, 20), (0.25, 20), (0.1, 3), (1, 7), (0.001, 1), (1.0 / 3, 9)].map {
      DeploymentPlan.count(inFocus: $0, of: $1)
    }
    #expect(counts == [7, 5, 1, 7, 1, 3])
  }

  /// How well units knew the places that they were sent to.
  private final class Known: @unchecked Sendable {
    var sum = 0.0
    var count = 0
  }

  private struct Watching: DeploymentStrategy {
    let known: Known
    var random = RandomPatrol()

    mutating func campaignBegins(_ view: OperationView, random: RandomStream) {
      self.random.campaignBegins(view, random: random)
    }

    mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
      let task = random.nextTask(for: unit, view)
      if case .visit(let place, _, _) = task {
        known.sum += view.familiarity(ofUnit: unit, atPlace: place) ?? .nan
        known.count += 1
      }
      return task
    }
  }

  @Test("officers on a patch know the wards they visit better than rotating ones do")
  func familiarity() {
    var scenario = Self.scenario()
    scenario.operation.familiarity = FamiliarityRule()
    func mean(_ officers: DeploymentOptions.Officers) -> Double {
      let known = Known()
      let strategy = LabelledStrategy(
        label: "watching", strategy: Watching(known: known), options: DeploymentOptions(officers: officers))
      _ = ReplicationRunner(scenario: scenario, seed: 5, strategies: [strategy]).run(replication: 1)
      return known.sum / Double(known.count)
    }
    let (patch, rotating, team) = (mean(.patch), mean(.rotating), mean(.team))
    #expect(patch > rotating + 0.1, "\(patch) \(rotating) \(team)")
    #expect(patch > team + 0.1)
  }
}
