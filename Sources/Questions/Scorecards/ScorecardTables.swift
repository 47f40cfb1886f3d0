// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel
import Tables

extension Scorecards {
  /// The table of a scenario's hotspots by week.
  static func weekly(of scenario: Scenario) -> Table<HotspotWeek> {
    @Sendable func place(_ week: HotspotWeek) -> Place { scenario.crime.places[week.place] }
    let key: [Column<HotspotWeek>] = [
      Column("week", "The week of the campaign, from 1", in: .from(1)) { $0.week },
      Column("week_starts", "Its first day, a date", type: .date) { $0.starts.description },
      Column("hotspot", "The id of the hotspot") { place($0).id },
      Column("name", "Its name", mayBeBlank: true) { place($0).name },
    ]
    return Table(
      "weekly", "One week and hotspot a row.", key: ["week", "hotspot"],
      key + recordedFigures + unitFigures + ringFigures)
  }

  /// Returns `weekly.csv`.
  public func weeklyCSV() -> [UInt8] { Scorecards.weekly(of: scenario).csv(weeks) }

  /// Returns `monthly.csv`.
  public func monthlyCSV() -> [UInt8] { publicRecord.csv(of: scenario) }

  private static func figure<Value: CellValue>(
    _ name: String, _ meaning: String, unit: String = "", _ value: @escaping @Sendable (HotspotWeek) -> Value
  ) -> Column<HotspotWeek> {
    Column(name, meaning, unit: unit, decimals: 2, value)
  }

  private static var recordedFigures: [Column<HotspotWeek>] {
    [
      figure("recorded", "Offences recorded, by the day on which they became known", unit: "offences") {
        $0.recorded
      }
    ]
      + TypeGroup.allCases.enumerated().map { index, group in
        figure("recorded_\(group.rawValue)", group.meaning, unit: "offences") { $0.groups[index] }
      } + [
        figure("harm", "Harm of what was recorded", unit: "days") { $0.harm },
        figure("year_before", "Recorded 52 weeks before", unit: "offences") {
          $0.yearBefore
        },
        figure(
          "usual", "Mean of the same weeks of up to three years before, two to each side", unit: "offences"
        ) { $0.limits.centre },
        figure("lower_limit", "The lower control limit, three standard deviations", unit: "offences") {
          $0.limits.lower
        },
        figure("upper_limit", "The upper control limit", unit: "offences") { $0.limits.upper },
        figure("spread", "Factor on the limits of a Poisson count (Laney)") {
          $0.limits.spread
        },
        figure("status", "below, above, run below, run above, as usual or no basis") {
          $0.status.rawValue
        },
        figure("discovered", "Of those recorded, discovered by patrol only", unit: "offences") {
          $0.discovered
        },
      ]
  }

  private static var unitFigures: [Column<HotspotWeek>] {
    [
      figure("visits", "Arrivals of units", unit: "visits") { $0.visits },
      figure("visits_planned", "Planned visits", unit: "visits") { $0.plannedVisits },
      figure("minutes", "Minutes of visits; two units at a time count twice", unit: "min") { $0.minutes },
      figure("arrests", "Arrests by units", unit: "arrests") { $0.arrests },
      figure("searches", "Searches by units", unit: "searches") { $0.searches },
      figure("hit_rate", "Share of searches that ended in an arrest", unit: "share") {
        $0.searches > 0 ? Double($0.hits) / Double($0.searches) : nil
      },
      figure("redirections", "Units redirected to it", unit: "") { $0.redirections },
      figure("calls", "Calls for service from it", unit: "calls") { $0.calls },
      figure("response", "Mean response time of those attended", unit: "min") { $0.responseInMinutes },
    ]
  }

  private static var ringFigures: [Column<HotspotWeek>] {
    [
      figure("ring_recorded", "Offences recorded in the ring round it", unit: "offences") {
        $0.ringRecorded
      },
      figure("ring_usual", "The usual number there", unit: "offences") { $0.ringLimits.centre },
      figure("ring_status", "As status, of the ring") { $0.ringStatus.rawValue },
    ]
  }
}

extension PublicRecord {
  /// What a hotspot, or all of them, had recorded in a month.
  struct Row {
    let month: PublicMonth
    /// Empty for all of them.
    let hotspot: String
    let name: String
    let recorded: Int?
    let yearBefore: Int?
  }

  static let table = Table<Row>(
    "monthly", "One month and hotspot a row.", key: ["from", "hotspot"],
    [
      Column("from", "The first day of the month that the campaign covers, a date", type: .date) {
        $0.month.from.description
      },
      Column("to", "The last such day, a date", type: .date) { $0.month.to.description },
      Column("hotspot", "The id of the hotspot; empty for all of them", mayBeBlank: true) { $0.hotspot },
      Column("name", "Its name", mayBeBlank: true) { $0.name },
      Column("recorded", "Offences recorded; empty where withheld", unit: "offences", in: .from(0)) {
        $0.recorded
      },
      Column(
        "year_before", "The same on the days 52 weeks before; empty where withheld or not known",
        unit: "offences", in: .from(0)
      ) { $0.yearBefore },
    ])

  /// Returns the counts as a table, one month and hotspot a row.
  ///
  /// - Parameter scenario: Names the hotspots.
  public func csv(of scenario: Scenario) -> [UInt8] {
    let names = Dictionary(
      scenario.crime.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return PublicRecord.table.csv(
      months.flatMap { month in
        hotspots.enumerated().map { index, id in
          Row(
            month: month, hotspot: id, name: names[id] ?? id, recorded: month.recorded.counts[index],
            yearBefore: month.yearBefore.flatMap { $0.counts[index] })
        } + [
          Row(
            month: month, hotspot: "", name: "All hotspots", recorded: month.recorded.total,
            yearBefore: month.yearBefore.flatMap(\.total))
        ]
      })
  }
}
