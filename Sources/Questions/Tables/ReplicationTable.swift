// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// The numbers of every replication under every strategy.
enum ReplicationTable {
  static func table(of scenario: Scenario) -> Table<ReplicationSummary> {
    Table(
      "replications", "One replication and strategy a row, over the campaign.",
      key: ["replication", "strategy"],
      [.replication { $0.replication }, .strategy { $0.strategy }] + SummaryColumn.all(of: scenario))
  }
}
