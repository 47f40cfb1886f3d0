// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import PatrolModel
import Tables

/// Stops, trust, surveys and tips by strategy, where the scenario has them.
enum ContactSection {
  /// A column of the table: its header, and a number of a replication; `nil` where it has none.
  private typealias Figure = (header: String, decimals: Int, unit: String, value: (ContactOutcome) -> Double?)

  static func lines(_ result: ExperimentResult, of scenario: Scenario, _ style: TextStyle) -> [String] {
    let tables = [
      scenario.stops == nil ? [] : stops, trustAndSurveys(scenario), scenario.tips == nil ? [] : tips,
    ].filter { !$0.isEmpty }
    guard !tables.isEmpty else { return [] }
    return [style.heading("Contact with the public, per replication")]
      + Array(tables.map { lines(result, $0, style) }.joined(separator: [""]))
  }

  private static func lines(
    _ result: ExperimentResult, _ figures: [Figure], _ style: TextStyle
  ) -> [String] {
    var table = TextTable(header: [["Strategy"] + figures.map(\.header)])
    for strategy in result.replications[0].indices {
      let outcomes = result.replications.map { $0[strategy].contact }
      table.add(
        [result.replications[0][strategy].strategy]
          + figures.map { figure in
            let estimate = Estimate(
              meanOf: outcomes.map { $0.flatMap(figure.value) }, otherwise: "there were none")
            return estimate.value == nil
              ? "–" : NumberText.estimate(estimate, decimals: figure.decimals, unit: figure.unit)
          })
    }
    return table.lines(style: style)
  }

  private static var stops: [Figure] {
    [
      ("Searches", 1, "", { Double($0.total(\.searches)) }),
      (
        "Hit rate", 1, "%",
        { contact in
          percent(contact.total { $0[.searchArrest] }, of: contact.total(\.searches))
        }
      ),
      ("Arrests at stops", 1, "", { Double($0.total(\.arrests)) }),
    ]
  }

  private static func trustAndSurveys(_ scenario: Scenario) -> [Figure] {
    let trust: [Figure] = [
      ("Trust at the end", 3, "", { $0.meanTrust(\.trustAtCampaignEnd) }),
      ("In the lowest ward", 3, "", { $0.wards.compactMap(\.trustAtCampaignEnd).min() }),
    ]
    let surveys: [Figure] = [
      (
        "Satisfied", 1, "%",
        { percent($0.total(\.surveysSatisfied), of: $0.total(\.surveysAnswered)) }
      )
    ]
    return (scenario.trust == nil ? [] : trust) + (scenario.surveys == nil ? [] : surveys)
  }

  private static var tips: [Figure] {
    [
      ("Tips", 1, "", { Double($0.tips.total) }),
      ("True", 1, "%", { percent($0.tips.given(isTrue: true), of: $0.tips.total) }),
      ("Visited in 48 h", 1, "%", { percent($0.tips.visitedTotal, of: $0.tips.followedTotal) }),
    ]
  }

  private static func percent(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? 100 * Double(part) / Double(whole) : nil
  }
}
