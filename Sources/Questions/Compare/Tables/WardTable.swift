// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// Who gains, who bears the stops, and what becomes of trust.
enum WardTable {
  /// One strategy and ward.
  struct Row {
    let strategy: String
    let result: WardResult
    /// By replication; empty where the scenario has no contact with the public.
    let contacts: [WardContact]
  }

  private typealias Figure = Column<Row>

  static func table(of scenario: Scenario) -> Table<Row> {
    let key: [Column<Row>] = [
      .strategy { $0.strategy },
      Column("ward", "The ward", mayBeBlank: true) { $0.result.ward.name },
      Column("borough", "Its borough", mayBeBlank: true) { $0.result.ward.borough },
    ]
    return Table(
      "wards", "One strategy and ward a row, over the campaign; estimates over replications.",
      key: key.map(\.field.name),
      key + benefit + (scenario.stops == nil ? [] : stops) + (scenario.trust == nil ? [] : trust)
        + (scenario.surveys == nil ? [] : surveys))
  }

  /// Returns the rows, by strategy and ward.
  static func rows(
    _ replications: [[ReplicationSummary]], frame: EvaluationFrame, of scenario: Scenario
  ) -> [Row] {
    let results = FairnessResult.all(replications, frame: frame, scenario: scenario)
    return results.enumerated().flatMap { strategy, result in
      let contacts = replications.compactMap { $0[strategy].contact }
      return result.wards.enumerated().map { ward, row in
        Row(strategy: result.strategy, result: row, contacts: contacts.map { $0.wards[ward] })
      }
    }
  }

  private static func mean(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (WardContact) -> Double?
  ) -> Figure {
    Figure(name, meaning + ", mean") { row -> Double? in
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
      + Figure.estimate("crime_averted", "Averted crime, paired, mean", unit: "offences") {
        $0.result.crimeAverted
      }
      + Figure.estimate("harm_averted", "Averted harm, paired, mean", unit: "days") { $0.result.harmAverted }
      + [
        Figure("harm_averted_share", "The ward's share of all harm averted in wards with any", unit: "share")
        {
          $0.result.benefitShare
        },
        Figure("landed_here", "Displaced offences that happened here, mean", unit: "offences") {
          $0.result.landedHere.value
        },
        Figure("visits", "Arrivals of units, mean", unit: "visits") { $0.result.visits.value },
        Figure("present_hours", "Time with at least one unit present, summed over places, mean", unit: "h") {
          $0.result.presentHours.value
        },
      ]
  }

  private static var stops: [Figure] {
    func count(_ name: String, _ meaning: String, _ value: @escaping @Sendable (WardContact) -> Int) -> Figure
    {
      mean(name, meaning) { Double(value($0)) }
    }
    return [
      count("searches", "Searches by units at places", \.searches),
      count("search_arrests", "Of those, ended in an arrest") { $0[.searchArrest] },
      count("search_no_further_action", "Of those, ended without further action") { $0[.noFurtherAction] },
      count("search_other_outcomes", "Of those, other outcomes") { $0[.otherOutcome] },
      count("stop_arrests", "Arrests by units at places, with a search or without", \.arrests),
      count("series_arrests", "Of those, arrests of an offender of a series", \.seriesArrests),
      Figure("hit_rate", "Share of searches that ended in an arrest, all replications", unit: "share") {
        $0.result.stops?.hitPercent.value.map { $0 / 100 }
      },
      Figure("fruitless_share", "The ward's share of all searches without further action", unit: "share") {
        $0.result.stops?.burdenShare
      },
    ]
      + Figure.estimate(
        "fruitless_per_crime_averted", "Searches without further action for each crime averted",
        unit: "searches"
      ) { $0.result.stops?.fruitlessPerCrimeAverted }
  }

  private static var trust: [Figure] {
    [
      mean("trust_campaign_end", "Trust at the end of the campaign", \.trustAtCampaignEnd),
      mean("trust_end", "Trust at the end of the run", \.trustAtEnd),
    ]
      + Figure.estimate(
        "trust_change", "Change of trust at the end of the campaign against no patrol, paired, mean"
      ) {
        $0.result.trustChange
      }
  }

  private static var surveys: [Figure] {
    [
      mean("surveys_sent", "Surveys sent of offences reported in the campaign") { Double($0.surveysSent) },
      mean("surveys_answered", "Of those, answered") { Double($0.surveysAnswered) },
      mean("surveys_satisfied", "Of those answered, satisfied") { Double($0.surveysSatisfied) },
    ]
      + Figure.estimate(
        "satisfaction_change", "Change in the percentage satisfied against no patrol, paired, mean",
        unit: "percentage points"
      ) { $0.result.satisfactionChange }
  }
}
