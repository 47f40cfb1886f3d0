// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import PatrolModel
import Questions
import ScenarioFiles

/// The London comparison, as `patrolsim compare` runs it but for writing results.
struct London {
  let scenario: Scenario

  /// Reads the scenario.
  ///
  /// - Throws: A sentence for the person who named the file.
  init(path: String) throws {
    do { scenario = try ScenarioFile.read(path: path) } catch {
      throw ValidationError("\(error)\nThe London benchmarks need --london with a scenario file.")
    }
  }

  /// Runs replications and returns how long they took, in milliseconds.
  func time(
    _ clock: SystemClock, replications: Int, jobs: Int, strategies: [StrategyConfiguration]? = nil
  ) throws -> Double {
    let experiment = try Experiment(
      scenario: scenario, strategies: strategies, replications: replications, jobs: jobs)
    return try clock.time {
      let result = try experiment.run()
      precondition(result.isComplete, "Every replication was run")
    } / 1e6
  }

  /// Returns how many replications take about a second, of an even number in a range.
  func replicationsPerSecond(_ range: ClosedRange<Int>) throws -> Int {
    let milliseconds = try time(.processor, replications: 1, jobs: 1)
    let count = Int(1000 / milliseconds) / 2 * 2
    return min(max(count, range.lowerBound), range.upperBound)
  }
}
