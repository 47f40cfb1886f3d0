// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// Results of evaluation methods on recorded crime: without patrol, and under the best strategy.
enum MethodSection {
  static func lines(_ result: ExperimentResult, of study: Study, by outcome: Outcome, _ style: TextStyle)
    -> [String]
  {
    let comparison = result.comparison
    let strategies = comparison.strategies
    let best =
      study.experiment.best(comparison, by: outcome).flatMap { best in
        strategies.first { $0.strategy == best }
      } ?? strategies.first { !$0.isCounterfactual }
    let shown = [strategies.first { $0.isCounterfactual }, best].compactMap { $0 }.filter(hasClaim)
    guard !shown.isEmpty else { return [] }
    var lines = [style.heading("Evaluation claims from recorded crime in the targets")]
    for strategy in shown { lines += table(strategy, style) }
    lines += wrapped(
      "Claim: mean fall in recorded crime. 95% range: claims of 19 in 20 campaigns. Bias: claim minus true effect, in percentage points. "
        + "Covers: how often the 95% interval contains the true effect. Finds: how often the fall is significant (5%, "
        + "two-sided). Without patrol these are false alarms; 2.5% are expected. Before and after: against "
        + "\(comparison.baseline.description). methods.csv has every strategy.", first: "  ", rest: "  ")
    return lines + regression(shown, study) + undefined(shown)
  }

  private static func hasClaim(_ strategy: StrategyResult) -> Bool {
    strategy.methods.contains { $0.claim.value != nil }
  }

  private static func table(_ strategy: StrategyResult, _ style: TextStyle) -> [String] {
    let title = strategy.isCounterfactual ? "Without patrol" : "Under \(strategy.strategy)"
    var table = TextTable(header: [[title, "Claim", "95% range", "Bias, pp", "Covers", "Finds"]])
    for method in strategy.methods where method.claim.value != nil {
      table.add([
        method.method.words, NumberText.estimate(method.claim, unit: "%"), range(method),
        NumberText.estimate(method.bias, isSigned: true), percent(method.coverage),
        percent(method.fallsFound),
      ])
    }
    return table.lines(style: style)
  }

  private static func range(_ method: MethodPerformance) -> String {
    guard let lowest = method.lowest.value, let highest = method.highest.value else { return "–" }
    return "\(NumberText.number(lowest)) to \(NumberText.number(highest))%"
  }

  private static func percent(_ share: Estimate) -> String {
    share.value.map { NumberText.number(100 * $0) + "%" } ?? "–"
  }

  /// Names regression to the mean, which shows only where targets are chosen by what was recorded.
  private static func regression(_ shown: [StrategyResult], _ study: Study) -> [String] {
    let without = shown.first { $0.isCounterfactual }
    guard let fall = without?.performance(of: .beforeAfter)?.claim, fall.value != nil else { return [] }
    let text =
      study.experiment.scenario.choice == nil
      ? "Regression to the mean is zero here: the scenario names its targets, so no bad year selects them. To see it, have "
        + "targets chosen in each replication (key choose)."
      : "Regression to the mean: targets chosen on their record fall by "
        + "\(NumberText.estimate(fall, unit: "%")) without any patrol."
    return wrapped(text, first: "  ", rest: "  ")
  }

  /// Says why methods have no result, where they have none.
  private static func undefined(_ shown: [StrategyResult]) -> [String] {
    let methods = (shown.last?.methods ?? []).filter { $0.claim.value == nil }
    guard !methods.isEmpty else { return [] }
    var reasons: [String] = []
    for reason in methods.map({ $0.undefined ?? "no result" }) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    reasons = reasons.map { reason in
      let names = methods.filter { ($0.undefined ?? "no result") == reason }.map(\.method.words)
      return "\(names.joined(separator: ", ")): \(reason)"
    }
    return wrapped("No result: \(reasons.joined(separator: "; ")).", first: "  ", rest: "  ")
  }
}
