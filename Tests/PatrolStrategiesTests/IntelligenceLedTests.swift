// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import RandomVariates
import Testing

@testable import PatrolStrategies

@Suite("The intelligence-led strategy")
struct IntelligenceLedTests {
  /// Four targets of different kinds, patrolled from ten in the morning to two at night, with tips, packs and stops.
  static func scenario(campaignWeeks: Int = 6) -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 52, campaignWeeks: campaignWeeks, afterWeeks: 0)
    let centre = scenario.operation.teams[0].base
    let kinds: [PlaceKind] = [.schoolRoute, .transportHub, .retailParade, .nightTimeEconomy]
    scenario.crime.places = kinds.enumerated().map { number, kind in
      Place(
        id: "place-\(number)", name: kind.rawValue,
        centre: centre.offset(eastInMetres: Double(number) * 600, northInMetres: 0), radiusInMetres: 80,
        ward: "Ward", borough: "Borough", kind: kind, role: .target,
        ratesPerYear: CrimeType.policeUK.map { _ in 12 })
    }
    scenario.crime.calendar.schoolTerms = .england
    scenario.operation.teams[0].places = scenario.crime.places.map(\.id)
    scenario.operation.timetable = nil
    scenario.makesPacks = true
    scenario.tips = Tips()
    scenario.tips?.perPlaceAndWeek = 2
    scenario.stops = Stops()
    return scenario
  }

  private func run(
    _ scenario: Scenario, parameters: [String: Double] = [:], replication: Int = 1
  ) throws -> (runner: ReplicationRunner, outcome: ReplicationOutcome) {
    let configuration = StrategyConfiguration("intelligence-led", parameters: parameters)
    let strategy = try #require(StrategyCatalogue.standard.strategy(for: configuration))
    let runner = ReplicationRunner(scenario: scenario, seed: 3, strategies: [strategy])
    let recording = RecordingOptions(keepsEvents: true)
    return (
      runner, try #require(runner.run(replication: replication, recording: recording).outcomes.first)
    )
  }

  @Test(
    "the after-school corridor is held on school routes after school, on school days, and nowhere else but at hubs"
  )
  func afterSchool() throws {
    let scenario = Self.scenario(campaignWeeks: 8)  // From 4 March 2024, over Easter.
    let (runner, outcome) = try run(scenario)
    let calendar = runner.calendar
    let terms = scenario.crime.calendar.days(inYears: 2024...2024)
    let tactic = try #require(scenario.tactics.firstIndex { $0.id == "after-school" })
    var seen = (corridor: 0, holidays: 0)
    // The tactic stands with the order.
    var orders: [Int: TaskingReason?] = [:]
    for event in outcome.events {
      guard let unit = event.unit else { continue }
      if event.kind == .setOut { orders[unit] = event.reason }
      guard event.kind == .arrived else { continue }
      let isCorridor = orders[unit] == .tactic(tactic)
      let hour = Int(calendar.hourOfWeek[calendar.hourIndex(atSecond: event.timeInSeconds)]) % 24
      let day = try #require(terms.index(of: calendar.date(atSecond: event.timeInSeconds)))
      let isAfterSchool = terms.isSchoolDay[day] && (15..<19).contains(hour)
      if isCorridor {
        seen.corridor += 1
        #expect(isAfterSchool && (event.place == 0 || event.place == 1))
      } else if event.place == 0 {
        #expect(!isAfterSchool)
        if !terms.isSchoolDay[day], (15..<19).contains(hour) { seen.holidays += 1 }
      }
    }
    #expect(seen.corridor > 20 && seen.holidays > 5)
  }

  @Test("which problem gets which tactic stands in one table")
  func rules() {
    func tactic(
      _ kind: PlaceKind = .other, rising: ProblemSignature.Theme? = nil, tip: ProblemSignature.Theme? = nil,
      point: Bool = false, hour: Int = 12, schoolDay: Bool = false
    ) -> String? {
      var signature = ProblemSignature(kind: kind)
      if let rising { signature.isRising[rising.rawValue] = true }
      if let tip { signature.hasTip[tip.rawValue] = true }
      signature.hasProblemPoint = point
      let visit = ProblemRule.Visit(signature: signature, hour: hour, isSchoolDay: schoolDay)
      return ProblemRule.all.first { $0.applies(visit) }?.tactic
    }
    #expect(tactic() == nil)
    #expect(tactic(.schoolRoute, hour: 15, schoolDay: true) == "after-school")
    #expect(tactic(.schoolRoute, hour: 15) == nil)
    #expect(tactic(.transportHub, hour: 18, schoolDay: true) == nil)
    #expect(tactic(.transportHub, tip: .bullying, hour: 18, schoolDay: true) == "after-school")
    #expect(tactic(.retailParade, rising: .shoplifting) == "plain-clothes")
    #expect(tactic(rising: .loitering, hour: 15) == nil)
    #expect(tactic(tip: .loitering, hour: 1) == "stop-checks")
    #expect(tactic(rising: .loitering, point: true, hour: 12) == "problem-oriented")
  }

  @Test("a count is above usual where chance would seldom bring so many")
  func aboveUsual() {
    // P(N ≥ 2 | .3) = .0369, P(N ≥ 2 | .4) = .0616, P(N ≥ 9 | 4) = .0214, P(N ≥ 8 | 4) = .0511.
    #expect(ProblemScan.isAboveUsual(2, expected: 0.3) && !ProblemScan.isAboveUsual(2, expected: 0.4))
    #expect(ProblemScan.isAboveUsual(9, expected: 4) && !ProblemScan.isAboveUsual(8, expected: 4))
    #expect(!ProblemScan.isAboveUsual(1, expected: 0))
  }

  /// Keeps the rates that a control room would have, as of the first decision of a day.
  private final class Rates: @unchecked Sendable {
    var read: [(forecast: [Double], mixed: [Double], scores: [Double])] = []
  }

  private struct Reading: DeploymentStrategy {
    let weight: Double
    let kept: Rates
    mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
      let base = HarmForecast(view, given: GivenSettings())
      let rates = IntelligenceRates(base: base, weight: weight, memoryInDays: 7, view: view)
      let places = view.places(of: unit)
      kept.read.append((places.map(base.level), places.map(rates.level), places.map { rates.scores[$0] }))
      return .standBy(minutes: 1_440)
    }
  }

  @Test(
    "tips and packs weigh as much as counts: each decides half of the expected harm", arguments: [0, 0.5, 1])
  func half(weight: Double) throws {
    let kept = Rates()
    let strategy = LabelledStrategy(label: "reading", strategy: Reading(weight: weight, kept: kept))
    _ = ReplicationRunner(scenario: Self.scenario(), seed: 4, strategies: [strategy]).run(replication: 1)
    #expect(kept.read.count { $0.scores.contains { $0 > 0 } } > 40)
    for (forecast, mixed, scores) in kept.read {
      let (expected, score) = (forecast.reduce(0, +), scores.reduce(0, +))
      guard score > 0 else {
        // Counts decide alone where nothing scores.
        #expect(mixed == forecast)
        continue
      }
      for place in forecast.indices {
        let wanted = (1 - weight) * forecast[place] + weight * expected * scores[place] / score
        #expect(abs(mixed[place] - wanted) < 1e-9 * expected)
      }
      #expect(abs(mixed.reduce(0, +) - expected) < 1e-9 * expected)
    }
  }

  @Test("a tip redirects a unit and says so, where the move is worth it")
  func tips() throws {
    let lively = try run(Self.scenario(), parameters: ["hysteresis": 1]).outcome
    let reasons = lively.events.filter { $0.kind == .redirected }.compactMap(\.reason)
    #expect(!reasons.isEmpty)
    #expect(reasons.allSatisfy { if case .tip = $0 { true } else { false } })
    let calm = try run(Self.scenario(), parameters: ["hysteresis": 100]).outcome
    #expect(calm.dosage.redirections < lively.dosage.redirections)
  }

  @Test("staggered visits come at irregular times: half to one and a half gaps apart at the least")
  func staggered() throws {
    var scenario = Self.scenario(campaignWeeks: 16)
    // One unit, and a record in which robbery is always on the rise at one place.
    scenario.operation.units.removeLast()
    scenario.operation.shifts[0] = ShiftPattern(id: "day", startMinute: 960, lengthInMinutes: 480)
    scenario.beliefs = PatrolEffect([0.35, 0.5, 0.5, 1, 0.15, 3])
    let outcome = try run(scenario).outcome
    let stops = try #require(scenario.tactics.firstIndex { $0.id == "stop-checks" })
    #expect(outcome.dosage.visitsByTactic[stops] > 20)
    var gaps: [Double] = []
    var last: [Int: (second: Double, isStaggered: Bool)] = [:]
    for event in outcome.events where event.kind == .setOut {
      guard let place = event.place else { continue }
      let isStaggered = event.reason == .tactic(stops)
      if let before = last[place], before.isStaggered, event.timeInSeconds - before.second < 8 * 3_600 {
        gaps.append((event.timeInSeconds - before.second) / 3_600)
      }
      last[place] = (event.timeInSeconds, isStaggered)
    }
    // Two hours are aimed at. A place is visited sooner only where no other is due.
    let irregular = gaps.filter { $0 >= 1 }
    #expect(irregular.count > 20, "\(gaps.count) gaps, \(irregular.count) of an hour or more")
    #expect(Set(irregular.map { Int($0 * 60) }).count > irregular.count / 3)
  }

  @Test("a unit uses no tactic that its mode does not allow, and none that a scenario lacks")
  func modes() throws {
    var scenario = Self.scenario()
    for index in scenario.tactics.indices where scenario.tactics[index].id != Tactic.usual {
      scenario.tactics[index].mode = .foot
    }
    let outcome = try run(scenario).outcome  // Its units drive.
    #expect(outcome.dosage.visitsByTactic.dropFirst().allSatisfy { $0 == 0 })
    #expect(outcome.dosage.visitsByTactic[0] > 100)
  }

  @Test("without tips and packs it follows the counts, as data-led does")
  func withoutIntelligence() throws {
    var scenario = Self.scenario()
    (scenario.tips, scenario.makesPacks) = (nil, false)
    for index in scenario.tactics.indices where scenario.tactics[index].id != Tactic.usual {
      scenario.tactics[index].mode = .foot
    }
    let outcome = try run(scenario, parameters: ["refresh": 24]).outcome
    let dataLed = try #require(StrategyCatalogue.standard.strategy(for: StrategyConfiguration("data-led")))
    let plain = ReplicationRunner(scenario: scenario, seed: 3, strategies: [dataLed]).run(replication: 1)
    #expect(outcome.dosage.visitsByPlace == plain.outcomes[0].dosage.visitsByPlace)
  }
}
