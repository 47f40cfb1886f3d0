// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import PatrolTesting
import ScenarioFiles
import Testing

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

  /// Expects the same bytes on more workers, in parts that are merged, and after interruptions.
  static func expect(_ whole: [String: Data], of batch: Batch, below folder: String) throws {
    #expect(try run(batch, in: folder + "/jobs", jobs: 3) == whole)
    // In parts, on machines of their own.
    let parts = (1...4).map { BatchFolder(path: "\(folder)/part-\($0)") }
    for (index, part) in parts.enumerated() {
      _ = try batch.work(in: part, shard: try #require(Shard(index + 1, of: 4)), jobs: 2)
    }
    let joined = BatchFolder(path: folder + "/joined")
    _ = try batch.results(from: parts.reversed(), to: joined)
    #expect(try ResultFiles.all(in: joined.path).filter { $0.key != "work" } == whole)
    // What was joined can be gone on with: nothing is left to run.
    #expect(try batch.work(in: joined).alreadyDone == batch.itemCount)
    // Stopped after every few replications.
    let slow = BatchFolder(path: folder + "/slow")
    var runs = 0
    while true {
      let interruption = Interruption()
      let work = try batch.work(in: slow, interruption: interruption) {
        if $0.finished >= 2 { interruption.request() }
      }
      runs += 1
      if work.isComplete { break }
    }
    // How many more are finished before the request is seen is for the machine to say.
    #expect(runs > 1)
    _ = try batch.results(from: [slow], to: slow)
    #expect(try ResultFiles.all(in: slow.path).filter { $0.key != "work" } == whole)
  }
}
