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
    /// Means over replications of offences that happened, offences recorded and harm, with intervals that are found once for all columns.
    let happened: Estimate
    let recorded: Estimate
    let harm: Estimate
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

  var weeks: Table<Week> {
    let described: [Column<Week>] = [
      strategy(
        "strategy",
        "The strategy; \"\(historyName)\" for the weeks before the campaign, which all share"
      ) { $0.strategy },
      .phase(Phase.allCases) { $0.phase }, WeekTable.week { $0.week }, WeekTable.start { $0.starts },
      Column("area", "targets, buffers, controls or everywhere", choices: Area.allCases.map(\.rawValue)) {
        $0.area.rawValue
      },
    ]
    return Table(
      "weeks",
      "One cell, strategy, week and area a row, mean over replications. Areas are those of each replication, where it chose its own targets.",
      key: ["cell", "strategy", "week", "area"], isCompressed: true,
      place { $0.cell.number } + described
        + Column.estimate("happened", "Offences that happened, mean", unit: "offences") { $0.happened }
        + Column.estimate("recorded", "Offences that became known, mean", unit: "offences") { $0.recorded }
        + Column.estimate("harm", "Harm that happened, mean", unit: "days") { $0.harm }
        + ending { $0.cell })
  }

  /// Returns the rows of ``weeks`` of a cell.
  func weeks(_ cell: BatchResult.Cell, _ kept: JournalWeeks, _ tally: CellTally) -> [Week] {
    let labels = [historyName] + batch.bases[cell.base].labels
    let start = CivilDate(kept.start)
    return zip(labels, tally.weeks).enumerated().flatMap { series, part in
      let first = series == 0 ? -kept.history : 0
      return (0..<part.1.count / JournalRecord.figuresOfWeek).flatMap { index in
        let week = first + index
        let phase: Phase = week < 0 ? .history : week < kept.campaign ? .campaign : .after
        let starts = start?.adding(days: 7 * week).description ?? ""
        return Area.allCases.indices.map { area in
          let place = index * JournalRecord.figuresOfWeek + 3 * area
          func mean(_ figure: Int) -> Estimate {
            Estimate(ConfidenceInterval(of: part.1[place + figure]))
          }
          return Week(
            cell: cell, strategy: part.0, phase: phase, week: week, starts: starts,
            area: Area.allCases[area], happened: mean(0), recorded: mean(1), harm: mean(2))
        }
      }
    }
  }
}
