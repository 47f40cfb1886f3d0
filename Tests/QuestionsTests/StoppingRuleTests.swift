// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Foundation
import PatrolModel
import PatrolTesting
import Testing

@testable import Questions

@Suite("A run that stops by itself")
struct StoppingRuleTests {
  /// The experiment of the small town with a rule.
  private static func experiment(
    _ halfWidth: Double, maximum: Int = 80, jobs: Int = 1, strategies: [String] = ["random", "fixed-rota"]
  ) throws -> Experiment {
    try Experiment(
      scenario: SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0),
      strategies: strategies.map { StrategyConfiguration($0) }, replications: maximum,
      stopping: StoppingRule(halfWidthInPoints: halfWidth), seed: 7, jobs: jobs)
  }

  @Test("ends after 30 replications or tens more, whatever the number of workers", arguments: [1, 2, 3])
  func workers(jobs: Int) throws {
    let wide = try Self.experiment(1_000, jobs: jobs).run()
    #expect(wide.replications.count == 30)
    #expect(wide.isComplete && wide.stopping?.reason == .reached)
    let halfWidth = try #require(wide.stopping?.halfWidth)
    // Narrower by a fifth takes about 1.5 times as many: at least one lot of ten more.
    let narrow = try Self.experiment(0.8 * halfWidth, jobs: jobs).run()
    #expect(narrow.replications.count > 30 && narrow.replications.count % 10 == 0)
    #expect(narrow.requestedCount == narrow.replications.count)
    let alone = try Self.experiment(0.8 * halfWidth).run()
    #expect(narrow.replications == alone.replications)
    #expect(narrow.stopping == alone.stopping)
    #expect(try #require(narrow.stopping?.halfWidth) <= 0.8 * halfWidth)
  }

  @Test("ends at the first look at which the widest of all pairs is as narrow as asked")
  func firstLook() throws {
    let experiment = try Self.experiment(1e-9, maximum: 60, strategies: ["random", "fixed-rota", "data-led"])
    let all = try experiment.run()
    #expect(all.stopping?.reason == .maximum && all.replications.count == 60)
    let widths = try [30, 40, 50].map { count -> Double in
      let comparison = Comparison(Array(all.replications.prefix(count)), frame: experiment.frame)
      return try #require(
        comparison.differences(on: .harm, in: .targets).compactMap(\.percentagePoints.halfWidth).max())
    }
    let asked = try #require(widths.min())
    let due = try #require(widths.firstIndex { $0 <= asked })
    let stopped = try Self.experiment(asked * (1 + 1e-12), strategies: ["random", "fixed-rota", "data-led"])
      .run()
    #expect(stopped.replications.count == [30, 40, 50][due])
  }

  @Test("writes what a plain run of as many replications writes, but for the statement of the rule")
  func sameBytes() throws {
    try withTemporaryFolder { folder in
      let stopped = try Study(Self.experiment(1_000, jobs: 2)).run(folder: folder + "/stopped")
      let plain = try Experiment(
        scenario: SmallTown.scenario(historyWeeks: 1, campaignWeeks: 1, afterWeeks: 0),
        strategies: ["random", "fixed-rota"].map { StrategyConfiguration($0) }, replications: 30, seed: 7)
      let usual = try Study(plain).run(folder: folder + "/plain")
      let (first, second) = (try ResultFiles.all(in: stopped.folder), try ResultFiles.all(in: usual.folder))
      #expect(first.keys.sorted() == second.keys.sorted())
      for (name, bytes) in first where !["README.md", "summary.json"].contains(name) {
        #expect(bytes == second[name], "\(name) differs")
      }
      let manifest = try #require(Manifest(folder: stopped.folder))
      #expect(manifest.complete && manifest.replicationsAsked == 30)
      #expect(manifest.stopping == stopped.result.stopping)
      let readme = String(decoding: try #require(first["README.md"]), as: UTF8.self)
      #expect(
        readme.contains(
          "Stopped automatically when every paired difference in harm averted in the targets was known to")
      )
      #expect(readme.contains(StoppingOutcome.caveat))
    }
  }

  @Test("looks at the effect itself where a single strategy deploys units")
  func singleStrategy() throws {
    let result = try Self.experiment(1_000, strategies: ["random"]).run()
    #expect(
      result.stopping?.halfWidth
        == result.comparison.strategies[1].effect(on: .harm, in: .targets)?.percent.halfWidth)
  }

  @Test("an interrupted run says so and is not complete")
  func interrupted() throws {
    var experiment = try Self.experiment(1e-9, jobs: 2)
    let interruption = Interruption()
    experiment.makeSource = { [experiment] in
      UnevenSource(experiment) { if $0 == 4 { interruption.request() } }
    }
    let result = try experiment.run(interruption: interruption)
    #expect(result.stopping?.reason == .interrupted && !result.isComplete)
  }

  @Test("a half-width that is none, too few replications and nothing to compare are refused at once")
  func refused() {
    let error = #expect(throws: InvalidExperiment.self) {
      _ = try Experiment(
        scenario: SmallTown.scenario(), strategies: [], replications: 20,
        stopping: StoppingRule(halfWidthInPoints: 0))
    }
    #expect(
      error?.problems == [
        .halfWidthNotPositive(0), .tooFewToStop(20, first: 30), .nothingToCompare,
      ])
  }
}
