// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting
import ScenarioFiles

@testable import Questions
@testable import Sweeps

/// Studies of the small town.
enum Studies {
  /// The small town, over few weeks.
  static let town = SmallTown.scenario(historyWeeks: 2, campaignWeeks: 2, afterWeeks: 0)

  /// A study of six cells by default.
  static func file(
    _ parameters: [SweptParameter] = [
      SweptParameter("deterrence.fast_gain", .list(["0.2", "0.9"])),
      SweptParameter("strategies.data-led.refresh", .list(["6 h", "12 h", "24 h"])),
    ], design: SweepDesign = .grid, points: Int? = nil, replications: Int = 3,
    strategies: [String] = ["fixed-rota", "data-led"]
  ) -> BatchFile {
    var file = BatchFile(name: "Small study", scenarios: ["town.yaml"])
    (file.parameters, file.design, file.points) = (parameters, design, points)
    (file.replications, file.strategies, file.seed) = (replications, strategies, 5)
    return file
  }

  static func batch(_ file: BatchFile = file(), scenario: Scenario = town) throws -> Batch {
    try Batch(file, scenarios: [scenario])
  }

  /// Runs a study as a whole in a folder and returns its files.
  static func run(_ batch: Batch, in path: String, jobs: Int = 1) throws -> [String: Data] {
    let folder = BatchFolder(path: path)
    _ = try batch.work(in: folder, jobs: jobs)
    _ = try batch.results(from: [folder], to: folder)
    return try ResultFiles.all(in: path).filter { $0.key != "work" }
  }
}
