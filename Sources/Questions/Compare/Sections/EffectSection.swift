// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// The tables of the effect of each strategy.
enum EffectSection {
  /// Returns the table of the targets, with what patrol cost.
  static func targets(
    _ result: ExperimentResult, of scenario: Scenario, _ style: TextStyle
  ) -> [String] {
    let comparison = result.comparison
    let lines = sparklines(result, of: scenario)
    var table = TextTable(
      header: [
        ["Strategy", "Crime averted", "Harm averted", "Visits", "Hours"] + (lines.isEmpty ? [] : ["By week"])
      ])
    for strategy in comparison.strategies where !strategy.isCounterfactual {
      table.add(
        [
          strategy.strategy, percent(strategy, .crime, .targets), percent(strategy, .harm, .targets),
          (strategy.visitsPerDay.value.map { NumberText.number($0, decimals: 1) } ?? "–") + "/day",
          (strategy.officerHours.value.map { NumberText.number($0) } ?? "–") + " h",
        ] + (lines.isEmpty ? [] : [lines[strategy.strategy] ?? ""]))
    }
    let gap = DecimalText.trimmed(scenario.operation.gapInHours, decimals: 2)
    let planned = NumberText.number(
      scenario.operation.plannedVisitsPerDay(chosenTargets: scenario.choice?.count), decimals: 1)
    let hours =
      comparison.officerHours.isEqual && comparison.strategies.count > 2
      ? "  Officer hours are equal for all strategies in every replication (checked)." : nil
    return [style.heading("Effect in the targets, against the same replications without patrol")]
      + table.lines(style: style) + without(comparison, .targets)
      + wrapped(
        "Planned visits: \(planned)/day, one to each target every \(gap) h of duty. Spare time is used for more visits. "
          + "A unit that stays for a second visit counts as two. Hours: officer hours."
          + (lines.isEmpty
            ? ""
            : " By week: fall in recorded crime against no patrol, from none (▁) to the largest (█), in the campaign and the weeks "
              + "after."),
        first: "  ", rest: "  ")
      + (hours.map { [$0] } ?? [])
  }

  /// The most weeks that a line shows one by one; of longer campaigns some are taken together.
  private static let mostSteps = 10

  /// Returns a line for each strategy of how many fewer offences were recorded in the targets, week by week; none where
  /// weeks were not kept.
  private static func sparklines(_ result: ExperimentResult, of scenario: Scenario) -> [String: String] {
    let strategies = result.comparison.strategies
    guard let without = strategies.firstIndex(where: \.isCounterfactual),
      result.areaWeeks.count == strategies.count
    else { return [:] }
    // The weeks after the campaign show how the effect ends.
    let weeks = scenario.phases.campaignWeeks + scenario.phases.afterWeeks
    let steps = min(weeks, mostSteps)
    var lines: [String: String] = [:]
    for (strategy, tallies) in zip(strategies, result.areaWeeks) where !strategy.isCounterfactual {
      let falls = zip(result.areaWeeks[without][.targets], tallies[.targets]).prefix(weeks)
        .map { $0.mean - $1.mean }
      guard steps > 1, falls.count == weeks else { continue }
      lines[strategy.strategy] = Sparkline.text(
        (0..<steps).map { step in
          let own = falls[step * weeks / steps..<(step + 1) * weeks / steps]
          return own.reduce(0, +) / Double(own.count)
        })
    }
    return lines
  }

  /// Returns the table of all places, with what was displaced.
  static func everywhere(_ comparison: Comparison, of scenario: Scenario, _ style: TextStyle) -> [String] {
    guard scenario.hasPlacesRoundTargets else { return wrapped(Scenario.nowhereToGo) }
    var table = TextTable(header: [
      ["Strategy", "Crime averted", "Harm averted", "Displaced", "WDQ"]
    ])
    var notes = [
      "Displaced: % of deterred offences that happened elsewhere or later. WDQ: weighted displacement quotient, from "
        + "recorded crime; below 0 means displacement, above 0 diffusion of benefit."
    ]
    for strategy in comparison.strategies where !strategy.isCounterfactual {
      table.add([
        strategy.strategy, percent(strategy, .crime, .everywhere), percent(strategy, .harm, .everywhere),
        NumberText.estimate(strategy.displacedPercent, unit: "%"),
        NumberText.estimate(strategy.weightedDisplacementQuotient, decimals: 2),
      ])
      if let reason = strategy.weightedDisplacementQuotient.undefined {
        notes.append("\(strategy.strategy): \(reason).")
      }
    }
    let deploying = comparison.strategies.filter {
      !$0.isCounterfactual && $0.weightedDisplacementQuotient.undefined == nil
    }
    if let share = deploying.map(\.quotientUndefinedShare).max(), share > 0.05 {
      notes.append(
        "WDQ is pooled. By themselves up to \(NumberText.number(100 * share))% of replications have none, so it says little here."
      )
    }
    return [style.heading("Effect everywhere, displacement included")] + table.lines(style: style)
      + without(comparison, .everywhere) + notes.flatMap { wrapped($0, first: "  ", rest: "  ") }
  }

  private static func percent(_ strategy: StrategyResult, _ outcome: Outcome, _ area: Area) -> String {
    strategy.effect(on: outcome, in: area).map { NumberText.estimate($0.percent, unit: "%") } ?? "–"
  }

  /// Returns how much crime and harm there was without patrol.
  private static func without(_ comparison: Comparison, _ area: Area) -> [String] {
    guard let strategy = comparison.strategies.first,
      let crime = strategy.effect(on: .crime, in: area)?.without.value,
      let harm = strategy.effect(on: .harm, in: area)?.without.value
    else { return [] }
    return [
      "  Without patrol: \(NumberText.number(crime)) offences and \(NumberText.number(harm)) days of harm."
    ]
  }
}
