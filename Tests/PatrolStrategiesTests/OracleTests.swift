// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import OutputAnalysis
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@Suite("The oracle")
struct OracleTests {
  /// A town where the level of crime changes from block to block by so much that a record of years says little.
  private func restlessTown() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 26, campaignWeeks: 12, afterWeeks: 0)
    scenario.crime.types = scenario.crime.types.map {
      var type = $0
      type.overdispersion = 1.5
      type.harmInDays = 10
      return type
    }
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].ratesPerYear = scenario.crime.types.map { _ in 100 }
    }
    scenario.operation.units = [scenario.operation.units[0]]
    scenario.deterrence = Deterrence(preset: .crossoverTrials)
    return scenario
  }

  @Test("prevents more harm in the targets than random visits do, and no less than the record allows")
  func bound() throws {
    let scenario = restlessTown()
    let strategies = try ["random", "data-led", "oracle"].map {
      try #require(StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0)))
    }
    let runner = ReplicationRunner(scenario: scenario, seed: 6, strategies: strategies)
    let prevented = (1...30).map { replication in
      runner.run(replication: replication).outcomes.map { outcome in
        Double(outcome.fates.total(.prevented, in: .campaign, places: [0, 2]))
      }
    }
    let overRandom = Tally(prevented.map { $0[2] - $0[0] })
    let overRecord = Tally(prevented.map { $0[2] - $0[1] })
    #expect(overRandom.mean > 3 * overRandom.standardError)
    #expect(overRecord.mean > -2 * overRecord.standardError)
  }

  @Test("goes more often to the busiest place of a block than to the quietest, which no record shows in time")
  func followsTheLevel() throws {
    var scenario = restlessTown()
    // The campaign is one block of four weeks, and with one type a place has one level in it.
    scenario.phases.historyWeeks = 4
    scenario.phases.campaignWeeks = 4
    scenario.crime.types = [scenario.crime.types[0]]
    scenario.crime.seriesKinds = []
    for place in scenario.crime.places.indices { scenario.crime.places[place].ratesPerYear = [1_000] }
    for place in scenario.crime.places.indices {
      scenario.crime.places[place].role = .target
      scenario.crime.places[place].target = nil
    }
    scenario.operation.teams[0].places = scenario.crime.places.map(\.id)
    let oracle = try #require(StrategyCatalogue.standard.strategy(for: StrategyConfiguration("oracle")))
    let runner = ReplicationRunner(scenario: scenario, seed: 8, strategies: [oracle])
    for replication in 1...8 {
      let outcome = runner.run(replication: replication).outcomes[0]
      let crime = scenario.crime.places.indices.map {
        outcome.fates.total(.potential, in: .campaign, places: [$0])
      }
      let order = crime.indices.sorted { crime[$0] < crime[$1] }
      let visits = outcome.dosage.visitsByPlace
      #expect(visits[order[5]] > visits[order[0]], "\(visits) visits, \(crime) offences")
    }
  }

  @Test("shifts that may be moved past the last hour of a run are planned for, at the same officer hours")
  func lateShifts() throws {
    var scenario = SmallTown.scenario(campaignWeeks: 2, afterWeeks: 0)
    scenario.operation.shifts = [ShiftPattern(id: "late", startMinute: 1_430, lengthInMinutes: 240)]
    scenario.operation.units = [PatrolUnit(id: "night", team: "town", shift: "late")]
    scenario.operation.shiftFlexibilityInMinutes = 120
    let strategies = try ["random", "data-led", "oracle"].map {
      try #require(StrategyCatalogue.standard.strategy(for: StrategyConfiguration($0)))
    }
    let outcomes = ReplicationRunner(scenario: scenario, seed: 1, strategies: strategies)
      .run(replication: 1).outcomes
    for outcome in outcomes {
      #expect(
        abs(outcome.dosage.officerHours - outcomes[0].dosage.officerHours) < 1e-9, "\(outcome.strategy)")
    }
  }
}
