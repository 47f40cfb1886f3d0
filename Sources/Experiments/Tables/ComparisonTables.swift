// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// The tables of a comparison, one estimate a row.
public enum ComparisonTables {
  static let estimateColumns = [
    Column("estimate", "The estimate; empty where it is undefined"),
    Column("lower", "The lower bound of its 95 % interval"),
    Column("upper", "The upper bound of its 95 % interval"),
    Column("standard_error", "Its Monte Carlo standard error"),
  ]

  static let comparisonColumns =
    [
      Column("strategy", "The strategy"),
      Column("measure", "What is estimated"),
      Column("area", "targets, buffers, controls or everywhere; empty where it doesn't apply"),
      Column("unit", "The unit of the estimate"),
    ] + estimateColumns + [Column("undefined", "Why there is no estimate")]

  static let differenceColumns =
    [
      Column("outcome", "crime or harm"),
      Column("area", "targets or everywhere"),
      Column("first", "The strategy whose effect comes first"),
      Column("second", "The strategy whose effect is subtracted"),
      Column("unit", "The unit of the estimate"),
    ] + estimateColumns + [
      Column("p_value", "Two-sided p value of no difference, paired t test"),
      Column("p_value_holm", "The same, adjusted by Holm for all pairs of the outcome and area"),
      Column("variance_reduction", "How many times as many unpaired replications the same precision takes"),
    ]

  /// Returns `comparison.csv`: a row for each strategy and measure.
  public static func comparison(_ comparison: Comparison) -> [UInt8] {
    var text = CSVText(header: comparisonColumns)
    for strategy in comparison.strategies {
      for row in rows(of: strategy) + chances(of: strategy, comparison) {
        text.add(strategy.strategy)
        text.add(row.measure)
        text.add(row.area)
        text.add(row.unit)
        add(row.estimate, to: &text)
        text.add(row.estimate.undefined ?? "")
        text.endRow()
      }
    }
    return text.take()
  }

  /// Returns `differences.csv`: a row for each pair of strategies, outcome and area.
  public static func differences(_ comparison: Comparison) -> [UInt8] {
    var text = CSVText(header: differenceColumns)
    for difference in comparison.differences {
      text.add(difference.outcome.rawValue)
      text.add(difference.area.rawValue)
      text.add(difference.first)
      text.add(difference.second)
      text.add("percentage points")
      add(difference.percentagePoints, to: &text)
      text.add(difference.pValue, decimals: 9)
      text.add(difference.adjustedPValue, decimals: 9)
      text.add(difference.varianceReduction, decimals: 3)
      text.endRow()
    }
    return text.take()
  }

  static func add(_ estimate: Estimate, to text: inout CSVText) {
    for number in [estimate.value, estimate.lower, estimate.upper, estimate.standardError] {
      text.add(number)
    }
  }

  /// Returns what averted the crime averted everywhere.
  private static func causes(of strategy: StrategyResult) -> [Row] {
    guard !strategy.isCounterfactual else { return [] }
    return strategy.causes.flatMap { result -> [Row] in
      let name = "crime averted by \(result.cause.words)"
      return [
        (name, "everywhere", "offences", result.averted),
        (name, "everywhere", "% of averted", result.percent),
      ]
    }
  }

  /// Returns redirections by cause and the share that paid, of causes that there were.
  private static func redirections(of strategy: StrategyResult) -> [Row] {
    strategy.redirectionsByCause.filter { ($0.count.value ?? 0) > 0 }.flatMap { result -> [Row] in
      let name = "redirections for \(result.cause.words)"
      return [(name, "", "", result.count), ("\(name) that paid", "", "%", result.paidPercent)]
    }
  }

  /// Returns the probabilities of being best.
  private static func chances(of strategy: StrategyResult, _ comparison: Comparison) -> [Row] {
    comparison.rankings.compactMap { ranking in
      ranking.place(of: strategy.strategy)?.probabilityOfBeingBest.map { chance in
        (
          "probability of being best, \(ranking.outcome.rawValue) averted", ranking.area.rawValue, "share",
          Estimate(exactly: chance)
        )
      }
    }
  }

  private typealias Row = (measure: String, area: String, unit: String, estimate: Estimate)

  private static func rows(of strategy: StrategyResult) -> [Row] {
    let effects = strategy.effects.flatMap { effect -> [Row] in
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
}
