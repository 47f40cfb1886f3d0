// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import PatrolModel

/// What an experiment came to, over the replications that were finished.
public struct ExperimentResult: Sendable {
  /// The replications asked for; of a run that stopped by itself, those that it ran.
  public let requestedCount: Int
  /// How a run with a stopping rule ended; `nil` without one.
  public let stopping: StoppingOutcome?
  /// The summaries of each finished replication, in their order: one for each strategy.
  public let replications: [[ReplicationSummary]]
  public let comparison: Comparison
  /// Weeks of the history, summed over replications.
  public let history: WeeklySums
  /// Weeks from the start of the campaign, summed over replications, by strategy.
  public let weeks: [WeeklySums]
  /// By strategy and place.
  public let places: [[PlaceTallies]]
  /// The true effect by strategy and slice; none for the strategy without patrol.
  public let truth: [[TruthTally]]
  /// Recorded crime by area and week of the history; `nil` where nothing was kept by week.
  public let areaHistory: AreaWeekTallies?
  /// The same from the start of the campaign, by strategy.
  public let areaWeeks: [AreaWeekTallies]
  /// Crime and presence by hour of the week, summed over replications, by strategy.
  public let hours: [HourOfWeekTable]

  /// Creates a result from the summaries alone, without weeks and places.
  ///
  /// - Parameters:
  ///   - replications: The summaries of each replication, at least one: one for each strategy.
  ///   - requestedCount: The replications asked for.
  ///   - frame: How they are evaluated.
  ///   - stopping: How a run with a stopping rule ended.
  public init(
    _ replications: [[ReplicationSummary]], requestedCount: Int, stopping: StoppingOutcome? = nil,
    frame: EvaluationFrame
  ) {
    self.init(
      requestedCount: requestedCount, stopping: stopping, replications: replications,
      comparison: Comparison(replications, frame: frame), history: WeeklySums.empty, weeks: [], places: [],
      truth: [], areaHistory: nil, areaWeeks: [], hours: [])
  }

  init(
    requestedCount: Int, stopping: StoppingOutcome?, replications: [[ReplicationSummary]],
    comparison: Comparison, history: WeeklySums,
    weeks: [WeeklySums], places: [[PlaceTallies]], truth: [[TruthTally]], areaHistory: AreaWeekTallies?,
    areaWeeks: [AreaWeekTallies], hours: [HourOfWeekTable]
  ) {
    self.requestedCount = requestedCount
    self.stopping = stopping
    self.replications = replications
    self.comparison = comparison
    self.history = history
    self.weeks = weeks
    self.places = places
    self.truth = truth
    self.areaHistory = areaHistory
    self.areaWeeks = areaWeeks
    self.hours = hours
  }

  /// Whether every replication asked for was finished.
  public var isComplete: Bool { replications.count == requestedCount }
}

/// The figures of a place over replications.
public struct PlaceTallies: Hashable, Sendable {
  /// The sum of each figure over replications.
  public private(set) var sums = PlaceFigures()
  public private(set) var crimeAverted = Tally()
  public private(set) var harmAverted = Tally()

  /// Replications added.
  public var count: Int { crimeAverted.count }

  /// Adds a replication.
  mutating func add(_ figures: PlaceFigures) {
    sums.add(figures)
    crimeAverted.add(figures.crimeAverted)
    harmAverted.add(figures.harmAverted)
  }

  /// Returns the mean of a figure over replications.
  public func mean(_ figure: KeyPath<PlaceFigures, Double>) -> Double {
    count > 0 ? sums[keyPath: figure] / Double(count) : 0
  }
}

/// Adds records up in replication order.
struct ResultAccumulator {
  private(set) var replications: [[ReplicationSummary]] = []
  private var history: WeeklySums?
  private var weeks: [WeeklySums] = []
  private var places: [[PlaceTallies]] = []
  private var truth: [[TruthTally]] = []
  private var areaHistory: AreaWeekTallies?
  private var areaWeeks: [AreaWeekTallies] = []
  private var hours: [HourOfWeekTable] = []

  mutating func add(_ record: ReplicationRecord) {
    replications.append(record.summaries)
    guard history != nil else {
      history = record.history
      weeks = record.weeks
      places = record.places.map { $0.map { _ in PlaceTallies() } }
      truth = record.truth.map { $0.map { _ in TruthTally() } }
      areaHistory = AreaWeekTallies(record.areaHistory)
      areaWeeks = record.areaWeeks.map(AreaWeekTallies.init)
      hours = record.hours
      return addByPlace(record)
    }
    history?.add(record.history)
    areaHistory?.add(record.areaHistory)
    for index in areaWeeks.indices { areaWeeks[index].add(record.areaWeeks[index]) }
    for index in hours.indices { hours[index].add(record.hours[index]) }
    for index in weeks.indices { weeks[index].add(record.weeks[index]) }
    addByPlace(record)
  }

  private mutating func addByPlace(_ record: ReplicationRecord) {
    for strategy in places.indices {
      for place in places[strategy].indices { places[strategy][place].add(record.places[strategy][place]) }
    }
    for strategy in truth.indices {
      for slice in truth[strategy].indices { truth[strategy][slice].add(record.truth[strategy][slice]) }
    }
  }

  /// Returns the result, or `nil` where no replication was added.
  func result(
    requested: Int, stopping: StoppingOutcome?, frame: EvaluationFrame
  ) -> ExperimentResult? {
    guard let history else { return nil }
    return ExperimentResult(
      requestedCount: requested, stopping: stopping, replications: replications,
      comparison: Comparison(replications, frame: frame), history: history, weeks: weeks, places: places,
      truth: truth, areaHistory: areaHistory, areaWeeks: areaWeeks, hours: hours)
  }
}
