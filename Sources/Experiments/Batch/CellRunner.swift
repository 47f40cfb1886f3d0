// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import ScenarioFiles

/// Runs the replications of a cell on one thread.
struct CellRunner {
  let content: JournalCell
  private var source: any ReplicationSource
  private let frame: EvaluationFrame
  private let columns: [SummaryColumn]

  /// Prepares a cell.
  ///
  /// - Parameter cell: From 1.
  /// - Throws: Why it can't be run.
  init(_ cell: Int, of batch: Batch) throws(CellFailure) {
    let (base, point) = (cell - 1).quotientAndRemainder(dividingBy: batch.points.count)
    let settings = CellSettings(batch.file.parameters.map(\.key), batch.points[point])
    let experiment = try settings.experiment(
      batch.bases[base], replications: batch.file.replications, seed: batch.file.seed,
      allowsCommands: batch.allowsCommands)
    columns = SummaryColumn.all(of: experiment.scenario)
    frame = experiment.frame
    source = experiment.makeSource()
    content = JournalCell(
      digest: ScenarioFile.digest(of: experiment.scenario), seed: String(experiment.seed),
      columns: columns.map(\.column.name))
  }

  /// Runs a replication.
  ///
  /// - Returns: Its numbers by strategy and column.
  /// - Throws: The failure of a strategy.
  mutating func values(_ replication: Int) throws(StrategyFailure) -> [[Double]] {
    let (history, outcomes) = try source.replicate(replication)
    let summaries = frame.summaries(history: history, outcomes: outcomes)
    return summaries.map { summary in columns.map { $0.value(summary) } }
  }
}
