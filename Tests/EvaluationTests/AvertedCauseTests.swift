// SPDX-License-Identifier: GPL-3.0-or-later

import OutputAnalysis
import PatrolModel
import PatrolTesting
import Testing

@testable import Evaluation

@Suite("What averted the crime that was averted")
struct AvertedCauseTests {
  /// 40 offences averted everywhere: 20 by presence, 8 by memory, 5 near repeats, 3 and 2 of arrested offenders, 2 later.
  private static func summary(_ replication: Int) -> ReplicationSummary {
    var summary = ReplicationSummary(replication: replication, strategy: "data-led")
    summary.crimeWithout.everywhere = 200
    summary.crime.everywhere = 160
    summary.fates.prevented = 25
    summary.fates.preventedByPresence = 18
    summary.fates.stoppedThere = 3
    summary.fates.stoppedByPresence = 2
    summary.fates.diedWithParent = 5
    summary.fates.diedWithSeries = 5
    summary.fates.diedWithEndedSeries = 2
    return summary
  }

  @Test("is put down to one cause each, and the causes add up to the crime averted")
  func counts() {
    let counts = AvertedCause.allCases.map { $0.count(in: Self.summary(1)) }
    #expect(counts == [20, 8, 5, 3, 2, 2])
    let results = AvertedCause.allCases.map {
      CauseResult($0, [Self.summary(1), Self.summary(2)], level: 0.95)
    }
    #expect(results.map(\.percent.value) == [50, 20, 12.5, 7.5, 5, 5])
    #expect(results[0].averted.value == 20)
  }

  @Test("has no shares where nothing was averted, and says so")
  func nothingAverted() {
    let summaries = (1...3).map { ReplicationSummary(replication: $0, strategy: "random") }
    let result = CauseResult(.presence, summaries, level: 0.95)
    #expect(result.percent.value == nil)
    #expect(
      result.percent.undefined == "the crime averted everywhere is statistically indistinguishable from 0")
    #expect(result.averted.value == 0)
  }

  @Test("adds up in a run of the model, and what is displaced to later is the small rest")
  func run() throws {
    let scenario = SmallTown.scenario(deterrence: Deterrence(preset: .crossoverTrials))
    let runner = ReplicationRunner(scenario: scenario, seed: 3, strategies: strategies())
    let (history, outcomes) = runner.run(replication: 1)
    for summary in EvaluationFrame(scenario: scenario).summaries(history: history, outcomes: outcomes) {
      let counts = AvertedCause.allCases.map { $0.count(in: summary) }
      #expect(counts.reduce(0, +) == summary.averted(.crime, in: .everywhere))
      #expect(counts.dropLast().allSatisfy { $0 >= 0 })
      // No more can be moved over an end of the campaign than was displaced at all.
      let displaced = Double(summary.fates.landed + summary.fates.displacedBeyondEnd)
      #expect(abs(counts[counts.count - 1]) <= 2 * displaced)
    }
  }
}
