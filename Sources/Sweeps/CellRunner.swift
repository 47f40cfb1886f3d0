// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Questions
import Tables

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
    let experiment = try batch.experiment(of: cell)
    columns = SummaryColumn.all(of: experiment.scenario)
    frame = experiment.frame
    source = experiment.makeSource()
    content = JournalCell(experiment)
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
