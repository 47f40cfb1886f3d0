// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import Questions
import ScenarioFiles

/// A study without the command line: a scenario is read and changed, strategies are compared, and the numbers are used.
@main
struct EmbeddingExample {
  static func main() throws {
    let path = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "Scenarios/tiny.yaml"
    var scenario = try ScenarioFile.read(path: path)
    // A scenario is a value: what a file states can be changed before it is run.
    scenario.phases.campaignWeeks = 8

    for preset in [DeterrencePreset.parallelTrials, .null] {
      scenario.deterrence = scenario.deterrence.replacing(preset: preset)
      try compare(scenario, preset: preset)
    }
  }

  /// Compares two strategies with no patrol, on the same potential crime.
  private static func compare(_ scenario: Scenario, preset: DeterrencePreset) throws {
    let experiment = try Experiment(
      scenario: scenario,
      strategies: [
        StrategyConfiguration("fixed-rota"), StrategyConfiguration(argument: "data-led:refresh=12h"),
      ],
      replications: 40, seed: 7)
    // The same numbers on any number of jobs; `each` sees every replication as it is finished, in order.
    var finished = 0
    let result = try experiment.run(each: { record in finished = record.replication })
    print("\(preset.rawValue), \(finished) replications")
    for strategy in result.comparison.strategies where !strategy.isCounterfactual {
      guard let percent = strategy.effect(on: .crime, in: .targets)?.percent, let value = percent.value,
        let lower = percent.lower, let upper = percent.upper
      else { continue }
      print(
        "  \(strategy.strategy): \(text(value))% of crime averted in the targets (\(text(lower)) to \(text(upper)))"
      )
    }
    if let difference = result.comparison.difference(
      of: "data-led:refresh=12h", over: "fixed-rota", on: .crime, in: .targets),
      let points = difference.percentagePoints.value
    {
      print("  data-led beyond fixed-rota: \(text(points)) percentage points")
    }
  }

  private static func text(_ number: Double) -> String { String(format: "%.1f", number) }
}
