// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

/// Crime and presence in an hour of the week, mean of a week of the campaign.
public struct HourMeans: Hashable, Sendable, Codable {
  public struct Figures: Hashable, Sendable, Codable {
    public let strategy: String
    /// Offences that happen in the hour, by row, then by hour of the week from Monday 00:00.
    public let crime: [[Double]]
    /// Minutes of the hour with a unit present, likewise; in the last row summed over places.
    public let presence: [[Double]]
  }

  /// The places of the rows, by their index in the scenario; one more row, the last, is of all places together.
  public let places: [Int]
  public let strategies: [Figures]

  init(_ result: ExperimentResult, of experiment: Experiment) {
    places = result.hours.first?.places ?? []
    let weeks = Double(max(1, result.replications.count * experiment.scenario.phases.campaignWeeks))
    strategies = zip(experiment.labels, result.hours).map { label, table in
      func rows(_ cells: [Double]) -> [[Double]] {
        (0..<table.rowCount).map { row in
          (0..<HourOfWeekTable.hourCount).map {
            rounded(cells[row * HourOfWeekTable.hourCount + $0] / weeks, 3)
          }
        }
      }
      return Figures(strategy: label, crime: rows(table.happened), presence: rows(table.presentMinutes))
    }
  }
}
