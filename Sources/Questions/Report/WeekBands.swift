// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import OutputAnalysis
import PatrolModel

/// Recorded crime by week in each area: the mean over campaigns, and where 95% of them lie.
public struct WeekBands: Hashable, Sendable, Codable {
  /// The weeks of one area under one strategy, or of the shared history.
  public struct Series: Hashable, Sendable, Codable {
    public let area: Area
    /// The label of the strategy; empty for the history.
    public let strategy: String
    /// Weeks since the campaign started at which the series begins; below 0 for the history.
    public let firstWeek: Int
    /// Offences recorded a week.
    public let mean: [Double]
    /// The standard deviation between campaigns; empty of a single replication.
    public let deviation: [Double]
  }

  public let series: [Series]

  init(_ result: ExperimentResult, of experiment: Experiment) {
    var series: [Series] = []
    func add(_ tallies: AreaWeekTallies, _ strategy: String, from week: Int) {
      for area in Area.allCases {
        let weeks = tallies[area]
        let isBounded = weeks.allSatisfy { $0.count > 1 }
        series.append(
          Series(
            area: area, strategy: strategy, firstWeek: week,
            mean: weeks.map { DecimalText.rounded($0.mean, decimals: 2) },
            deviation: isBounded ? weeks.map { DecimalText.rounded($0.standardDeviation, decimals: 2) } : []))
      }
    }
    if let history = result.areaHistory {
      add(history, "", from: -experiment.scenario.phases.historyWeeks)
    }
    for (label, tallies) in zip(experiment.labels, result.areaWeeks) { add(tallies, label, from: 0) }
    self.series = series
  }
}
