// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("Forecasts scored on simulated records")
struct ForecastTrialTests {
  @Test("data-led forecasts and a year of counts foresee unequal places, a month less, the truth best")
  func methods() throws {
    let scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 8)
    let trial = try ForecastTrial(scenario: scenario, replications: 6, flaggedShare: 0.5)
    let results = try trial.run().results
    #expect(results.map(\.name) == ["data-led", "52 weeks", "4 weeks", "oracle"])
    let scores = try results.map { try #require($0.logScore.value) }
    #expect(scores[0] > scores[2] && scores[1] > scores[2])
    #expect(scores.dropLast().allSatisfy { $0 < scores[3] }, "no forecast beats the truth: \(scores)")
    for result in results {
      let hits = try #require(result.hitRate.value)
      #expect((0...1).contains(hits))
      #expect(try #require(result.predictiveEfficiencyIndex.value) <= 1)
    }
    #expect(results[0].logScoreOverFirst.value == 0)
    #expect(try trial.run().results == results, "The same seed gives the same scores")
  }

  @Test("says how many targets are flagged, which are whole ones, of those that are named or chosen")
  func flagged() throws {
    var scenario = SmallTown.scenario(historyWeeks: 60, campaignWeeks: 8)
    let named = try ForecastTrial(scenario: scenario, replications: 1, flaggedShare: 0.1)
    #expect(named.flagged == "1 of 2 targets flagged (50%)")
    scenario.choice = TargetChoice(count: 1)
    let chosen = try ForecastTrial(scenario: scenario, replications: 1, flaggedShare: 0.1)
    #expect(chosen.flagged == "1 of 1 target flagged (100%)")
  }
}
