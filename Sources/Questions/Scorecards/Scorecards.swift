// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Foundation
import PatrolModel

/// The scorecards of one replication under one strategy, as the force would draw them up: from what was recorded and
/// what its units did. Nothing of the truth is in them.
public struct Scorecards: Sendable {
  public let scenario: Scenario
  /// The label of the strategy.
  public let strategy: String
  public let replication: Int
  public let seed: UInt64
  /// By week, and by hotspot within it.
  public let weeks: [HotspotWeek]
  public let months: [PublicMonth]
  /// The hotspots, in the scenario's order.
  public let hotspots: [Place]

  /// Runs a replication of the last of an experiment's strategies.
  ///
  /// - Returns: `nil` where the scenario's time zone is not known.
  /// - Throws: The failure of the strategy.
  public init?(_ experiment: Experiment, replication: Int) throws(StrategyFailure) {
    let single = try experiment.single(
      replication: replication, recording: RecordingOptions(keepsBook: true, keepsEvents: true))
    let index = single.outcomes.count - 1
    guard let record = ForceRecord(single, strategy: index, of: experiment) else { return nil }
    scenario = experiment.scenario
    strategy = experiment.labels[index]
    self.replication = replication
    seed = experiment.seed
    weeks = record.weeks()
    months = record.months()
    hotspots = record.hotspots.map { experiment.scenario.crime.places[$0] }
  }

  /// The rule by which counts are withheld from the public, in words.
  public static let publicRule =
    "Counts below \(SuppressedCounts.threshold), zero included, are withheld. Others are withheld where the total would reveal a small "
    + "count, and so is the total if necessary. Each month is published separately: there are no sums over months, "
    + "and no change where one of its two figures is withheld."

  /// Writes files into a folder that is not there yet or is empty; whole or not at all.
  ///
  /// - Parameters:
  ///   - files: Their names and contents.
  ///   - folder: Where to write them.
  /// - Throws: ``ResultsError`` where the folder holds something or can't be written.
  public static func write(_ files: [(name: String, bytes: [UInt8])], to folder: String) throws(ResultsError)
  {
    try OutputFolder.write(files.map { ($0.name, $0.bytes) }, to: folder)
  }
}
