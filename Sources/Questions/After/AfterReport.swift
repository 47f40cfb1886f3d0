// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Tables

/// The report on what is left of an effect after the campaign, for a terminal of 80 columns.
public struct AfterReport {
  let after: AfterStudy
  let result: AfterStudyResult
  let style: TextStyle

  public init(_ after: AfterStudy, result: AfterStudyResult, style: TextStyle = .plain) {
    self.after = after
    self.result = result
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  public var text: String {
    let strategies = result.strategies.flatMap { [decay($0), kept($0)] }
    let sections = [introduction, alarm] + strategies + [notes, leans]
    return style.text(sections)
  }

  private var introduction: [String] {
    let experiment = after.study.experiment
    let scenario = experiment.scenario
    return [style.heading("\(oneLine(scenario.name)): after the campaign")]
      + wrapped(
        "\(NumberText.count(result.replicationCount, "replication")), seed \(experiment.seed), preset "
          + "\(scenario.deterrence.preset.rawValue). Campaign of "
          + "\(NumberText.count(scenario.phases.campaignWeeks, "week")), then "
          + "\(NumberText.count(after.weeks, "week")) in which a share of the "
          + "\(NumberText.count(scenario.operation.units.count, "unit")) continues to patrol. Targets only. Intervals are 95%, "
          + "shown as ± or in brackets.")
  }

  private var alarm: [String] {
    result.isComplete
      ? []
      : wrapped(interrupted(after: result.replicationCount, of: result.requestedCount)).map(style.alarm)
  }

  /// The first week day by day, then weeks by their first day.
  private func decay(_ strategy: AfterResult) -> [String] {
    let days = strategy.shares[0].days.indices.filter { $0 < 7 || $0 % 7 == 0 }
    // So many columns of numbers fit beside the day.
    let shares = strategy.shares.prefix(4)
    var table = TextTable(header: [["Day after"] + shares.map { "\(percent($0)) of units" }])
    for day in days {
      table.add(["\(day + 1)"] + shares.map { NumberText.estimate($0.days[day], unit: "%") })
    }
    return [style.heading("\(strategy.strategy): crime averted, by day after the campaign")]
      + table.lines(style: style) + ending(strategy).flatMap { wrapped($0, first: "  ", rest: "  ") }
  }

  private func ending(_ strategy: AfterResult) -> [String] {
    let campaign =
      "During the campaign: \(NumberText.estimate(strategy.campaignPercent, unit: "%")) of crime averted."
    let half = strategy.halfLifeInDays
    let life: String
    if let value = half.value {
      let range =
        half.lower.flatMap { lower in
          half.upper.map { " (\(days(lower))–\(days($0)))" }
        } ?? ""
      life = "Without further patrol, the half-life of the effect is \(days(value))\(range) days."
    } else {
      life = "Half-life: \(half.undefined ?? "unknown")."
    }
    return [campaign, "\(life) \(gone(strategy))"]
  }

  private func gone(_ strategy: AfterResult) -> String {
    guard result.replicationCount > 1 else { return "One replication has no intervals." }
    guard let day = strategy.goneFromDay else {
      return "The effect is distinguishable from 0 until the last day."
    }
    return day == 1
      ? "No effect is distinguishable from 0 from the first day."
      : "From day \(day), the effect is statistically indistinguishable from 0."
  }

  private func days(_ number: Double) -> String { NumberText.number(number, decimals: 1) }

  private func percent(_ share: AfterShare) -> String {
    DecimalText.trimmed(100 * share.share, decimals: 1) + "%"
  }

  private func kept(_ strategy: AfterResult) -> [String] {
    var table = TextTable(header: [
      ["Share", "Units", "Averted after", "Effect kept", "Officer hours", "Cost"]
    ])
    for share in strategy.shares {
      table.add([
        percent(share), "\(share.units)", NumberText.estimate(share.crimePercent, unit: "%"),
        NumberText.estimate(share.keptPercent, decimals: 0, unit: "%"),
        (share.officerHours.value.map { NumberText.number($0) } ?? "–") + " h",
        NumberText.money(Estimate(exactly: share.pounds.value ?? 0)),
      ])
    }
    let answers = [(0.5, "half"), (0.8, "80%")].map { part, words in
      guard let share = strategy.smallestShare(keeping: part) else {
        return "None of these shares keeps \(words) of the effect."
      }
      let of = after.study.experiment.scenario.operation.units.count
      return
        "Smallest share that keeps \(words) of the effect: \(percent(share)) (\(share.units) of \(of) units)."
    }
    return [style.heading("\(strategy.strategy): effect kept by a ringfenced share of units")]
      + table.lines(style: style)
      + answers.flatMap { wrapped($0, first: "  ", rest: "  ") }
  }

  private var notes: [String] {
    let pounds = DecimalText.trimmed(after.costPerHour.pounds, decimals: 2)
    return [style.heading("How to read this")]
      + wrapped(
        "Averted: % of crime without patrol on the same days, pooled over replications. Half-life: from an exponential decay "
          + "fitted to the daily figures without patrol after the campaign. The effect ends where neither the day nor "
          + "the week that it starts is distinguishable from 0. More replications show the effect for longer.",
        first: "  • ", rest: "    ")
      + wrapped(
        "Effect kept: the effect in all weeks after the campaign, as % of the effect during it. Both are shares of crime "
          + "without patrol. A share is rounded to whole units, in the scenario's order. Where these belong to one "
          + "team, the targets of other teams get no visit. Cost: £\(pounds) per officer hour, an assumption.",
        first: "  • ", rest: "    ")
  }

  private var leans: [String] {
    [style.heading("Assumptions")]
      + after.study.assumptions.flatMap { wrapped($0, first: "  • ", rest: "    ") }
  }
}
