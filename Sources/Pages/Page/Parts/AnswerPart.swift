// SPDX-License-Identifier: GPL-3.0-or-later

import CrimeModel
import Evaluation
import PatrolModel
import Questions

/// The answer in one paragraph, and how sure it is.
enum AnswerPart {
  static func html(_ source: ReportSource) -> HTML {
    let alarms = alarms(source).map { "<p class=\"alarm\" role=\"alert\">\($0)</p>" as HTML }
    return """
      <section id="answer" aria-labelledby="answer-title">
      <h2 id="answer-title">The answer</h2>
      \(alarms)
      <p class="answer">\(HTML.joined(sentences(source).map { "\($0)" }, separator: " "))</p>
      \(figures(source))
      <aside class="sure" aria-labelledby="sure-title">
      <h3 id="sure-title">How sure are we?</h3>
      <ul>
      \(doubts(source).map { "<li>\(HTML.prose($0))</li>" as HTML })
      </ul>
      </aside>
      </section>
      """
  }

  /// The answer, sentence by sentence.
  static func sentences(_ source: ReportSource) -> [String] {
    let data = source.data
    guard let best = data.best, let result = data.comparison.strategies.first(where: { $0.strategy == best })
    else { return ["Only the campaign without extra patrol was simulated. There is nothing to compare."] }
    return [
      setting(source), effect(data, result), order(data, result), bound(data, result),
      source.scenario.hasPlacesRoundTargets ? everywhere(data, result) : Scenario.nowhereToGo,
      cost(data, best),
      claim(data, result),
    ].compactMap(\.self)
  }

  private static func setting(_ source: ReportSource) -> String {
    let phases = source.scenario.phases
    let count = source.data.comparison.replicationCount
    return
      "\(NumberText.count(count, "simulated campaign")) of \(NumberText.count(phases.campaignWeeks, "week")) from "
      + "\(longDate(phases.campaignStart)), with the same potential crime under every strategy."
  }

  private static func effect(_ data: ReportData, _ result: StrategyResult) -> String? {
    guard let effect = result.effect(on: data.rankedBy, in: .targets), let percent = effect.percent.value
    else {
      return nil
    }
    let outcome = data.rankedBy.rawValue
    let unit = data.rankedBy == .crime ? "offences" : "days of harm"
    let averted = effect.averted.value.map { ", \(NumberText.number($0)) \(unit) a campaign" } ?? ""
    guard !isChance(effect.percent) else {
      let first =
        data.ranked.count > 1
        ? "No strategy had an effect beyond chance. \(result.strategy), the first of them, changed"
        : "\(result.strategy) changed"
      return
        "\(first) \(outcome) in the targets by \(range(effect.percent, unit: "%")), which is no more than chance could explain."
    }
    let lead = data.ranked.count > 1 ? "\(result.strategy) did best: it" : result.strategy
    return percent >= 0
      ? "\(lead) averted \(range(effect.percent, unit: "%")) of the \(outcome) that the targets would have had without extra "
        + "patrol\(averted)."
      : "\(lead) left the targets with \(range(effect.percent, unit: "%", isMagnitude: true)) more \(outcome) than without extra "
        + "patrol."
  }

  /// Whether an estimate is statistically indistinguishable from 0.
  private static func isChance(_ estimate: Estimate) -> Bool { estimate.holdsZero ?? (estimate.value == 0) }

  /// Which of the others are statistically indistinguishable from the best, and how far the rest is behind.
  private static func order(_ data: ReportData, _ result: StrategyResult) -> String? {
    guard let effect = result.effect(on: data.rankedBy, in: .targets), !isChance(effect.percent) else {
      return nil
    }
    let others = data.ranked.filter { $0 != result.strategy && !data.truthInformed.contains($0) }
    var (equal, behind): ([String], [(String, Double)]) = ([], [])
    for other in others {
      let difference = data.comparison.difference(
        of: result.strategy, over: other, on: data.rankedBy, in: .targets)
      guard let points = difference?.percentagePoints.value, let chance = difference?.adjustedPValue else {
        continue
      }
      if chance > 1 - data.comparison.level { equal.append(other) } else { behind.append((other, points)) }
    }
    var parts: [String] = []
    if !equal.isEmpty { parts.append("is statistically indistinguishable from \(list(equal))") }
    if let least = behind.first {
      let rest = behind.count > 1 ? "\(least.0), and all others by more" : least.0
      parts.append("is \(NumberText.number(least.1, decimals: 1)) percentage points ahead of \(rest)")
    }
    return parts.isEmpty ? nil : "It \(list(parts))."
  }

  /// What a strategy that knows the truth averted: how much better targeting could be at most.
  private static func bound(_ data: ReportData, _ result: StrategyResult) -> String? {
    guard let name = data.ranked.first(where: { data.truthInformed.contains($0) }), name != result.strategy,
      let effect = data.comparison.strategies.first(where: { $0.strategy == name })?
        .effect(on: data.rankedBy, in: .targets), effect.percent.value != nil
    else { return nil }
    return
      "\(name) averted \(range(effect.percent, unit: "%")), but it knows the true crime rates and no force does."
  }

  private static func everywhere(_ data: ReportData, _ result: StrategyResult) -> String? {
    guard let effect = result.effect(on: data.rankedBy, in: .everywhere), let percent = effect.percent.value
    else {
      return nil
    }
    let displaced =
      result.displacedPercent.value == nil
      ? ""
      : " Of the offences it deterred, \(range(result.displacedPercent, unit: "%")) were displaced: they happened elsewhere or later."
    guard !isChance(effect.percent) else {
      return
        "With displacement included, the change in \(data.rankedBy.rawValue) everywhere is no more than chance could explain."
        + displaced
    }
    let change = range(effect.percent, unit: "%", isMagnitude: percent < 0)
    return
      "With displacement included, \(data.rankedBy.rawValue) everywhere \(percent >= 0 ? "fell" : "rose") by \(change)."
      + displaced
  }

  private static func cost(_ data: ReportData, _ best: String) -> String? {
    guard let cost = data.costs.first(where: { $0.strategy == best }), let pounds = cost.pounds.value else {
      return nil
    }
    let each = cost.cost(in: .everywhere)?.poundsPerCrime
    let crime =
      each?.value == nil ? "" : ", \(NumberText.money(each ?? Estimate(exactly: 0))) for each crime averted"
    return "The patrols cost £\(NumberText.number(pounds))\(crime)."
  }

  private static func claim(_ data: ReportData, _ result: StrategyResult) -> String? {
    guard let method = result.performance(of: .beforeAfter), let claim = method.claim.value,
      let truth = method.truth.value
    else { return nil }
    let spread =
      method.lowest.value.flatMap { low in
        method.highest.value.map {
          " (between \(NumberText.number(low))% and \(NumberText.number($0))% in 95 of 100 campaigns)"
        }
      } ?? ""
    let change = "a \(claim >= 0 ? "fall" : "rise") of \(NumberText.number(abs(claim), decimals: 1))%"
    let isMean = data.comparison.replicationCount > 1
    return
      "A before-and-after comparison of recorded crime would have claimed \(change)\(isMean ? " on average" : "")\(spread). "
      + "The true effect of patrol was \(NumberText.number(truth, decimals: 1))% of the crime."
  }

  /// The few numbers that are read first.
  private static func figures(_ source: ReportSource) -> HTML {
    let data = source.data
    guard let best = data.best, let result = data.comparison.strategies.first(where: { $0.strategy == best })
    else {
      return ""
    }
    let cost = data.costs.first { $0.strategy == best }?.cost(in: .everywhere)?.poundsPerCrime
    let outcome = data.rankedBy.rawValue
    let cells: [(String, HTML)] = [
      ("\(outcome) averted in the targets", percent(result.effect(on: data.rankedBy, in: .targets)?.percent)),
      ("\(outcome) averted everywhere", percent(result.effect(on: data.rankedBy, in: .everywhere)?.percent)),
      ("of deterred offences displaced", percent(result.displacedPercent)),
      (
        "for each crime averted",
        cost?.value == nil ? "–" : "\(NumberText.money(Estimate(exactly: cost?.value ?? 0)))"
      ),
    ]
    let items = cells.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
    return "<dl class=\"figures\">\(items)</dl>"
  }

  private static func percent(_ estimate: Estimate?) -> HTML { cell(estimate, unit: "%") }

  private static func alarms(_ source: ReportSource) -> [String] {
    var alarms: [String] = []
    if !source.manifest.complete {
      alarms.append(
        "Incomplete: interrupted after \(source.manifest.replicationsDone) of \(source.manifest.replicationsAsked) campaigns."
      )
    }
    if !source.data.comparison.officerHours.isEqual {
      alarms.append("Officer hours differ between strategies, so the comparison is not fair.")
    }
    return alarms
  }

  private static func doubts(_ source: ReportSource) -> [String] {
    let data = source.data
    let count = data.comparison.replicationCount
    let chance =
      count > 1
      ? "Intervals are 95%. They show chance alone, over \(NumberText.count(count, "simulated campaign")). They do not show whether "
        + "the model is right. To test that, compare presets (`--preset`) and read the assumptions below."
      : "One campaign was simulated. There are no intervals, so an effect can't be separated from chance."
    let stopping = source.manifest.stopping.map { ["\($0.sentence) \(StoppingOutcome.caveat)"] } ?? []
    return [chance] + stopping + data.assumptions
  }

  /// Returns an estimate with its interval in words: `27.5% (27.0 to 28.0)`.
  private static func range(_ estimate: Estimate, unit: String, isMagnitude: Bool = false) -> String {
    guard let value = estimate.value else { return "an unknown part" }
    func text(_ number: Double) -> String {
      NumberText.number(isMagnitude ? abs(number) : number, decimals: 1)
    }
    guard let lower = estimate.lower, let upper = estimate.upper else { return "\(text(value))\(unit)" }
    return
      "\(text(value))\(unit) (\(text(isMagnitude ? upper : lower)) to \(text(isMagnitude ? lower : upper)))"
  }
}
