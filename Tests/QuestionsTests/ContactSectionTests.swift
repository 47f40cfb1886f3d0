// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("The report on stops, trust, surveys and tips")
struct ContactSectionTests {
  private static func scenario() -> Scenario {
    var scenario = SmallTown.scenario(historyWeeks: 2, campaignWeeks: 4, afterWeeks: 3)
    (scenario.trust, scenario.stops) = (Trust(), Stops())
    (scenario.tips, scenario.surveys) = (Tips(), Surveys())
    scenario.tips?.perPlaceAndWeek = 5
    return scenario
  }

  private static func replications() -> [[ReplicationSummary]] {
    [(1, 4), (2, 8)].map { number, searches in
      ["no-extra-patrol", "fixed-rota"].map { name in
        var summary = ReplicationSummary(replication: number, strategy: name)
        var ward = WardContact(ward: Ward(name: "Ward", borough: ""))
        (ward.trustAtCampaignEnd, ward.trustAtEnd) = (0.6, 0.6)
        if name == "fixed-rota" {
          (ward[.searchArrest], ward[.noFurtherAction], ward[.arrest]) = (1, searches - 1, 2)
          ward.trustAtCampaignEnd = 0.59
        }
        (ward.surveysSent, ward.surveysAnswered, ward.surveysSatisfied) = (10, 4, 3)
        summary.contact = ContactOutcome(wards: [ward])
        return summary
      }
    }
  }

  @Test("gives the mean of each over replications, and a dash where there was none")
  func snapshot() throws {
    let experiment = try Experiment(
      scenario: Self.scenario(), strategies: [StrategyConfiguration("fixed-rota")], replications: 2, jobs: 1)
    let result = ExperimentResult(Self.replications(), requestedCount: 2, frame: experiment.frame)
    let text = ContactSection.lines(result, of: Self.scenario(), .plain).joined(separator: "\n")
    // Of two values the interval is 12.7 times their standard error wide, on each side.
    #expect(
      text == """
        Contact with the public, per replication
          Strategy           Searches      Hit rate  Arrests at stops
          ───────────────────────────────────────────────────────────
          no-extra-patrol   0.0 ± 0.0             –         0.0 ± 0.0
          fixed-rota       6.0 ± 25.4  18.8 ± 79.4%         3.0 ± 0.0

          Strategy         Trust at the end  In the lowest ward    Satisfied
          ──────────────────────────────────────────────────────────────────
          no-extra-patrol     0.600 ± 0.000       0.600 ± 0.000  75.0 ± 0.0%
          fixed-rota          0.590 ± 0.000       0.590 ± 0.000  75.0 ± 0.0%

          Strategy              Tips  True  Visited in 48 h
          ─────────────────────────────────────────────────
          no-extra-patrol  0.0 ± 0.0     –                –
          fixed-rota       0.0 ± 0.0     –                –
        """)
  }

  @Test("fits 80 columns after a run of everything, and is not there where all is off")
  func afterARun() throws {
    let experiment = try Experiment(
      scenario: Self.scenario(), strategies: [StrategyConfiguration("dynamic-re-task")], replications: 3,
      jobs: 1)
    let text = ComparisonReport(Study(experiment), result: try experiment.run()).text()
    #expect(text.contains("Contact with the public, per replication\n"))
    #expect(text.contains("reporting is in proportion to trust"), "assumptions")
    let unwrapped = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(!unwrapped.contains("does not change the share of crime"))
    #expect(unwrapped.contains("not called away to other work."))
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let plain = try Experiment(
      scenario: SmallTown.scenario(historyWeeks: 2, campaignWeeks: 2), strategies: [], replications: 2,
      jobs: 1)
    let without = ComparisonReport(Study(plain), result: try plain.run()).text()
    #expect(!without.contains("Contact with the public") && !without.contains("Also assumed"))
  }
}
