// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// What a comparison measured, one estimate a row.
public enum ComparisonTable {
  /// One estimate of a strategy.
  struct Row {
    let strategy: String
    let measure: String
    /// Empty where it doesn't apply.
    let area: String
    let unit: String
    let estimate: Estimate
  }

  static let table = Table<Row>(
    "comparison", "One estimate a row: strategies against the same replications without patrol.",
    key: ["strategy", "measure", "area", "unit"],
    [
      .strategy { $0.strategy },
      Column("measure", "The quantity estimated") { $0.measure },
      Column(
        "area", "targets, buffers, controls or everywhere; empty where it does not apply", mayBeBlank: true
      ) { $0.area },
      Column("unit", "The unit of the estimate", mayBeBlank: true) { $0.unit },
    ]
      + Column.estimates(
        "The estimate: of effects in % the mean over replications of each one's percentage; empty where it is undefined"
      ) { $0.estimate })

  /// Returns `comparison.csv`: a row for each strategy and measure.
  public static func csv(_ comparison: Comparison) -> [UInt8] { table.csv(rows(comparison)) }

  static func rows(_ comparison: Comparison) -> [Row] {
    comparison.strategies.flatMap { strategy in
      (figures(of: strategy) + chances(of: strategy, comparison)).map {
        Row(
          strategy: strategy.strategy, measure: $0.measure, area: $0.area, unit: $0.unit,
          estimate: $0.estimate)
      }
    }
  }

  private typealias Figure = (measure: String, area: String, unit: String, estimate: Estimate)

  private static func figures(of strategy: StrategyResult) -> [Figure] {
    let effects = strategy.effects.flatMap { effect -> [Figure] in
      let (name, area) = (effect.outcome.rawValue, effect.area.rawValue)
      let unit = effect.outcome == .crime ? "offences" : "days"
      return [
        ("\(name) without patrol", area, unit, effect.without),
        ("\(name) averted", area, unit, effect.averted),
        ("\(name) averted", area, "%", effect.percent),
      ]
    }
    return effects + [
      ("deterred", "everywhere", "offences", strategy.deterred),
      ("prevented", "everywhere", "offences", strategy.prevented),
      ("displaced and landed", "everywhere", "offences", strategy.landed),
      ("displaced and stopped", "everywhere", "offences", strategy.stoppedThere),
      ("deterred outside the targets", "everywhere", "offences", strategy.diffused),
      ("displaced share", "everywhere", "%", strategy.displacedPercent),
      ("WDQ", "", "ratio", strategy.weightedDisplacementQuotient),
      ("TNE", "", "offences", strategy.totalNetEffect),
      ("WDD", "", "offences", strategy.weightedDisplacementDifference),
      ("standard error of WDD as one campaign states it", "", "offences", strategy.weightedDisplacementError),
      ("visits", "", "visits/day", strategy.visitsPerDay),
      ("visits to a target", "", "visits/day", strategy.visitsPerTargetAndDay),
      ("officer hours", "", "h", strategy.officerHours),
      ("redirections", "", "", strategy.redirections),
    ] + causes(of: strategy) + redirections(of: strategy) + [
      (
        "claimed fall of recorded crime", "targets", "%",
        strategy.performance(of: .beforeAfter)?.claim ?? Estimate(undefined: "there is none")
      )
    ]
  }

  /// Returns what averted the crime averted everywhere.
  private static func causes(of strategy: StrategyResult) -> [Figure] {
    guard !strategy.isCounterfactual else { return [] }
    return strategy.causes.flatMap { result -> [Figure] in
      let name = "crime averted by \(result.cause.words)"
      return [
        (name, "everywhere", "offences", result.averted),
        (name, "everywhere", "% of averted", result.percent),
      ]
    }
  }

  /// Returns redirections by cause and the share that paid, of causes that there were.
  private static func redirections(of strategy: StrategyResult) -> [Figure] {
    strategy.redirectionsByCause.filter { ($0.count.value ?? 0) > 0 }.flatMap { result -> [Figure] in
      let name = "redirections for \(result.cause.words)"
      return [(name, "", "", result.count), ("\(name) that paid", "", "%", result.paidPercent)]
    }
  }

  /// Returns the probabilities of being best.
  private static func chances(of strategy: StrategyResult, _ comparison: Comparison) -> [Figure] {
    comparison.rankings.compactMap { ranking in
      ranking.place(of: strategy.strategy)?.probabilityOfBeingBest.map { chance in
        (
          "probability of being best, \(ranking.outcome.rawValue) averted", ranking.area.rawValue, "share",
          Estimate(exactly: chance)
        )
      }
    }
  }
}
