// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
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

  /// The most places that have a row of their own; beyond, those with least crime are left out.
  public static let most = 100

  init(_ result: ExperimentResult, of experiment: Experiment) {
    let counted = result.hours.first?.places ?? []
    let crime = counted.map { result.places.first?[$0].sums.crimeWithout ?? 0 }
    let busiest = counted.indices.sorted { (-crime[$0], $0) < (-crime[$1], $1) }.prefix(HourMeans.most)
    let shown = busiest.sorted()
    places = shown.map { counted[$0] }
    let weeks = Double(max(1, result.replications.count * experiment.scenario.phases.campaignWeeks))
    strategies = zip(experiment.labels, result.hours).map { label, table in
      func rows(_ cells: [Double]) -> [[Double]] {
        (shown + [table.rowCount - 1]).map { row in
          (0..<HourOfWeekTable.hourCount).map {
            DecimalText.rounded(cells[row * HourOfWeekTable.hourCount + $0] / weeks, decimals: 3)
          }
        }
      }
      return Figures(strategy: label, crime: rows(table.happened), presence: rows(table.presentMinutes))
    }
  }
}
