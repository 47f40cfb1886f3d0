// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

/// Writes `wards.csv`: who gains, who bears the stops, and what becomes of trust.
enum WardTable {
  /// A number of a ward with its column.
  struct Figure {
    let column: Column
    let value: (WardRow) -> Double?

    init(
      _ name: String, _ meaning: String, unit: String = "", _ value: @escaping (WardRow) -> Double?
    ) {
      column = Column(name, meaning, unit: unit)
      self.value = value
    }
  }

  /// One strategy and ward.
  struct WardRow {
    let strategy: String
    let result: WardResult
    /// By replication; empty where the scenario has no contact with the public.
    let contacts: [WardContact]
  }

  static func columns(of scenario: Scenario) -> [Column] {
    keyColumns + figures(of: scenario).map(\.column)
  }

  /// What tells rows apart.
  static let keyColumns = [
    Column("strategy", "The strategy"), Column("ward", "The ward"), Column("borough", "Its borough"),
  ]

  /// Returns the rows, by strategy and ward.
  static func rows(
    _ replications: [[ReplicationSummary]], frame: EvaluationFrame, of scenario: Scenario
  ) -> [WardRow] {
    let results = FairnessResult.all(replications, frame: frame, scenario: scenario)
    return results.enumerated().flatMap { strategy, result in
      let contacts = replications.compactMap { $0[strategy].contact }
      return result.wards.enumerated().map { ward, row in
        WardRow(strategy: result.strategy, result: row, contacts: contacts.map { $0.wards[ward] })
      }
    }
  }

  /// Returns the file.
  static func csv(_ rows: [WardRow], of scenario: Scenario) -> [UInt8] {
    var text = CSVText(header: columns(of: scenario))
    let figures = figures(of: scenario)
    for row in rows {
      for cell in [row.strategy, row.result.ward.name, row.result.ward.borough] { text.add(cell) }
      for figure in figures { text.add(figure.value(row)) }
      text.endRow()
    }
    return text.take()
  }

  /// All numbers, for what is on in a scenario.
  static func figures(of scenario: Scenario) -> [Figure] {
    benefit + (scenario.stops == nil ? [] : stops) + (scenario.trust == nil ? [] : trust)
      + (scenario.surveys == nil ? [] : surveys)
  }

  /// Returns the columns of an estimate and the bounds of its interval.
  private static func bounded(
    _ name: String, _ meaning: String, unit: String = "", _ value: @escaping (WardRow) -> Estimate?
  ) -> [Figure] {
    [
      Figure(name, meaning, unit: unit) { value($0)?.value },
      Figure("\(name)_lower", "The lower bound of its 95 % interval", unit: unit) { value($0)?.lower },
      Figure("\(name)_upper", "The upper bound", unit: unit) { value($0)?.upper },
    ]
  }

  private static func mean(
    _ name: String, _ meaning: String, _ value: @escaping (WardContact) -> Double?
  ) -> Figure {
    Figure(name, meaning + ", mean") { row in
      let values = row.contacts.compactMap(value)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }

  private static var benefit: [Figure] {
    [
      Figure("crime_without", "Offences that happened without patrol, mean", unit: "offences") {
        $0.result.crimeWithout.value
      }
    ]
      + bounded("crime_averted", "Averted crime, paired, mean", unit: "offences") { $0.result.crimeAverted }
      + bounded("harm_averted", "Averted harm, paired, mean", unit: "days") { $0.result.harmAverted }
      + [
        Figure("harm_averted_share", "The ward's part of all harm averted, of wards with any", unit: "share")
        {
          $0.result.benefitShare
        },
        Figure("landed_here", "Displaced offences that landed here, mean", unit: "offences") {
          $0.result.landedHere.value
        },
        Figure("visits", "Arrivals of units, mean", unit: "visits") { $0.result.visits.value },
        Figure("present_hours", "Time with at least one unit present, summed over places, mean", unit: "h") {
          $0.result.presentHours.value
        },
      ]
  }

  private static var stops: [Figure] {
    func count(_ name: String, _ meaning: String, _ value: @escaping (WardContact) -> Int) -> Figure {
      mean(name, meaning) { Double(value($0)) }
    }
    return [
      count("searches", "Searches by units at places", \.searches),
      count("search_arrests", "Of those, ended in an arrest") { $0[.searchArrest] },
      count("search_no_further_action", "Of those, ended without further action") { $0[.noFurtherAction] },
      count("search_other_outcomes", "Of those, ended otherwise") { $0[.otherOutcome] },
      count("stop_arrests", "Arrests by units at places, with a search or without", \.arrests),
      count("series_arrests", "Of those, removed an offender of a series", \.seriesArrests),
      Figure("hit_rate", "Searches that ended in an arrest over searches, all replications", unit: "share") {
        $0.result.stops?.hitPercent.value.map { $0 / 100 }
      },
      Figure("fruitless_share", "The ward's part of all searches without further action", unit: "share") {
        $0.result.stops?.burdenShare
      },
    ]
      + bounded(
        "fruitless_per_crime_averted", "Searches without further action for each crime averted",
        unit: "searches"
      ) { $0.result.stops?.fruitlessPerCrimeAverted }
  }

  private static var trust: [Figure] {
    [
      mean("trust_campaign_end", "Trust at the end of the campaign", \.trustAtCampaignEnd),
      mean("trust_end", "Trust at the end of the run", \.trustAtEnd),
    ]
      + bounded("trust_change", "Trust at the end of the campaign beyond that without patrol, paired, mean") {
        $0.result.trustChange
      }
  }

  private static var surveys: [Figure] {
    [
      mean("surveys_sent", "Surveys sent of offences reported in the campaign") { Double($0.surveysSent) },
      mean("surveys_answered", "Of those, answered") { Double($0.surveysAnswered) },
      mean("surveys_satisfied", "Of those answered, satisfied") { Double($0.surveysSatisfied) },
    ]
      + bounded(
        "satisfaction_change", "Satisfied in per cent of answered, beyond that without patrol, paired, mean",
        unit: "percentage points"
      ) { $0.result.satisfactionChange }
  }
}
