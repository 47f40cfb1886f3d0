// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import OutputAnalysis
import PatrolModel

/// The tables of a result by replication, week and place.
struct ResultTables {
  let experiment: Experiment
  let result: ExperimentResult

  private var places: [Place] { experiment.scenario.crime.places }

  static func replicationColumns(of scenario: Scenario) -> [Column] {
    [Column("replication", "The replication, from 1"), Column("strategy", "The strategy")]
      + SummaryColumn.all(of: scenario).map(\.column)
  }

  static let weeklyColumns = [
    Column("strategy", "The strategy; \"history\" for the weeks before the campaign, which all share"),
    Column("phase", "history, campaign or after"),
    Column("week", "Weeks since the campaign started; below 0 before it"),
    Column("week_starts", "The first day of the week, a date"),
    Column("place", "The id of the place"),
    Column("happened", "Offences that happened, summed over replications", unit: "offences", type: .integer),
    Column(
      "recorded", "Offences that became known, summed over replications", unit: "offences", type: .integer),
    Column("harm", "Harm that happened, summed over replications", unit: "days"),
  ]

  static let placeColumns =
    [
      Column("strategy", "The strategy"),
      Column("place", "The id of the place"),
      Column("name", "Its name"),
      Column("role", "target, buffer, control or background"),
      Column("kind", "What sort of street life it has"),
      Column("ward", "Its ward"),
      Column("borough", "Its borough"),
      Column("corridor", "The corridor it belongs to, if any"),
      Column("target", "The target whose ring it lies in or to which it is matched, if any"),
      Column("longitude", "Of its centre, WGS 84", unit: "degrees"),
      Column("latitude", "Of its centre, WGS 84", unit: "degrees"),
    ] + PlaceFigures.all.map { Column($0.column.name, $0.column.meaning + ", mean", unit: $0.column.unit) }
    + ["crime", "harm"].flatMap { outcome in
      let unit = outcome == "crime" ? "offences" : "days"
      return [
        Column("\(outcome)_averted", "Averted \(outcome), mean", unit: unit),
        Column("\(outcome)_averted_lower", "The lower bound of its 95 % interval", unit: unit),
        Column("\(outcome)_averted_upper", "The upper bound of its 95 % interval", unit: unit),
      ]
    }

  /// Returns `replications.csv`.
  func replications() -> [UInt8] {
    var text = CSVText(header: ResultTables.replicationColumns(of: experiment.scenario))
    for summary in result.replications.joined() {
      ResultTables.add(summary, of: experiment.scenario, to: &text)
    }
    return text.take()
  }

  /// Adds a row of `replications.csv`.
  static func add(_ summary: ReplicationSummary, of scenario: Scenario, to text: inout CSVText) {
    text.add(summary.replication)
    text.add(summary.strategy)
    for column in SummaryColumn.all(of: scenario) { text.add(column.value(summary), decimals: 3) }
    text.endRow()
  }

  /// Returns `weekly.csv`: a row for every week, strategy and place.
  func weekly() -> [UInt8] {
    var text = CSVText(header: ResultTables.weeklyColumns)
    let (labels, places) = (experiment.labels, places)
    forEachWeek { row in
      text.add(row.strategy.map { labels[$0] } ?? OutcomeRows.historyName)
      text.add(row.phase.rawValue)
      text.add(row.week)
      text.add(row.starts)
      text.add(places[row.place].id)
      text.add(row.happened)
      text.add(row.recorded)
      text.add(row.harm, decimals: 2)
      text.endRow()
    }
    return text.take()
  }

  /// Returns `places.csv`: a row for every strategy and place.
  func placeTable() -> [UInt8] {
    var text = CSVText(header: ResultTables.placeColumns)
    for row in placeRows {
      for cell in row {
        switch cell {
        case .text(let value): text.add(value)
        case .number(let value, let decimals): text.add(value, decimals: decimals)
        }
      }
      text.endRow()
    }
    return text.take()
  }

  /// A cell of a table.
  enum Cell {
    case text(String)
    case number(Double?, decimals: Int)
  }

  /// The cells of ``placeColumns``, by strategy and place.
  var placeRows: [[Cell]] {
    zip(experiment.labels, result.places).flatMap { label, tallies in
      zip(places, tallies).map { place, tally in
        let words = [
          label, place.id, place.name, place.role.rawValue, place.kind.rawValue, place.ward, place.borough,
          place.corridor ?? "", place.target ?? "",
        ]
        let centre = [place.centre.longitude, place.centre.latitude]
        let averted = [tally.crimeAverted, tally.harmAverted].flatMap { averted -> [Double] in
          let interval = ConfidenceInterval(of: averted)
          return [interval.estimate, interval.lower, interval.upper]
        }
        return words.map { .text($0) } + centre.map { .number($0, decimals: 6) }
          + PlaceFigures.all.map { .number(tally.mean($0.path), decimals: 3) }
          + averted.map { .number($0, decimals: 3) }
      }
    }
  }
}
