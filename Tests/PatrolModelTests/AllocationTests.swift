// SPDX-License-Identifier: GPL-3.0-or-later

import CAllocationCount
import PatrolModel
import PatrolTesting
import Testing

@Suite("Memory of a run")
struct AllocationTests {
  /// Returns how many allocations a replication makes once its runner is warm.
  private func allocations(campaignWeeks: Int, strategy: LabelledStrategy) -> Int {
    let scenario = SmallTown.scenario(campaignWeeks: campaignWeeks)
    let runner = ReplicationRunner(scenario: scenario, seed: 1, strategies: [strategy])
    _ = runner.run(replication: 1)
    let before = allocation_count()
    let (_, outcomes) = runner.run(replication: 1)
    let made = allocation_count() - before
    #expect(outcomes[0].fates.isConserved)
    return made
  }

  /// Whether this is a release build: only the optimiser keeps generic code from boxing what it hands on.
  private static let isOptimised: Bool = {
    var isDebug = false
    assert({ isDebug = true }() == ())
    return !isDebug
  }()

  @Test(
    "the run loop allocates nothing: a campaign ten times as long makes as many allocations",
    .enabled(if: allocation_count() >= 0, "Allocations can't be counted here"),
    .enabled(if: isOptimised, "Only a release build is free of allocations: see `make validate`"))
  func runLoop() {
    for strategy in allStrategies() {
      let short = allocations(campaignWeeks: 5, strategy: strategy)
      let long = allocations(campaignWeeks: 50, strategy: strategy)
      // What is made once a replication, such as the list of a unit's shifts, grows by doubling.
      #expect(long - short < 100, "\(strategy.label): \(short) and \(long)")
    }
  }
}
