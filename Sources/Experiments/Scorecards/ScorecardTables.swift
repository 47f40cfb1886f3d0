// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

extension Scorecards {
  /// A column of the weekly table with what fills it.
  private struct Figure {
    let column: Column
    let add: (HotspotWeek, inout CSVText) -> Void

    init(_ name: String, _ meaning: String, unit: String = "", _ value: @escaping (HotspotWeek) -> Double?) {
      column = Column(name, meaning, unit: unit)
      add = { $1.add(value($0), decimals: 2) }
    }

    init(words name: String, _ meaning: String, _ value: @escaping (HotspotWeek) -> String) {
      column = Column(name, meaning)
      add = { $1.add(value($0)) }
    }
  }

  static var weeklyColumns: [Column] {
    [
      Column("week", "The week of the campaign, from 1"), Column("week_starts", "Its first day, a date"),
      Column("hotspot", "The id of the hotspot"), Column("name", "Its name"),
    ] + figures.map(\.column)
  }

  static let monthlyColumns = [
    Column("from", "The first day of the month that the campaign covers, a date"),
    Column("to", "The last such day, a date"),
    Column("hotspot", "The id of the hotspot; empty for all of them"), Column("name", "Its name"),
    Column("recorded", "Offences recorded; empty where withheld", unit: "offences"),
    Column(
      "year_before", "The same on the days 52 weeks before; empty where withheld or not known",
      unit: "offences"),
  ]

  /// Returns `weekly.csv`.
  public func weeklyCSV() -> [UInt8] {
    var text = CSVText(header: Scorecards.weeklyColumns)
    for week in weeks {
      text.add(week.week)
      text.add(week.starts.description)
      text.add(scenario.crime.places[week.place].id)
      text.add(scenario.crime.places[week.place].name)
      for figure in Scorecards.figures { figure.add(week, &text) }
      text.endRow()
    }
    return text.take()
  }

  /// Returns `monthly.csv`.
  public func monthlyCSV() -> [UInt8] { publicRecord.csv(of: scenario) }

  private static var figures: [Figure] {
    recordedFigures + unitFigures + ringFigures
  }

  private static var recordedFigures: [Figure] {
    [
      Figure("recorded", "Offences recorded, by the day on which they became known", unit: "offences") {
        Double($0.recorded)
      }
    ]
      + TypeGroup.allCases.enumerated().map { index, group in
        Figure("recorded_\(group.rawValue)", group.meaning, unit: "offences") { Double($0.groups[index]) }
      } + [
        Figure("harm", "Harm of what was recorded", unit: "days") { $0.harm },
        Figure("year_before", "Recorded 52 weeks before", unit: "offences") {
          $0.yearBefore.map(Double.init)
        },
        Figure(
          "usual", "Mean of the same weeks of up to three years before, two to each side", unit: "offences"
        ) { $0.limits.centre },
        Figure("lower_limit", "The lower control limit, three standard deviations", unit: "offences") {
          $0.limits.lower
        },
        Figure("upper_limit", "The upper control limit", unit: "offences") { $0.limits.upper },
        Figure("spread", "By how much limits are wider than those of a Poisson count (Laney)") {
          $0.limits.spread
        },
        Figure(words: "status", "below, above, run below, run above, as usual or no basis") {
          $0.status.rawValue
        },
        Figure("discovered", "Of those recorded, found by patrol alone", unit: "offences") {
          Double($0.discovered)
        },
      ]
  }

  private static var unitFigures: [Figure] {
    [
      Figure("visits", "Arrivals of units", unit: "visits") { Double($0.visits) },
      Figure("visits_planned", "Visits aimed at", unit: "visits") { $0.plannedVisits },
      Figure("minutes", "Minutes of visits; two units at a time count twice", unit: "min") { $0.minutes },
      Figure("arrests", "Arrests by units", unit: "arrests") { Double($0.arrests) },
      Figure("searches", "Searches by units", unit: "searches") { Double($0.searches) },
      Figure("hit_rate", "Searches that ended in an arrest over searches", unit: "share") {
        $0.searches > 0 ? Double($0.hits) / Double($0.searches) : nil
      },
      Figure("redirections", "Units redirected to it", unit: "") { Double($0.redirections) },
      Figure("calls", "Calls for service from it", unit: "calls") { Double($0.calls) },
      Figure("response", "Mean response time of those attended", unit: "min") { $0.responseInMinutes },
    ]
  }

  private static var ringFigures: [Figure] {
    [
      Figure("ring_recorded", "Offences recorded in the ring round it", unit: "offences") {
        Double($0.ringRecorded)
      },
      Figure("ring_usual", "What is usual there", unit: "offences") { $0.ringLimits.centre },
      Figure(words: "ring_status", "As status, of the ring") { $0.ringStatus.rawValue },
    ]
  }
}

extension PublicRecord {
  /// Returns the counts as a table, one month and hotspot a row.
  ///
  /// - Parameter scenario: Names the hotspots.
  public func csv(of scenario: Scenario) -> [UInt8] {
    let names = Dictionary(
      scenario.crime.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    var text = CSVText(header: Scorecards.monthlyColumns)
    func add(_ month: PublicMonth, _ id: String, _ name: String, _ recorded: Int?, _ before: Int?) {
      for cell in [month.from.description, month.to.description, id, name] { text.add(cell) }
      text.add(recorded.map(Double.init))
      text.add(before.map(Double.init))
      text.endRow()
    }
    for month in months {
      for (index, id) in hotspots.enumerated() {
        add(
          month, id, names[id] ?? id, month.recorded.counts[index],
          month.yearBefore.flatMap { $0.counts[index] })
      }
      add(month, "", "All hotspots", month.recorded.total, month.yearBefore.flatMap(\.total))
    }
    return text.take()
  }
}
