// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Questions
import ScenarioFiles
import Tables

/// Runs the replications of a cell on one thread.
struct CellRunner {
  let content: JournalCell
  let experiment: Experiment
  private var source: any ReplicationSource
  private let frame: EvaluationFrame
  private let columns: [SummaryColumn]
  private let keep: Set<KeptTable>

  /// Prepares a cell.
  ///
  /// - Parameter cell: From 1.
  /// - Throws: Why it can't be run.
  init(_ cell: Int, of batch: Batch) throws(CellFailure) {
    experiment = try batch.experiment(of: cell)
    columns = SummaryColumn.all(of: experiment.scenario)
    frame = experiment.frame
    source = experiment.makeSource()
    keep = batch.file.keep
    content = JournalCell(experiment, keep)
    let base = batch.bases[(cell - 1) / batch.points.count]
    guard !keep.contains(.visits) || places(experiment.scenario) == places(base.template.scenario) else {
      throw CellFailure(sentences: [
        "visits are kept by place, and the cell has other places than the scenario: leave visits out of `keep`, or vary something else"
      ])
    }
  }

  /// Runs a replication.
  ///
  /// - Returns: What is kept of it.
  /// - Throws: The failure of a strategy.
  mutating func record(_ replication: Int) throws(StrategyFailure) -> JournalRecord {
    let (history, outcomes) = try source.replicate(replication)
    return record(
      history, outcomes, frame.summaries(history: history, outcomes: outcomes))
  }

  /// Returns what is kept of a replication that was run.
  func record(
    _ history: HistoryOutcome, _ outcomes: [ReplicationOutcome], _ summaries: [ReplicationSummary]
  ) -> JournalRecord {
    var record = JournalRecord(numbers: summaries.map { summary in columns.map { $0.value(summary) } })
    if keep.contains(.methods) { record.methods = summaries.map { $0.methods.map(JournalMethod.init) } }
    if keep.contains(.weeks) {
      let own = frame.choosing(history.chosen)
      record.weeks = ([history.weekly] + outcomes.map(\.weekly)).map { weeks(of: $0, own) }
    }
    if keep.contains(.visits) { record.visits = outcomes.map { visits($0.dosage) } }
    return record
  }

  /// Returns crime by week and area.
  private func weeks(of table: WeeklyTable, _ frame: EvaluationFrame) -> [Double] {
    let sums = WeeklySums(table, harmInDays: frame.harmInDays)
    return (0..<sums.weekCount).flatMap { week in
      Area.allCases.flatMap { area -> [Double] in
        var (happened, recorded, harm) = (0, 0, 0.0)
        for place in frame.places(in: area) {
          let index = sums.index(week: week, place: place)
          happened += sums.happened[index]
          recorded += sums.recorded[index]
          harm += sums.harm[index]
        }
        return [Double(happened), Double(recorded), harm]
      }
    }
  }

  /// Returns where units were.
  private func visits(_ dosage: Dosage) -> [Double] {
    zip(dosage.visitsByPlace, dosage.presentMinutesByPlace).enumerated().flatMap { place, patrol in
      patrol.0 > 0 || patrol.1 > 0 ? [Double(place), Double(patrol.0), patrol.1] : []
    }
  }
}

/// The ids of a scenario's places.
private func places(_ scenario: Scenario) -> [String] { scenario.crime.places.map(\.id) }
