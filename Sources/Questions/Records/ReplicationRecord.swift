// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// What a worker hands over of a replication: all that results keep of it, without its full outcome.
public struct ReplicationRecord: Sendable {
  /// The replication, from 1.
  public let replication: Int
  /// One for each strategy, in their order.
  public let summaries: [ReplicationSummary]
  /// By strategy and place.
  public let places: [[PlaceFigures]]
  /// The true effect by slice, for each strategy but the one without patrol, for which it is empty.
  public let truth: [[TruthFigures]]
  /// The weeks of the shared history.
  public let history: WeeklySums
  /// The weeks from the start of the campaign, by strategy.
  public let weeks: [WeeklySums]
  /// Recorded crime by area and week: of the history, and from the start of the campaign by strategy.
  let areaHistory: AreaWeeks
  let areaWeeks: [AreaWeeks]
  /// Crime and presence by hour of the week, by strategy.
  public let hours: [HourOfWeekTable]
  /// Rows of `outcomes.csv.gz`, compressed; empty unless they were asked for.
  let outcomeRows: [UInt8]
  /// Rows of `weekly-detail.csv.gz`, compressed; empty unless they were asked for.
  let weeklyRows: [UInt8]
}

/// What an experiment keeps of each replication besides the figures of its comparison.
public struct KeptRows: Hashable, Sendable {
  /// Outcomes by replication, strategy, phase, place and type.
  public var outcomes = false
  /// Weekly counts by replication, strategy, place and type.
  public var weekly = false

  public init(outcomes: Bool = false, weekly: Bool = false) {
    self.outcomes = outcomes
    self.weekly = weekly
  }
}

/// Makes records of replications; each worker has one.
struct Recorder: Sendable {
  let frame: EvaluationFrame
  let kept: KeptRows
  let scenario: Scenario
  let slices: TruthSlices

  init(scenario: Scenario, frame: EvaluationFrame, kept: KeptRows) {
    self.frame = frame
    self.kept = kept
    self.scenario = scenario
    slices = TruthSlices(scenario: scenario)
  }

  /// Makes the record of a replication.
  func record(history: HistoryOutcome, outcomes: [ReplicationOutcome]) throws(ResultsError)
    -> ReplicationRecord
  {
    let weeks = outcomes.map { WeeklySums($0.weekly, harmInDays: frame.harmInDays) }
    let without = outcomes.first { $0.strategy == frame.counterfactual }
    var places: [[PlaceFigures]] = []
    for (outcome, weeks) in zip(outcomes, weeks) {
      places.append(
        (0..<outcome.fates.placeCount).map { place in
          PlaceFigures(
            outcome, without: without ?? outcome, place: place,
            recorded: weeks.recorded(place: place, weeks: 0..<frame.campaignWeeks), frame: frame)
        })
    }
    let truth = outcomes.map { outcome in
      guard let without, outcome.strategy != frame.counterfactual else { return [TruthFigures]() }
      return slices.figures(outcome, without: without, chosen: history.chosen)
    }
    let past = WeeklySums(history.weekly, harmInDays: frame.harmInDays)
    let own = frame.choosing(history.chosen)
    return ReplicationRecord(
      replication: history.replication, summaries: frame.summaries(history: history, outcomes: outcomes),
      places: places, truth: truth, history: past, weeks: weeks,
      areaHistory: AreaWeeks(past, frame: own), areaWeeks: weeks.map { AreaWeeks($0, frame: own) },
      hours: outcomes.map(\.hours),
      outcomeRows: kept.outcomes
        ? try packed(
          OutcomeTable.table, OutcomeTable.rows(history: history, outcomes: outcomes, of: scenario)) : [],
      weeklyRows: kept.weekly
        ? try packed(
          WeekDetailTable.table, WeekDetailTable.rows(history: history, outcomes: outcomes, of: scenario))
        : [])
  }

  private func packed<Row>(_ table: Table<Row>, _ rows: some Sequence<Row>) throws(ResultsError) -> [UInt8] {
    try ResultsError.packing { () throws(CannotCompress) in try Gzip.member(table.text(rows)) }
  }
}
