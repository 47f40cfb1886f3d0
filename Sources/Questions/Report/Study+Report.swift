// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

extension Study {
  /// Returns what a report shows of a result.
  ///
  /// The first replication is run twice more: for the day that is drawn, and for what the public is told of the best
  /// strategy. Where that strategy asks a program, or the scenario has more than ``PlaceMeans/most`` places, the public is
  /// told nothing.
  ///
  /// - Parameters:
  ///   - result: What the study came to.
  ///   - outcome: What strategies are ranked by.
  public func reportData(of result: ExperimentResult, rankedBy outcome: Outcome = .harm) -> ReportData {
    let replication = result.replications.first?.first?.replication ?? 1
    let day = try? experiment.recordedDay(ofReplication: replication)
    let best = experiment.best(result.comparison, by: outcome) ?? experiment.labels.last
    return ReportData(
      self, result: result, rankedBy: outcome, day: day ?? nil,
      publicRecord: best.flatMap { publicRecord(of: $0, replication: replication) })
  }

  private func publicRecord(of strategy: String, replication: Int) -> PublicRecord? {
    guard experiment.scenario.crime.places.count <= PlaceMeans.most,
      let own = experiment.strategies.first(where: { $0.label == strategy }), own.program == nil,
      let alone = try? Experiment(
        scenario: experiment.scenario, strategies: [own], replications: 1, seed: experiment.seed, jobs: 1),
      let cards = try? Scorecards(alone, replication: replication), !cards.hotspots.isEmpty
    else { return nil }
    return cards.publicRecord
  }
}
