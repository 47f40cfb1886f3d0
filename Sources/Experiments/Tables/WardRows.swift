// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel

/// Writes `wards.csv`: who gains, who bears the stops, and what becomes of trust.
enum WardRows {
  private struct Figure {
    let column: Column
    let value: (WardContact) -> Double?
  }

  static func columns(of scenario: Scenario) -> [Column] {
    func bounds(_ name: String, _ unit: String) -> [Column] {
      [
        Column("\(name)_lower", "The lower bound of its 95 % interval", unit: unit),
        Column("\(name)_upper", "The upper bound", unit: unit),
      ]
    }
    let benefit =
      [
        Column("strategy", "The strategy"), Column("ward", "The ward"), Column("borough", "Its borough"),
        Column("crime_without", "Offences that happened without patrol, mean", unit: "offences"),
        Column("crime_averted", "Offences averted, displacement included, mean", unit: "offences"),
      ] + bounds("crime_averted", "offences")
      + [Column("harm_averted", "Harm averted, mean", unit: "days")] + bounds("harm_averted", "days")
      + [
        Column("landed_here", "Displaced offences that happened here, mean", unit: "offences"),
        Column("visits", "Arrivals of units, mean", unit: "visits"),
        Column(
          "benefit_share", "Its share of all harm averted; wards with more harm have none of it", unit: "%"),
      ]
    let burden =
      scenario.stops == nil
      ? []
      : [
        Column("burden_share", "Its share of all searches without further action", unit: "%"),
        Column("hit_rate", "Searches that ended in an arrest over searches, all replications"),
      ]
    let trust =
      scenario.trust == nil
      ? []
      : [Column("trust_change", "Trust at the end of the campaign less that without patrol, mean")]
        + bounds("trust_change", "")
    return benefit + burden + trust + figures(of: scenario).map(\.column)
  }

  /// Returns the rows: means over replications; empty where nothing was counted.
  static func rows(_ result: ExperimentResult, of experiment: Experiment) -> [UInt8] {
    let scenario = experiment.scenario
    var text = CSVText(header: columns(of: scenario))
    let figures = figures(of: scenario)
    for (index, fairness) in result.fairness(experiment.frame).enumerated() {
      let outcomes = result.replications.compactMap { $0[index].contact }
      for (ward, row) in fairness.wards.enumerated() {
        for word in [experiment.labels[index], row.name, row.borough] { text.add(word) }
        text.add(row.crimeWithout.value)
        for estimate in [row.crimeAverted, row.harmAverted] { add(estimate, to: &text) }
        for number in [row.landedHere.value, row.visits.value, row.benefitPercent] { text.add(number) }
        let counts = outcomes.map { $0.wards[ward] }
        if scenario.stops != nil {
          let searches = counts.reduce(0) { $0 + $1.searches }
          let finds = counts.reduce(0) { $0 + $1[.searchArrest] }
          text.add(row.burdenPercent)
          text.add(searches > 0 ? Double(finds) / Double(searches) : nil)
        }
        if scenario.trust != nil { add(row.trustChange ?? Estimate(undefined: ""), to: &text) }
        for figure in figures {
          let values = counts.compactMap(figure.value)
          text.add(values.isEmpty ? nil : values.reduce(0, +) / Double(values.count))
        }
        text.endRow()
      }
    }
    return text.take()
  }

  private static func add(_ estimate: Estimate, to text: inout CSVText) {
    for number in [estimate.value, estimate.lower, estimate.upper] { text.add(number) }
  }

  private static func figures(of scenario: Scenario) -> [Figure] {
    func count(_ name: String, _ meaning: String, _ value: @escaping (WardContact) -> Int) -> Figure {
      Figure(column: Column(name, meaning + ", mean")) { Double(value($0)) }
    }
    let stops = [
      count("searches", "Searches by units at places", \.searches),
      count("search_arrests", "Of those, ended in an arrest") { $0[.searchArrest] },
      count("search_no_further_action", "Of those, ended without further action") { $0[.noFurtherAction] },
      count("search_other_outcomes", "Of those, ended otherwise") { $0[.otherOutcome] },
      count("stop_arrests", "Arrests by units at places, with a search or without", \.arrests),
      count("series_arrests", "Of those, removed an offender of a series", \.seriesArrests),
    ]
    let trust = [
      Figure(column: Column("trust_campaign_end", "Trust at the end of the campaign, mean")) {
        $0.trustAtCampaignEnd
      },
      Figure(column: Column("trust_end", "Trust at the end of the run, mean")) { $0.trustAtEnd },
    ]
    let surveys = [
      count("surveys_sent", "Surveys sent of offences reported in the campaign", \.surveysSent),
      count("surveys_answered", "Of those, answered", \.surveysAnswered),
      count("surveys_satisfied", "Of those answered, satisfied", \.surveysSatisfied),
    ]
    return (scenario.stops == nil ? [] : stops) + (scenario.trust == nil ? [] : trust)
      + (scenario.surveys == nil ? [] : surveys)
  }
}
