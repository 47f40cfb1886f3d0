// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PatrolModel
import Tables

/// The tables of one replication as a run writes them.
struct ReplayedRows {
  /// A table with its rows of the replication, without the header.
  struct Part {
    let table: TableDescription
    let rows: [UInt8]
  }

  let summaries: Part
  let outcomes: Part
  let weekly: Part

  init(_ single: SingleReplication, of experiment: Experiment) {
    func part<Row>(_ table: Table<Row>, _ rows: some Sequence<Row>) -> Part {
      Part(table: table.description, rows: table.text(rows))
    }
    let scenario = experiment.scenario
    let (history, outcomes) = (single.history, single.outcomes)
    summaries = part(ReplicationTable.table(of: scenario), single.summaries)
    self.outcomes = part(
      OutcomeTable.table, OutcomeTable.rows(history: history, outcomes: outcomes, of: scenario))
    weekly = part(
      WeekDetailTable.table, WeekDetailTable.rows(history: history, outcomes: outcomes, of: scenario))
  }
}

extension Replay {
  /// Writes a rebuilt replication into a folder that is not there yet or is empty; whole or not at all.
  ///
  /// - Returns: The folder's absolute path.
  /// - Throws: ``ResultsError`` where the folder holds something or can't be written.
  public func write(_ result: ReplayResult, to folder: String) throws(ResultsError) -> String {
    try experiment.write(result.single, to: folder)
  }
}

extension Experiment {
  /// Writes a replication of it, its tables and its events, into a folder that is not there yet or is empty; whole or not at all.
  ///
  /// - Returns: The folder's absolute path.
  /// - Throws: ``ResultsError`` where the folder holds something or can't be written.
  package func write(_ single: SingleReplication, to folder: String) throws(ResultsError) -> String {
    let rows = ReplayedRows(single, of: self)
    var files: [(String, [UInt8])] = [rows.summaries, rows.outcomes, rows.weekly].map {
      ("\($0.table.name).csv", $0.table.header + $0.rows)
    }
    if let log = EventLog(scenario: scenario) {
      for (index, outcome) in single.outcomes.enumerated() {
        files.append(("events-\(index)-\(Study.slug(outcome.strategy)).csv", log.csv(outcome.events)))
      }
    }
    return try OutputFolder.write(files, to: folder)
  }
}
