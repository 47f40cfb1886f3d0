// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// Who gains, by ward, and who bears the stops: one number for each strategy, and the wards of the best.
enum FairnessSection {
  /// So many wards are shown; all are in `wards.csv`.
  static let mostWards = 8

  static func lines(
    _ result: ExperimentResult, of experiment: Experiment, rankedBy outcome: Outcome, _ style: TextStyle
  ) -> [String] {
    let scenario = experiment.scenario
    let results = FairnessResult.all(result.replications, frame: experiment.frame, scenario: scenario)
      .filter { $0.strategy != experiment.frame.counterfactual }
    guard experiment.frame.wards.wards.count > 1, let first = results.first else { return [] }
    let best = experiment.best(result.comparison, by: outcome)
    let shown = results.first { $0.strategy == best } ?? first
    return [style.heading("Wards: distribution of benefits and burdens")] + indices(results, scenario, style)
      + wards(shown, scenario, style)
  }

  private static func indices(
    _ results: [FairnessResult], _ scenario: Scenario, _ style: TextStyle
  ) -> [String] {
    let hasStops = scenario.stops != nil
    var table = TextTable(header: [
      ["Strategy", "Benefit against need"] + (hasStops ? ["Benefit against searches"] : [])
    ])
    for result in results {
      table.add(
        [result.strategy, index(result.benefitAgainstNeed)]
          + (hasStops ? [result.benefitAgainstSearches.map(index) ?? "–"] : []))
    }
    return table.lines(style: style)
      + wrapped(
        "Index of dissimilarity across wards (Duncan and Duncan 1955): 0 is equally distributed, 1 entirely apart. Need: "
          + "harm without patrol. Benefit: harm averted."
          + (hasStops ? " Searches: those that ended without further action." : "")
          + " Chance alone makes the index larger than 0.", first: "  ", rest: "  ")
  }

  private static func index(_ estimate: Estimate) -> String {
    estimate.value == nil ? "–" : NumberText.estimate(estimate, decimals: 2)
  }

  private static func wards(
    _ result: FairnessResult, _ scenario: Scenario, _ style: TextStyle
  ) -> [String] {
    let (hasStops, hasTrust) = (scenario.stops != nil, scenario.trust != nil)
    // Those that gain or bear most come first; wards alike stay in the scenario's order.
    func weight(_ ward: WardResult) -> Double {
      max(ward.benefitShare ?? 0, ward.stops?.burdenShare ?? 0)
    }
    let order = result.wards.indices.sorted {
      let (a, b) = (weight(result.wards[$0]), weight(result.wards[$1]))
      return a == b ? $0 < $1 : a > b
    }
    var table = TextTable(header: [
      ["Ward, \(result.strategy)", "Crime averted", "Benefit", "Displaced"]
        + (hasStops ? ["Burden", "Hit rate"] : []) + (hasTrust ? ["Trust"] : [])
    ])
    for ward in order.prefix(mostWards).map({ result.wards[$0] }) {
      table.add(
        [
          ward.ward.name.isEmpty ? "(no name)" : oneLine(ward.ward.name),
          NumberText.estimate(ward.crimeAverted), share(ward.benefitShare),
          ward.landedHere.value.map { NumberText.number($0, decimals: 1) } ?? "–",
        ]
          + (hasStops
            ? [
              share(ward.stops?.burdenShare),
              share(ward.stops?.hitPercent.value.map { $0 / 100 }),
            ] : [])
          + (hasTrust
            ? [ward.trustChange.map { NumberText.estimate($0, decimals: 3, isSigned: true) } ?? "–"] : []))
    }
    let more = result.wards.count - mostWards
    return [""] + table.lines(style: style)
      + wrapped(
        (more > 0 ? "wards.csv has \(NumberText.count(more, "more ward")). " : "")
          + "Benefit: % of all harm averted. Displaced: displaced offences that happened in the ward."
          + (hasStops ? " Burden: % of all searches without further action." : "")
          + (hasTrust ? " Trust: change against no patrol." : ""), first: "  ", rest: "  ")
  }

  private static func share(_ share: Double?) -> String {
    share.map { NumberText.number(100 * $0) + "%" } ?? "–"
  }
}
