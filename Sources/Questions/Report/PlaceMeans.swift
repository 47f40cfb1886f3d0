// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import Files
import OutputAnalysis
import PatrolModel

/// What places came to: means over replications, for the map.
public struct PlaceMeans: Hashable, Sendable, Codable {
  /// The most places that a map shows; beyond, those with least crime are left out.
  public static let most = 2_000

  /// The figures of one strategy, each by place in the order of ``indices``.
  public struct Figures: Hashable, Sendable, Codable {
    public let strategy: String
    public let crime: [Double]
    public let harm: [Double]
    public let crimeAverted: [Estimate]
    public let harmAverted: [Estimate]
    /// Displaced offences that landed here.
    public let landedHere: [Double]
    /// Offences recorded in the campaign.
    public let recorded: [Double]
    public let visits: [Double]
    public let presentHours: [Double]
    /// Offences that happened, and their harm in days, by place, then by week from the start of the campaign.
    public let weeklyCrime: [[Double]]
    public let weeklyHarm: [[Double]]
  }

  /// The places shown, by their index in the scenario, ascending.
  public let indices: [Int]
  /// How many there are in all.
  public let placeCount: Int
  public let strategies: [Figures]

  /// Returns which places are shown: those with a role, then those with most crime without patrol.
  static func shown(_ result: ExperimentResult, of experiment: Experiment) -> [Int] {
    let places = experiment.scenario.crime.places
    guard places.count > most else { return Array(places.indices) }
    let crime = places.indices.map { result.places.first?[$0].sums.crimeWithout ?? 0 }
    let order = places.indices.sorted { a, b in
      let (x, y) = (places[a].role == .background, places[b].role == .background)
      if x != y { return y }
      return crime[a] == crime[b] ? a < b : crime[a] > crime[b]
    }
    return order.prefix(most).sorted()
  }

  init(_ result: ExperimentResult, places: [Int]) {
    indices = places
    placeCount = result.places.first?.count ?? 0
    let count = Double(max(1, result.replications.count))
    let labels = result.comparison.strategies.map(\.strategy)
    strategies = labels.indices.filter { result.places.indices.contains($0) }.map { index in
      let (tallies, weeks) = (result.places[index], result.weeks[index])
      func means(_ path: KeyPath<PlaceFigures, Double>, per unit: Double = 1) -> [Double] {
        places.map { DecimalText.rounded(tallies[$0].mean(path) / unit, decimals: 3) }
      }
      func weekly(_ value: (Int) -> Double) -> [[Double]] {
        places.map { place in
          (0..<weeks.weekCount).map {
            DecimalText.rounded(value(weeks.index(week: $0, place: place)) / count, decimals: 2)
          }
        }
      }
      return Figures(
        strategy: labels[index], crime: means(\.crime), harm: means(\.harm),
        crimeAverted: places.map { Estimate(ConfidenceInterval(of: tallies[$0].crimeAverted)).shortened },
        harmAverted: places.map { Estimate(ConfidenceInterval(of: tallies[$0].harmAverted)).shortened },
        landedHere: means(\.landedHere), recorded: means(\.recorded), visits: means(\.visits),
        presentHours: means(\.presentMinutes, per: 60),
        weeklyCrime: weekly { Double(weeks.happened[$0]) }, weeklyHarm: weekly { weeks.harm[$0] })
    }
  }
}

extension Estimate {
  /// The estimate and its bounds with three decimals, without its error.
  fileprivate var shortened: Estimate {
    guard let value else { return self }
    guard let lower, let upper else { return Estimate(exactly: DecimalText.rounded(value, decimals: 3)) }
    return Estimate(
      exactly: DecimalText.rounded(value, decimals: 3), lower: DecimalText.rounded(lower, decimals: 3),
      upper: DecimalText.rounded(upper, decimals: 3))
  }
}
