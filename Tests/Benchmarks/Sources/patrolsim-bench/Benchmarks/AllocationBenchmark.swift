// SPDX-License-Identifier: GPL-3.0-or-later

import CAllocationCount
import PatrolModel
import PatrolStrategies

/// How often a replication asks for memory, once its runner is warm: the run loop must not.
@Sendable func allocationBenchmark(_ settings: BenchSettings) throws -> BenchResult {
  guard allocation_count() >= 0 else {
    return BenchResult(notes: ["allocations can't be counted with this C library or under a sanitizer"])
  }
  let (weeks, manyWeeks) = (5, settings.size(50, quick: 20))
  var result = BenchResult()
  for strategy in StrategyConfiguration.standard.compactMap(StrategyCatalogue.standard.strategy(for:)) {
    let few = try allocations(of: strategy, campaignWeeks: weeks, settings)
    let many = try allocations(of: strategy, campaignWeeks: manyWeeks, settings)
    result.measurements.append(
      Measurement(
        "allocations/\(strategy.label)", unit: "a replication", [Double(many)], against: "\(weeks) weeks",
        [Double(few)]))
    // Lists that are handed out with the outcome, such as that of the units' shifts, grow by doubling.
    result.checks.append(
      .holds(
        "\(strategy.label): \(many) allocations in \(manyWeeks) weeks, \(few) in \(weeks)", many - few < 100))
  }
  result.notes.append(
    "allocations are those of a replication of \(manyWeeks) weeks, on a runner that ran it before")
  return result
}

/// Returns how many allocations a replication makes on a runner that ran it before.
private func allocations(
  of strategy: LabelledStrategy, campaignWeeks: Int, _ settings: BenchSettings
) throws -> Int {
  var scenario = try London(path: settings.londonPath).scenario
  scenario.phases.campaignWeeks = campaignWeeks
  let runner = ReplicationRunner(scenario: scenario, seed: 1, strategies: [strategy])
  _ = runner.run(replication: 1)
  let before = allocation_count()
  _ = runner.run(replication: 1)
  return allocation_count() - before
}
