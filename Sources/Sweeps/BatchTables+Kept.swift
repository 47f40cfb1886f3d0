// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import OutputAnalysis
import PatrolModel
import Questions
import Tables

/// What a study writes on request of each cell.
extension BatchTables {
  /// How an evaluation method did on a strategy of a cell.
  struct Method {
    let cell: BatchResult.Cell
    let strategy: String
    let performance: MethodPerformance
  }

  /// A week of a strategy of a cell in an area.
  struct Week {
    let cell: BatchResult.Cell
    /// `history` for the weeks before the campaign.
    let strategy: String
    let phase: Phase
    /// Weeks since the campaign started; below 0 before it.
    let week: Int
    let starts: String
    let area: Area
    /// Over replications: offences that happened, offences recorded and harm.
    let happened: Tally
    let recorded: Tally
    let harm: Tally
  }

  var methods: Table<Method> {
    Table(
      "methods",
      "One cell, strategy and evaluation method a row: its claims beside the truth, over campaigns. A replication is a campaign.",
      key: ["cell", "strategy", "method"],
      place { $0.cell.number } + [
        strategy("strategy", "The strategy; without patrol what is found is a false alarm") { $0.strategy }
      ] + MethodTable.performance.map { $0.of(\.performance) } + ending { $0.cell })
  }

  /// Returns the rows of ``methods`` of a cell.
  func methods(_ cell: BatchResult.Cell, _ tally: CellTally) -> [Method] {
    zip(batch.bases[cell.base].labels, tally.methods).flatMap { label, campaigns in
      zip(EvaluationMethod.allCases, campaigns).map { method, seen in
        Method(cell: cell, strategy: label, performance: MethodPerformance(method, seen))
      }
    }
  }

  /// The name that stands for a strategy in the weeks before the campaign, which all share.
  private static let history = "history"

  var weeks: Table<Week> {
    let described: [Column<Week>] = [
      strategy(
        "strategy",
        "The strategy; \"\(BatchTables.history)\" for the weeks before the campaign, which all share"
      ) { $0.strategy },
      Column("phase", "history, campaign or after", choices: Phase.allCases.map(\.rawValue)) {
        $0.phase.rawValue
      },
      Column("week", "Weeks since the campaign started; below 0 before it") { $0.week },
      Column("week_starts", "The first day of the week, a date", type: .date) { $0.starts },
      Column("area", "targets, buffers, controls or everywhere", choices: Area.allCases.map(\.rawValue)) {
        $0.area.rawValue
      },
    ]
    return Table(
      "weeks",
      "One cell, strategy, week and area a row, mean over replications. Areas are those of each replication, where it chose its own targets.",
      key: ["cell", "strategy", "week", "area"], isCompressed: true,
      place { $0.cell.number } + described
        + mean("happened", "Offences that happened", "offences", \.happened)
        + mean("recorded", "Offences that became known", "offences", \.recorded)
        + mean("harm", "Harm that happened", "days", \.harm) + ending { $0.cell })
  }

  private func mean(
    _ name: String, _ meaning: String, _ unit: String, _ path: any KeyPath<Week, Tally> & Sendable
  ) -> [Column<Week>] {
    Column.estimate(name, meaning + ", mean", unit: unit) {
      Estimate(ConfidenceInterval(of: $0[keyPath: path]))
    }
  }

  /// Returns the rows of ``weeks`` of a cell, one after the other as they are asked for.
  func weeks(_ cell: BatchResult.Cell, _ kept: JournalWeeks, _ tally: CellTally) -> some Sequence<Week> {
    let labels = [BatchTables.history] + batch.bases[cell.base].labels
    let start = CivilDate(kept.start)
    return zip(labels, tally.weeks).enumerated().lazy.flatMap { series, part in
      let first = series == 0 ? -kept.history : 0
      return (0..<part.1.count / JournalRecord.figuresOfWeek).lazy.flatMap { index in
        let week = first + index
        let phase: Phase = week < 0 ? .history : week < kept.campaign ? .campaign : .after
        let starts = start?.adding(days: 7 * week).description ?? ""
        return Area.allCases.indices.lazy.map { area in
          let place = index * JournalRecord.figuresOfWeek + 3 * area
          return Week(
            cell: cell, strategy: part.0, phase: phase, week: week, starts: starts,
            area: Area.allCases[area], happened: part.1[place], recorded: part.1[place + 1],
            harm: part.1[place + 2])
        }
      }
    }
  }
}
