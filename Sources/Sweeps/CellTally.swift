// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import OutputAnalysis
import Questions

/// What the replications of one cell came to, added up in their order.
///
/// Its size grows with the replications of the cell, and is gone when the next cell begins.
struct CellTally {
  /// What an evaluation method saw in each campaign, and what was true there.
  typealias Campaigns = [(estimate: MethodEstimate?, truth: Double?)]

  /// What each strategy averted in per cent, the one without patrol left out, by strategy, measure and replication; `nil` where there
  /// was nothing to avert.
  private(set) var averted: [[[Double?]]] = []
  /// What happened under each, in the same order.
  private var happened: [[[Double]]] = []
  /// By strategy, the one without patrol first, and method; empty unless it is kept.
  private(set) var methods: [[Campaigns]] = []
  /// As ``JournalRecord/weeks`` has them; empty unless they are kept.
  private(set) var weeks: [[Tally]] = []
  private(set) var count = 0
  private let columns: [(happened: Int, without: Int)?]

  /// The measure that methods are held against: crime averted in the targets.
  private static let truth = BatchMeasure.all.firstIndex { $0.outcome == .crime && $0.area == .targets }

  /// - Parameter names: The columns of the cell's numbers.
  init(columns names: [String]) { columns = BatchMeasure.all.map { $0.columns(in: names) } }

  /// Adds a replication.
  mutating func add(_ record: JournalRecord) {
    if count == 0 { begin(record) }
    count += 1
    for (strategy, row) in record.numbers.dropFirst().enumerated() {
      for measure in columns.indices {
        averted[strategy][measure].append(percent(row, measure))
        happened[strategy][measure].append(columns[measure].map { row[$0.happened] } ?? 0)
      }
    }
    for (strategy, row) in (record.methods ?? []).enumerated() {
      let truth = CellTally.truth.flatMap { percent(record.numbers[strategy], $0) }
      for (index, (method, seen)) in zip(EvaluationMethod.allCases, row).enumerated() {
        methods[strategy][index].append((estimate: seen.estimate(method), truth: truth))
      }
    }
    for (series, row) in (record.weeks ?? []).enumerated() {
      for (index, number) in row.enumerated() { weeks[series][index].add(number) }
    }
  }

  private mutating func begin(_ record: JournalRecord) {
    averted = record.numbers.dropFirst().map { _ in columns.map { _ in [] } }
    happened = averted.map { $0.map { _ in [] } }
    methods = (record.methods ?? []).map { $0.map { _ in [] } }
    weeks = (record.weeks ?? []).map { $0.map { _ in Tally() } }
  }

  /// Returns what was averted in per cent of what happened without patrol; `nil` where nothing did.
  private func percent(_ row: [Double], _ measure: Int) -> Double? {
    guard let columns = columns[measure], row[columns.without] > 0 else { return nil }
    return 100 * (row[columns.without] - row[columns.happened]) / row[columns.without]
  }

  /// Returns the mean effects by strategy and measure.
  var effects: [[Estimate]] {
    averted.map { measures in
      zip(BatchMeasure.all, measures).map { measure, values in
        Estimate(meanOf: values, otherwise: "no \(measure.outcome.rawValue) happened without patrol")
      }
    }
  }

  /// Returns the paired differences by pair of strategies and measure.
  ///
  /// - Parameter labels: The strategies with patrol.
  func differences(_ labels: some Collection<String>) -> [[StrategyDifference]] {
    guard count > 0 else { return [] }
    let byMeasure = BatchMeasure.all.enumerated().map { index, measure in
      StrategyDifference.all(
        zip(labels, zip(averted, happened)).map { label, values in
          ComparedSeries(strategy: label, percent: values.0[index], happened: values.1[index])
        }, outcome: measure.outcome, area: measure.area)
    }
    return (byMeasure.first ?? []).indices.map { pair in byMeasure.map { $0[pair] } }
  }
}
