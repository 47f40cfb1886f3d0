// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Tables

/// Which pilots could show anything, for a terminal of 80 columns.
public struct PilotReport {
  let study: PilotStudy
  let outcome: PilotOutcome
  let style: TextStyle

  public init(_ study: PilotStudy, _ outcome: PilotOutcome, style: TextStyle = .plain) {
    self.study = study
    self.outcome = outcome
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameters:
  ///   - folder: Where the results are; left out where they were not stored.
  ///   - durationInSeconds: How long it took, if known.
  public func text(folder: String? = nil, durationInSeconds: Double? = nil) -> String {
    let designs = PilotDesign.allCases.filter { design in
      outcome.results.contains { $0.plan.design == design }
    }
    let sections =
      [introduction(durationInSeconds), advice] + designs.map(table) + [notes, regression, leans]
      + [folder.map { ["Results: \($0)"] } ?? []]
    return style.text(sections)
  }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    let effect =
      outcome.effectPercent.map { "a true fall of \(NumberText.number($0, decimals: 1))%" }
      ?? "the preset \(outcome.preset)"
    var lines = [style.heading("Pilot plans for \(oneLine(outcome.scenario))")]
    lines += wrapped(
      "\(NumberText.count(outcome.replications, "simulated pilot")) of each size\(time), seed \(outcome.seed), under \(effect). "
        + "Required: power of \(percent(outcome.power)) in a one-sided test at the \(percent(outcome.rules.level)) level."
    )
    if !outcome.complete {
      lines += wrapped("INCOMPLETE: interrupted before all pilots had finished.").map(style.alarm)
    }
    return lines
  }

  /// What to do, in plain words.
  private var advice: [String] {
    let budget = outcome.budgetInHours.map { " within \(NumberText.count(Int($0), "officer hour"))" } ?? ""
    let text: String
    switch outcome.advice {
    case .run(let result):
      text =
        "Recommended: \(plan(result)). It detects the effect in \(percent(result.power)) of pilots and needs about "
        + "\(NumberText.number(result.officerHours)) officer hours (\(cost(result))). No pilot with fewer hours has the required power "
        + "(by the lower bound of its interval).\(doubts(result))"
    case .none(let closest?):
      text =
        "No pilot\(budget) has the required power. The closest whose false alarms keep to the level is \(plan(closest)), with a power of "
        + "\(percent(closest.power)) for about \(NumberText.number(closest.officerHours)) officer hours (\(cost(closest))). If such a "
        + "pilot found nothing, that would not show that patrol has no effect. Plan more streets or weeks, or do not run a pilot."
    case .none(nil) where !outcome.results.contains { $0.officerHours <= outcome.budgetInHours ?? .infinity }:
      let least = outcome.results.map(\.officerHours).min() ?? 0
      text =
        "No pilot fits\(budget): the one with the fewest needs about \(NumberText.number(least)) officer hours."
    case .none(nil):
      text =
        "No pilot\(budget) is reliable. Each has no result, or too many false alarms: it detects an effect without patrol more often "
        + "than the level of the test allows."
    }
    return [style.heading("Recommendation")] + wrapped(text, first: "  ", rest: "  ")
  }

  /// What speaks against a plan that suffices, in sentences with a space in front; nothing where nothing does.
  private func doubts(_ result: PilotResult) -> String {
    var doubts = ""
    if let alarms = result.falseAlarms.value, alarms > outcome.rules.level {
      doubts +=
        " False alarms: without patrol it detects an effect in \(percent(result.falseAlarms)) of pilots. The level of the test is "
        + "\(percent(outcome.rules.level)). The difference may be chance; more replications would show."
    }
    if let bias = result.bias.value, let truth = result.truth.value, result.bias.holdsZero == false {
      let side = (bias < 0) == (truth > 0) ? "less" : "more"
      doubts +=
        " Bias: on average it shows \(NumberText.number(abs(bias), decimals: 1)) points \(side) than the true effect of "
        + "\(NumberText.number(truth, decimals: 1))%."
    }
    return doubts
  }

  private func plan(_ result: PilotResult) -> String {
    let plan = result.plan
    return
      "\(plan.design.words); \(NumberText.count(plan.streets, "street")) for \(NumberText.count(plan.weeks, "week")), "
      + "\(NumberText.count(plan.visitsPerDay, "visit")) per street and day on"
  }

  private func cost(_ result: PilotResult) -> String {
    "£\(NumberText.number(result.officerHours * outcome.poundsPerHour))"
  }

  private func table(_ design: PilotDesign) -> [String] {
    var table = TextTable(header: [
      ["Streets, weeks, visits", "Power", "False", "Least", "Truth", "Bias", "Hours", "Cost"]
    ])
    let results = outcome.results.filter { $0.plan.design == design }
    for result in shown(results) {
      let plan = result.plan
      table.add([
        "\(plan.streets), \(plan.weeks), \(plan.visitsPerDay)/day", percent(result.power),
        percent(result.falseAlarms),
        result.leastEffectPercent.map { NumberText.number($0) + "%" } ?? "–",
        result.truth.value.map { NumberText.number($0) + "%" } ?? "–",
        result.bias.value.map { ($0 > 0 ? "+" : "") + NumberText.number($0) } ?? "–",
        NumberText.number(result.officerHours), cost(result),
      ])
    }
    let missing = results.filter { $0.power.value == nil }
    var reasons: [String] = []
    for reason in missing.compactMap(\.undefined) where !reasons.contains(reason) { reasons.append(reason) }
    let without =
      missing.isEmpty
      ? []
      : wrapped(
        "\(NumberText.count(missing.count, "further plan")) without a result: \(reasons.joined(separator: "; ")).",
        first: "  ", rest: "  ")
    let lines = missing.count == results.count ? [] : table.lines(style: style)
    return [style.heading(design.words.prefix(1).uppercased() + design.words.dropFirst())] + lines + without
  }

  /// For each number of streets and weeks the least dose that reaches the power asked for, or the largest where none does.
  private func shown(_ results: [PilotResult]) -> [PilotResult] {
    var shown: [PilotResult] = []
    for result in results where result.power.value != nil {
      if let last = shown.last, last.plan.streets == result.plan.streets, last.plan.weeks == result.plan.weeks
      {
        if (last.power.value ?? 0) < outcome.power { shown[shown.count - 1] = result }
      } else {
        shown.append(result)
      }
    }
    return shown
  }

  private var notes: [String] {
    let width = outcome.results.compactMap(\.power.halfWidth).max() ?? 0
    return wrapped(
      "Each row has the fewest visits with the required power, or else the most visits tried. pilot.csv has all plans. "
        + "Power: % of pilots that detect a fall, ± \(NumberText.number(100 * width)) points at most. False: false alarms, % of pilots that detect a "
        + "fall without patrol; a plan with more than \(percent(outcome.rules.level)) is unreliable. Least: the smallest effect detected with "
        + "the required power. Truth: crime averted on the streets on days on. Bias: estimate minus truth, in percentage points. Hours: officer "
        + "hours on patrol, travel included."
    )
  }

  private var regression: [String] {
    let known = outcome.regression.filter { $0.fallPercent.value != nil }
    guard !known.isEmpty else {
      return [style.heading("Regression to the mean")]
        + wrapped(
          "Not estimated: the scenario has too few places to choose from. It needs at least three for each street.",
          first: "  ",
          rest: "  ")
    }
    var table = TextTable(header: [["Chosen as the worst", "Over 13 weeks", "Over 52 weeks"]])
    for count in Array(Set(known.map(\.places))).sorted() {
      let cells = [13, 52].map { weeks in
        known.first { $0.places == count && $0.windowInWeeks == weeks }
          .map { NumberText.estimate($0.fallPercent, unit: "%") } ?? "–"
      }
      table.add(["\(count) of \(known[0].candidates) places"] + cells)
    }
    return [style.heading("Regression to the mean: fall of chosen places without patrol")]
      + table.lines(style: style)
      + wrapped(
        "Recorded crime in the next 26 weeks against the weeks of the choice, without patrol, beyond the change of all places.",
        first: "  ", rest: "  ")
  }

  private var leans: [String] {
    [style.heading("Assumptions")]
      + outcome.assumptions.flatMap { wrapped($0, first: "  • ", rest: "    ") }
  }

  private func percent(_ share: Double) -> String { NumberText.number(100 * share) + "%" }
  private func percent(_ share: Estimate) -> String { share.value.map(percent) ?? "–" }
}
