// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// Costs of strategies, the cost of a crime averted, and response times.
enum CostSection {
  static func lines(_ result: ExperimentResult, of experiment: Experiment, _ style: TextStyle) -> [String] {
    let costs = CostResult.all(
      result.replications, frame: experiment.frame, costPerHour: experiment.costPerHour)
    guard let first = costs.first else { return [] }
    let areas = experiment.scenario.hasPlacesRoundTargets ? Comparison.areas.reversed() : [.targets]
    let tables = areas.map { table(costs, $0, style) }
    let range = CostPerHour.usualRange
    let pounds = first.costPerHour.pounds
    return [style.heading("Costs, at £\(DecimalText.trimmed(pounds, decimals: 2)) per officer hour")]
      + Array(tables.joined())
      + wrapped(
        spent(costs)
          + " £ a crime, £ a harm day: cost of the operation divided by crime or harm averted, with Fieller's interval. "
          + "Saved: police cost of the recorded crime averted (Home Office 2022–23); \"chance\" where the interval includes 0. "
          + "Two things are assumed. One is which offences each crime type covers. The other is the cost of an hour: at "
          + "£\(Int(range.lowerBound))–\(Int(range.upperBound)), costs are "
          + "\(DecimalText.fixed(range.lowerBound / pounds, decimals: 2))–"
          + "\(DecimalText.fixed(range.upperBound / pounds, decimals: 2)) times as large.\(uncosted(first))",
        first: "  ", rest: "  ")
      + notes(costs).flatMap { wrapped($0, first: "  ", rest: "  ") } + responses(costs, style)
  }

  private static func table(_ costs: [CostResult], _ area: Area, _ style: TextStyle) -> [String] {
    var table = TextTable(header: [
      [area == .targets ? "In targets" : "Everywhere", "£ a crime", "£ a harm day", "Saved"]
    ])
    for cost in costs {
      guard let own = cost.cost(in: area) else { continue }
      let share = own.savedPercent.value.map { ", \(NumberText.number($0))%" } ?? ""
      let isChance = own.policeCostSaved.holdsZero ?? false && own.policeCostSaved.value != 0
      table.add([
        cost.strategy, each(own.poundsPerCrime), each(own.poundsPerHarmDay),
        NumberText.money(Estimate(exactly: own.policeCostSaved.value ?? 0)) + (isChance ? ", chance" : share),
      ])
    }
    return table.lines(style: style)
  }

  /// Says what the operation cost: once where that is the same for all strategies.
  private static func spent(_ costs: [CostResult]) -> String {
    let spent = costs.map { $0.pounds.value.map { "£" + NumberText.number($0) } ?? "–" }
    guard let first = spent.first, spent.contains(where: { $0 != first }) else {
      return "Cost of the operation: \(spent.first ?? "–")."
    }
    return "Cost of the operation: "
      + zip(costs, spent).map { "\($0.0.strategy) \($0.1)" }.joined(separator: ", ") + "."
  }

  private static func each(_ estimate: Estimate) -> String {
    estimate.value == nil ? "–" : NumberText.money(estimate)
  }

  private static func uncosted(_ cost: CostResult) -> String {
    guard let percent = cost.cost(in: .everywhere)?.uncostedPercent.value, percent > 0 else { return "" }
    return
      " \(NumberText.number(percent, decimals: 1))% of recorded crime in all places has no published police cost and is left out."
  }

  /// Says why there is no cost of a crime or a harm day, where there is none.
  private static func notes(_ costs: [CostResult]) -> [String] {
    var reasons: [String] = []
    for area in costs.flatMap(\.areas) {
      for reason in [area.poundsPerCrime, area.poundsPerHarmDay].compactMap(\.undefined)
      where !reasons.contains(reason) { reasons.append(reason) }
    }
    return reasons.isEmpty ? [] : ["–: \(reasons.joined(separator: "; "))."]
  }

  /// Response times by grade, beyond those without patrol.
  private static func responses(_ costs: [CostResult], _ style: TextStyle) -> [String] {
    guard let first = costs.first, !first.responses.isEmpty else { return [] }
    var table = TextTable(header: [["Response, minutes"] + first.responses.map(\.grade.rawValue.capitalized)])
    table.add(
      ["without patrol"]
        + first.responses.map { cell($0.minutesWithout, isSigned: false) })
    for cost in costs {
      table.add([cost.strategy] + cost.responses.map { cell($0.difference, isSigned: true) })
    }
    return [""] + table.lines(style: style)
      + wrapped(
        "For each strategy: minutes longer than without patrol, paired by replication.", first: "  ",
        rest: "  "
      )
  }

  private static func cell(_ estimate: Estimate, isSigned: Bool) -> String {
    estimate.value == nil ? "–" : NumberText.estimate(estimate, decimals: 2, isSigned: isSigned)
  }
}
