// SPDX-License-Identifier: GPL-3.0-or-later

import Files

/// A reason why a replication of a cell can't be rebuilt.
public enum CannotReplayCell: Error, Hashable {
  /// The study has no such cell.
  case noCell(folder: String, cell: Int, count: Int)
  /// No cell of the study has so many replications.
  case noReplication(folder: String, cell: Int, replication: Int, count: Int)
  /// Neither journals nor tables hold it, and what is left, the database, is not compared.
  case databaseAlone(folder: String)
  /// It was not run yet.
  case notDone(folder: String, cell: Int, replication: Int)
  /// The cell, or the replication, can't be run.
  case failed(cell: Int, replication: Int, reason: String)
}

extension CannotReplayCell: CustomStringConvertible {
  public var description: String { printable(sentence) }

  private var sentence: String {
    switch self {
    case .noCell(let folder, let cell, let count):
      "\(folder) has no cell \(cell): its cells are \(count == 1 ? "1 alone" : "1 to \(count)"), as cells.csv lists them."
    case .noReplication(let folder, let cell, let replication, let count):
      "\(folder) has no replication \(replication) of cell \(cell): each cell has \(count)."
    case .databaseAlone(let folder):
      "\(folder) has no work and no tables to compare with, only the database, which is not compared. `patrolsim batch "
        + "\(folder)/\(BatchDraft.database)` runs the study again."
    case .notDone(let folder, let cell, let replication):
      "Replication \(replication) of cell \(cell) was not run yet, so there is nothing to compare with. `patrolsim batch \(folder)` goes on "
        + "with the study."
    case .failed(let cell, let replication, let reason):
      "Replication \(replication) of cell \(cell) failed, so there is nothing to compare with: \(reason)"
    }
  }
}
