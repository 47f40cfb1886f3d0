// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("Regret")
struct RegretTests {
  /// Replications in which strategies averted so much harm.
  private func replications(_ averted: [[String: Double]]) -> [[ReplicationSummary]] {
    averted.enumerated().map { number, values in
      values.sorted { $0.key < $1.key }.map { label, value in
        var summary = ReplicationSummary(replication: number + 1, strategy: label)
        summary.harmWithout.targets = 100
        summary.harm.targets = 100 - value
        return summary
      }
    }
  }

  @Test("the learner is set against the choice that was best in all other replications")
  func leaveOneOut() throws {
    let regret = try #require(
      Regret(
        of: "learner", against: ["a", "b"],
        in: replications([
          ["learner": 1, "a": 10, "b": 0], ["learner": 2, "a": 0, "b": 6], ["learner": 3, "a": 1, "b": 7],
        ])))
    // Without the first b leads by 13 to 1, without the second a by 11 to 7, without the third a by 10 to 6.
    // So the leads are 0 − 1, 0 − 2 and 1 − 3; with luck they are 10 − 1, 6 − 2 and 7 − 3.
    let (fair, lucky): (Double, Double) = (-5.0 / 3, 17.0 / 3)
    #expect(abs(regret.regret.estimate - fair) < 1e-12)
    #expect(abs(regret.regretWithLuck.estimate - lucky) < 1e-12)
    #expect(regret.averted.estimate == 2)
    #expect(regret.choices.map(\.label) == ["b", "a"])
    let leads: [Double] = [7.0 / 3, 5.0 / 3]
    for (choice, lead) in zip(regret.choices, leads) { #expect(abs(choice.lead.estimate - lead) < 1e-12) }
  }

  @Test("a learner that does what the only choice does has none")
  func none() throws {
    let same = replications([["learner": 4, "a": 4], ["learner": 9, "a": 9]])
    let regret = try #require(Regret(of: "learner", against: ["a"], in: same))
    #expect(regret.regret.estimate == 0 && regret.regret.standardError == 0)
  }

  @Test("it takes two replications, a choice, and labels that are there")
  func undefined() {
    let two = replications([["learner": 4, "a": 4], ["learner": 9, "a": 9]])
    #expect(Regret(of: "learner", against: ["a"], in: Array(two.prefix(1))) == nil)
    #expect(Regret(of: "learner", against: [], in: two) == nil)
    #expect(Regret(of: "learner", against: ["b"], in: two) == nil)
  }

  @Test("the weekly review is scored against every fixed choice on the same potential crime")
  func weeklyReview() throws {
    var deterrence = Deterrence(preset: .crossoverTrials)
    deterrence.witnessedShare = 0
    let scenario = SmallTown.scenario(
      historyWeeks: 26, campaignWeeks: 8, afterWeeks: 0, deterrence: deterrence)
    let regret = try Regret.ofWeeklyReview(in: scenario, replications: 8, jobs: 2)
    #expect(regret.choices.count == 14)
    // Plain clothes deter a tenth of what visible patrol does, as the scenario's tactics say.
    #expect(regret.choices.suffix(2).allSatisfy { $0.label.hasSuffix("tactic=plain-clothes") })
    #expect(
      regret.choices.suffix(2).allSatisfy { $0.lead.upper < 0 }, "The review does better than the worst")
    #expect(regret.regretWithLuck.estimate >= regret.regret.estimate)
    #expect(try Regret.ofWeeklyReview(in: scenario, replications: 8, jobs: 1) == regret)
  }
}
