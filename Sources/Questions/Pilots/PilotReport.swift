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
      outcome.effectPercent.map { "a true fall of \(NumberText.number($0, decimals: 1)) %" }
      ?? "the preset \(outcome.preset)"
    var lines = [style.heading("Can a pilot in \(oneLine(outcome.scenario)) show anything?")]
    lines += wrapped(
      "\(NumberText.count(outcome.replications, "simulated pilot")) of each size\(time), seed \(outcome.seed), under \(effect). "
        + "Asked for: power \(percent(outcome.power)) in a one-sided test at \(percent(outcome.rules.level))."
    )
    if !outcome.complete {
      lines += wrapped("INCOMPLETE: interrupted before all were finished.").map(style.alarm)
    }
    return lines
  }

  /// What to do, in plain words.
  private var advice: [String] {
    let budget = outcome.budgetInHours.map { " within \(NumberText.number($0)) officer hours" } ?? ""
    let text: String
    switch outcome.advice {
    case .run(let result):
      text =
        "Run this: \(plan(result)). It finds the effect in \(percent(result.power)) of pilots, takes about "
        + "\(NumberText.number(result.officerHours)) officer hours (\(cost(result))), and takes the fewest hours of those whose power "
        + "reaches what is asked beyond chance (the lower bound of its interval).\(doubts(result))"
    case .none(let closest?):
      text =
        "None of these pilots\(budget) finds the effect as often as asked. The closest is \(plan(closest)), with a power of "
        + "\(percent(closest.power)) for about \(NumberText.number(closest.officerHours)) officer hours (\(cost(closest))). That is a result: a "
        + "pilot of this size that finds nothing would not show that patrol does nothing. Ask for more streets or weeks, or don't run it."
    case .none(nil):
      text =
        "None of these pilots\(budget) can be trusted: each has no result, or finds an effect where nobody patrols more often than its "
        + "level allows."
    }
    return [style.heading("What to do")] + wrapped(text, first: "  ", rest: "  ")
  }

  /// What speaks against a plan that suffices, in sentences with a space in front; nothing where nothing does.
  private func doubts(_ result: PilotResult) -> String {
    var doubts = ""
    if let alarms = result.falseAlarms.value, alarms > outcome.rules.level {
      doubts +=
        " Where nobody patrols it found an effect in \(percent(result.falseAlarms)) of pilots, more than the "
        + "\(percent(outcome.rules.level)) of its test: these replications can't tell that from chance, more of them could."
    }
    if let bias = result.bias.value, let truth = result.truth.value, result.bias.holdsZero == false {
      let side = (bias < 0) == (truth > 0) ? "less" : "more"
      doubts +=
        " On average it shows \(NumberText.number(abs(bias), decimals: 1)) points \(side) than the true "
        + "\(NumberText.number(truth, decimals: 1)) %."
    }
    return doubts
  }

  private func plan(_ result: PilotResult) -> String {
    let plan = result.plan
    return
      "\(plan.design.words); \(NumberText.count(plan.streets, "street")) for \(NumberText.count(plan.weeks, "week")), "
      + "\(NumberText.count(plan.visitsPerDay, "visit")) a street and day on"
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
        result.leastEffectPercent.map { NumberText.number($0) + " %" } ?? "–",
        result.truth.value.map { NumberText.number($0) + " %" } ?? "–",
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
        "\(missing.count) more have no result: \(reasons.joined(separator: "; ")).", first: "  ", rest: "  ")
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
      "Shown for each number of streets and weeks: the fewest visits that reach the power asked for, or else the most looked at; pilot.csv has all. "
        + "Power: pilots that find a fall, ± \(NumberText.number(100 * width)) points at most. False: pilots that find one where nobody patrols; more than "
        + "\(percent(outcome.rules.level)) can't be trusted. Least: the smallest effect that is found as often as asked. Truth: crime averted on the "
        + "streets and days on. Bias: what the analysis finds less that, in points. Hours: of officers on patrol, travel included."
    )
  }

  private var regression: [String] {
    let known = outcome.regression.filter { $0.fallPercent.value != nil }
    guard !known.isEmpty else {
      return [style.heading("Regression to the mean")]
        + wrapped(
          "It can't be told: the scenario has too few places to choose from, three for each street at least.",
          first: "  ",
          rest: "  ")
    }
    var table = TextTable(header: [["Chosen as the worst", "on 13 weeks", "on 52 weeks"]])
    for count in Array(Set(known.map(\.places))).sorted() {
      let cells = [13, 52].map { weeks in
        known.first { $0.places == count && $0.windowInWeeks == weeks }
          .map { NumberText.estimate($0.fallPercent, unit: "%") } ?? "–"
      }
      table.add(["\(count) of \(known[0].candidates) places"] + cells)
    }
    return [style.heading("Regression to the mean: how far chosen places fall by themselves")]
      + table.lines(style: style)
      + wrapped(
        "Recorded crime in the 26 weeks after against the weeks they were chosen by, without patrol and beyond what all places did.",
        first: "  ", rest: "  ")
  }

  private var leans: [String] {
    [style.heading("What this leans on")]
      + outcome.assumptions.flatMap { wrapped($0, first: "  • ", rest: "    ") }
  }

  private func percent(_ share: Double) -> String { NumberText.number(100 * share) + " %" }
  private func percent(_ share: Estimate) -> String { share.value.map(percent) ?? "–" }
}
