// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation

/// What a force would tell the public of an operation, month by month.
public struct PublicRecord: Hashable, Sendable, Codable {
  /// The label of the strategy.
  public let strategy: String
  /// The replication, from 1.
  public let replication: Int
  /// The ids of the hotspots, in the order of each month's counts.
  public let hotspots: [String]
  public let months: [PublicMonth]
}

extension Scorecards {
  /// What the public is told.
  public var publicRecord: PublicRecord {
    PublicRecord(
      strategy: strategy, replication: replication, hotspots: hotspots.map(\.id), months: months)
  }
}

/// One calendar month of the campaign, or the part of it that the campaign covers, for the public.
public struct PublicMonth: Hashable, Sendable, Codable {
  public let from: CivilDate
  /// The last day, inclusive.
  public let to: CivilDate
  /// Offences recorded at each hotspot, in the scenario's order, small ones withheld.
  public let recorded: SuppressedCounts
  /// The same on the days 52 weeks before; `nil` where the history does not reach so far.
  public let yearBefore: SuppressedCounts?
}

extension ForceRecord {
  /// Returns the months of the campaign.
  ///
  /// Each month is a table of its own. Nothing is summed over months and nothing counted twice, so no month tells of
  /// another what that one withholds.
  func months() -> [PublicMonth] {
    let first = firstDay(ofWeek: 0)
    let days = first..<firstDay(ofWeek: scenario.phases.campaignWeeks)
    let start = scenario.phases.historyStart
    var months: [Range<Int>] = []
    for day in days {
      if let last = months.last, start.adding(days: day).day != 1 {
        months[months.count - 1] = last.lowerBound..<day + 1
      } else {
        months.append(day..<day + 1)
      }
    }
    func counts(_ days: Range<Int>) -> SuppressedCounts {
      SuppressedCounts(
        hotspots.map { place in offences.count { $0.place == place && days.contains($0.day) } })
    }
    return months.map { month in
      let before = (month.lowerBound - 364)..<(month.upperBound - 364)
      return PublicMonth(
        from: start.adding(days: month.lowerBound), to: start.adding(days: month.upperBound - 1),
        recorded: counts(month), yearBefore: before.lowerBound >= 0 ? counts(before) : nil)
    }
  }
}
