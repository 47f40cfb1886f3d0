// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel

/// The tables of one replication as a run writes them.
struct ReplayedRows {
  let summaryColumns: [String]
  /// Rows of `replications.csv`, without its header.
  let summaries: [UInt8]
  /// Rows of `outcomes.csv.gz`, unpacked.
  let outcomes: [UInt8]
  /// Rows of `weekly-detail.csv.gz`, unpacked.
  let weekly: [UInt8]

  init(_ single: SingleReplication, of experiment: Experiment) {
    let scenario = experiment.scenario
    summaryColumns = ResultTables.replicationColumns(of: scenario).map(\.name)
    var text = CSVText()
    for summary in single.summaries { ResultTables.add(summary, of: scenario, to: &text) }
    summaries = text.take()
    let rows = OutcomeRows(scenario: scenario)
    outcomes = rows.outcomes(history: single.history, outcomes: single.outcomes)
    weekly = rows.weekly(history: single.history, outcomes: single.outcomes)
  }
}

extension Replay {
  /// Writes a rebuilt replication into a folder that is not there yet or is empty; whole or not at all.
  ///
  /// - Returns: The folder's absolute path.
  /// - Throws: ``ResultsError`` where the folder holds something or can't be written.
  public func write(_ result: ReplayResult, to folder: String) throws(ResultsError) -> String {
    let rows = ReplayedRows(result.single, of: experiment)
    func table(_ columns: [Column], _ bytes: [UInt8]) -> [UInt8] { CSVText(header: columns).bytes + bytes }
    var files: [(String, [UInt8])] = [
      ("replications.csv", table(ResultTables.replicationColumns(of: experiment.scenario), rows.summaries)),
      ("outcomes.csv", table(OutcomeRows.outcomeColumns, rows.outcomes)),
      ("weekly-detail.csv", table(OutcomeRows.weeklyColumns, rows.weekly)),
    ]
    if let log = EventLog(scenario: experiment.scenario) {
      for (index, outcome) in result.single.outcomes.enumerated() {
        files.append(("events-\(index)-\(Study.slug(outcome.strategy)).csv", log.csv(outcome.events)))
      }
    }
    return try OutputFolder.write(files, to: folder)
  }
}
