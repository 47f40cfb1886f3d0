// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolTesting
import Testing

@testable import Questions

@Suite("The report of a replication")
struct ReplicationReportTests {
  @Test("tells tactics, arrests and patrol after the campaign where there are any, and only there")
  func optionalLines() throws {
    let scenario = SmallTown.scenario()
    let experiment = try Experiment(
      scenario: scenario, strategies: Array(scenario.strategies[0...1]), replications: 1, seed: 1, jobs: 1)
    var summary = ReplicationSummary(replication: 1, strategy: "random")
    summary.dosage.visitsByTactic = [30, 0, 0, 0, 0, 0, 0, 0]
    let plain = ReplicationReport(summary, of: experiment).text
    for words in ["tactic", "arrests", "After"] { #expect(!plain.contains(words)) }
    summary.dosage.visitsByTactic = [30, 0, 12, 0, 0, 0, 0, 0]
    summary.dosage.processingHours = 6
    summary.dosageAfter.officerHours = 200
    summary.dosageAfter.visitsDelivered = 90
    let text = ReplicationReport(summary, of: experiment).text
    #expect(text.contains("Visits by tactic    visible-foot 30, vehicle 12\n"))
    #expect(text.contains("0 h travelling, 6 h processing"))
    #expect(text.contains("After the campaign  90 visits; units 0 h at places and 0 h travelling;"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
