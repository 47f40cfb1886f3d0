// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel

/// One hotspot in one week of the campaign, for the force.
public struct HotspotWeek: Hashable, Sendable {
  /// From 1.
  public let week: Int
  public let starts: CivilDate
  /// The index of the place.
  public let place: Int
  /// Offences recorded, by the day on which they became known.
  public let recorded: Int
  /// The same by group of types, in the order of the columns.
  let groups: [Int]
  /// Days of harm of what was recorded.
  public let harm: Double
  /// Recorded 52 weeks before; `nil` where the history does not reach so far.
  public let yearBefore: Int?
  public let limits: ControlLimits
  public let status: ScorecardStatus
  let units: UnitWeek
  public let plannedVisits: Double
  /// Of those recorded, found by patrol and reported by nobody.
  public let discovered: Int
  public let ringRecorded: Int
  public let ringLimits: ControlLimits
  public let ringStatus: ScorecardStatus
}

extension HotspotWeek {
  public var visits: Int { units.visits }
  public var minutes: Double { units.minutes }
  public var searches: Int { units.searches }
  public var hits: Int { units.hits }
  public var arrests: Int { units.arrests }
  public var redirections: Int { units.redirections }
  public var calls: Int { units.calls }
  /// Mean response time of calls attended, in minutes; `nil` where none was.
  public var responseInMinutes: Double? {
    units.callsAttended > 0 ? units.responseMinutes / Double(units.callsAttended) : nil
  }
}

extension ForceRecord {
  /// Returns the scorecards by week, and by hotspot within it.
  func weeks() -> [HotspotWeek] {
    let scenario = self.scenario
    let historyWeeks = scenario.phases.historyWeeks
    let (placeCount, groups) = (scenario.crime.places.count, scenario.crime.types.map(TypeGroup.init))
    var byWeek = [[[Offence]]](
      repeating: [[Offence]](repeating: [], count: placeCount),
      count: historyWeeks + scenario.phases.campaignWeeks)
    for offence in offences where byWeek.indices.contains(offence.day / 7) {
      byWeek[offence.day / 7][offence.place].append(offence)
    }
    let units = unitWeeks()
    func series(_ places: [Int]) -> [Int] { byWeek.map { week in places.reduce(0) { $0 + week[$1].count } } }
    /// What is usual in each week of the campaign, and how it stood.
    func chart(_ series: [Int]) -> [(limits: ControlLimits, status: ScorecardStatus)] {
      let (history, campaign) = (Array(series.prefix(historyWeeks)), Array(series.dropFirst(historyWeeks)))
      let limits = campaign.indices.map { ControlLimits(history: history, week: $0) }
      return limits.indices.map {
        (limits[$0], ScorecardStatus.ofLast(Array(campaign[...$0]), Array(limits[...$0])))
      }
    }
    let own = hotspots.map { series([$0]) }
    let (charts, ringSeries) = (own.map(chart), rings.map(series))
    let ringCharts = ringSeries.map(chart)
    return (0..<scenario.phases.campaignWeeks).flatMap { week in
      hotspots.indices.map { index in
        let known = byWeek[historyWeeks + week][hotspots[index]]
        return HotspotWeek(
          week: week + 1, starts: scenario.phases.campaignStart.adding(days: 7 * week),
          place: hotspots[index], recorded: known.count,
          groups: TypeGroup.allCases.map { group in known.count { groups[$0.type] == group } },
          harm: known.reduce(0) { $0 + scenario.crime.types[$1.type].harmInDays },
          yearBefore: historyWeeks + week >= 52 ? own[index][historyWeeks + week - 52] : nil,
          limits: charts[index][week].limits, status: charts[index][week].status,
          units: units[week][hotspots[index]], plannedVisits: plannedVisits[index],
          discovered: known.count { $0.isDiscovered }, ringRecorded: ringSeries[index][historyWeeks + week],
          ringLimits: ringCharts[index][week].limits, ringStatus: ringCharts[index][week].status)
      }
    }
  }
}
