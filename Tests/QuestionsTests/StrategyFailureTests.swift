// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolStrategies
import PatrolTesting
import Testing

@testable import Questions

/// A strategy that can't go on from the third unit that it is asked about.
private struct Weary: DeploymentStrategy {
  struct TooTired: Error, CustomStringConvertible {
    var description: String { "too tired to go on" }
  }
  var asked = 0
  var failure: (any Error)?

  mutating func nextTask(for unit: Int, _ view: OperationView) -> Tasking {
    asked += 1
    if asked == 3 { failure = TooTired() }
    return .standBy(minutes: 30)
  }

  static let catalogue = StrategyCatalogue(
    entries: StrategyCatalogue.standard.entries + [
      StrategyEntry(name: "weary", summary: "Tires.") { _ in Weary() }
    ])
}

@Suite("A strategy that fails")
struct StrategyFailureTests {
  private func experiment(jobs: Int = 2) throws -> Experiment {
    try Experiment(
      scenario: SmallTown.scenario(historyWeeks: 2, campaignWeeks: 2, afterWeeks: 1),
      strategies: [StrategyConfiguration("weary")], replications: 40, jobs: jobs,
      catalogue: Weary.catalogue)
  }

  @Test("ends the experiment, and the first replication that failed is named", arguments: [1, 2])
  func endsTheExperiment(jobs: Int) throws {
    let experiment = try experiment(jobs: jobs)
    let failure = #expect(throws: StrategyFailure.self) { _ = try experiment.run() }
    #expect(failure.map { "\($0)" } == "strategy weary, replication 1: too tired to go on")
  }

  @Test("ends a single replication, whose runner can go on")
  func single() throws {
    let experiment = try experiment()
    #expect(throws: StrategyFailure.self) { _ = try experiment.single(replication: 7) }
    let runner = ReplicationRunner(
      scenario: experiment.scenario, seed: 1, strategies: experiment.labelled)
    for replication in [2, 5] {
      let failure = #expect(throws: StrategyFailure.self) { _ = try runner.replicate(replication) }
      #expect(failure?.replication == replication)
    }
  }

  @Test("leaves nothing behind of the results that were begun")
  func leavesNothing() throws {
    try withTemporaryFolder { folder in
      let experiment = try experiment()
      #expect(throws: StrategyFailure.self) {
        _ = try Study(experiment).run(folder: folder + "/results")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }
}
