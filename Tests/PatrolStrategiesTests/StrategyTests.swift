// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("Strategies")
struct StrategyTests {
  private func outcome(
    of name: String, scenario: Scenario, parameters: [String: Double] = [:], replication: Int = 1
  ) throws -> ReplicationOutcome {
    let configuration = StrategyConfiguration(name, parameters: parameters)
    let strategy = try #require(StrategyCatalogue.standard.strategy(for: configuration))
    let run = ReplicationRunner(scenario: scenario, seed: 3, strategies: [strategy])
      .run(replication: replication, recording: RecordingOptions(keepsEvents: true))
    return try #require(run.outcomes.first)
  }

  @Test("the fixed rota visits the same places at the same hours every day")
  func sameHours() throws {
    let scenario = SmallTown.scenario()
    let events = try outcome(of: "fixed-rota", scenario: scenario).events
    var days: [Int: [[Int]]] = [:]
    for event in events where event.kind == .arrived && event.unit == 0 {
      let minute = Int(event.timeInSeconds / 60) % 1_440
      days[Int(event.timeInSeconds / 86_400), default: []].append([minute, event.place ?? -1])
    }
    // The first four weeks of the campaign lie in March 2024; the clocks change on the 31st.
    let first = try #require(days.keys.min())
    let pattern = try #require(days[first])
    #expect(pattern.count >= 15)
    for day in first..<first + 27 { #expect(days[day] == pattern, "day \(day)") }
  }

  @Test("the data-led strategy goes more often where more harm is recorded")
  func followsHarm() throws {
    var scenario = SmallTown.scenario(historyWeeks: 52, campaignWeeks: 8)
    scenario.crime.places[0].ratesPerYear = scenario.crime.types.map { _ in 120 }
    scenario.crime.places[2].ratesPerYear = scenario.crime.types.map { _ in 2 }
    // Without regard to harm the two would be visited equally. How quiet the second looks differs by history.
    for replication in 1...5 {
      let visits = try outcome(of: "data-led", scenario: scenario, replication: replication).dosage
        .visitsByPlace
      #expect(Double(visits[0]) > 1.5 * Double(visits[2]), "replication \(replication)")
    }
    let equal = try outcome(of: "fixed-rota", scenario: scenario).dosage.visitsByPlace
    #expect(abs(equal[0] - equal[2]) <= 8 * 7)
  }

  @Test(
    "scheduled visits are those of the timetable: so many a place and week, when they are due, as long as they last"
  )
  func scheduledVisits() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 4)
    scenario.operation.timetable = Timetable(
      on: Timetable.Dose(visitsPerDay: 4, visitInMinutes: 20), days: [2, 3, 4, 5], startMinute: 660,
      lengthInMinutes: 600)
    let outcome = try outcome(of: "scheduled-visits", scenario: scenario)
    let visits = outcome.dosage.visitsByPlace
    #expect(visits == [64, 0, 64, 0, 0, 0], "4 a day, 4 days a week, 4 weeks")
    #expect(outcome.dosage.visitsCompleted == 128 && outcome.dosage.visitsCut == 0)
    #expect(abs(outcome.dosage.visitHours - 128.0 / 3) < 1e-6)
    for event in outcome.events where event.kind == .arrived {
      // The clocks change after the fourth week.
      let minute = event.timeInSeconds.truncatingRemainder(dividingBy: 86_400) / 60
      #expect((660...1_240).contains(minute))
    }
    #expect(Set(outcome.events.filter { $0.kind == .arrived }.map(\.timeInSeconds)).count == 128)
  }

  @Test("scheduled visits without a timetable are none: units stand by through their shifts")
  func noTimetable() throws {
    var scenario = SmallTown.scenario()
    scenario.operation.timetable = nil
    let outcome = try outcome(of: "scheduled-visits", scenario: scenario)
    #expect(outcome.dosage.visitsStarted == 0)
    #expect(outcome.dosage.officerHours > 0)
  }

  @Test("a strategy is told of its parameters by name; an unknown name has no strategy")
  func catalogue() {
    #expect(StrategyCatalogue.standard.strategy(for: StrategyConfiguration("data_led")) == nil)
    let configuration = StrategyConfiguration("data-led", parameters: ["refresh": 12, "officers": 1])
    #expect(configuration.label == "data-led:officers=patch,refresh=12h")
    for entry in StrategyCatalogue.standard.entries {
      #expect(!entry.summary.isEmpty)
      for parameter in entry.parameters { #expect(parameter.range.contains(parameter.defaultValue)) }
    }
  }
}
