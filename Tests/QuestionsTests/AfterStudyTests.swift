// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("Studies of what is left after a campaign")
struct AfterStudyTests {
  private static func study(
    _ change: (inout Scenario) -> Void = { _ in }, replications: Int = 4, jobs: Int = 1,
    shares: [Double] = [0, 0.5, 1], weeks: Int = 2
  ) throws -> AfterStudy {
    var scenario = SmallTown.scenario(historyWeeks: 1, campaignWeeks: 2, afterWeeks: 1)
    change(&scenario)
    let experiment = try Experiment(
      scenario: scenario, strategies: [StrategyConfiguration("fixed-rota")], replications: replications,
      seed: 5, jobs: jobs)
    return try AfterStudy(Study(experiment), shares: shares, weeks: weeks)
  }

  @Test("give the same bytes for any number of jobs")
  func jobs() throws {
    let (one, two) = (try Self.study(jobs: 1), try Self.study(jobs: 2))
    let first = try one.run()
    let second = try two.run()
    #expect(one.csv(first) == two.csv(second))
    #expect(try one.json(first) == two.json(second))
  }

  @Test("share history and campaign between shares, and add units as the share grows")
  func common() throws {
    let study = try Self.study()
    let result = try study.run()
    let shares = try #require(result.strategies.first).shares
    #expect(shares.map(\.units) == [0, 1, 2])
    #expect(shares.map { $0.officerHours.value ?? -1 }.first == 0)
    let hours = shares.compactMap(\.officerHours.value)
    #expect(zip(hours, hours.dropFirst()).allSatisfy { $0 < $1 })
    #expect(shares.allSatisfy { $0.days.count == 14 })
    // The campaign itself does not know of what comes after it.
    let alone = try study.experiments.map { try $0.single(replication: 2).summaries[1].crime }
    #expect(alone.allSatisfy { $0 == alone[0] })
  }

  @Test("name everything that is wrong with shares and weeks")
  func problems() throws {
    let error = #expect(throws: InvalidExperiment.self) {
      try Self.study(shares: [0.5, 0.5, -1, 1.5, .nan], weeks: 0)
    }
    let text = "\(try #require(error))"
    #expect(text.contains("the share -1 is out of range"))
    #expect(text.contains("the share 1.5 is out of range"))
    #expect(text.contains("the share 0.5 is named twice"))
    #expect(text.contains("the weeks after the campaign are 0; they must be from 1 to 104"))
  }

  @Test("with slow memory alone the effect decays as exp(−t/τ): its half-life is τ ln 2")
  func closedForm() throws {
    let constant = 4.0
    let study = try Self.study(
      { scenario in
        scenario.deterrence = Deterrence(preset: .parallelTrials)
        scenario.deterrence.deterrableShare = 1
        scenario.deterrence.presenceEffect = 0
        scenario.deterrence.fastGain = 0
        scenario.deterrence.slowGain = 0.6
        scenario.deterrence.slowDecayInDays = constant
        scenario.deterrence.diffusion = 0
        scenario.deterrence.displacementFactor = 0
        scenario.deterrence.arrestsEndSeries = false
        for type in scenario.crime.types.indices { scenario.crime.types[type].nearRepeats = 0 }
        for place in scenario.crime.places.indices {
          let rates = scenario.crime.places[place].ratesPerYear
          scenario.crime.places[place].ratesPerYear = rates.map { $0 * 10 }
        }
      }, replications: 20, jobs: 2, shares: [0], weeks: 4)
    let half = try #require(try study.run().strategies.first).halfLifeInDays
    let (value, error) = (try #require(half.value), try #require(half.standardError))
    let z = (value - constant * log(2)) / error
    // Two-sided p of 1e-4 at 19 degrees of freedom; an error of a fifth of τ would be seen: five standard errors.
    #expect(abs(z) < 4.9, "\(value) ± \(error)")
    #expect(error < 0.04 * value, "Exact enough to see a wrong law: \(error) of \(value)")
  }
}
