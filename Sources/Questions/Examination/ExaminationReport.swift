// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import Tables

/// What was reported for a campaign beside what is simulated, for a terminal of 80 columns.
public struct ExaminationReport {
  let examination: Examination
  let style: TextStyle

  public init(_ examination: Examination, style: TextStyle = .plain) {
    self.examination = examination
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameters:
  ///   - folder: Where the results are; left out where they were not stored.
  ///   - durationInSeconds: How long it took, if known.
  public func text(folder: String? = nil, durationInSeconds: Double? = nil) -> String {
    let claims = examination.claims.enumerated().map { section($1, number: $0 + 1) }
    let sections =
      [introduction(durationInSeconds), summary] + claims + [notes, leans]
      + [folder.map { ["Results: \($0)"] } ?? []]
    return style.text(sections)
  }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    let (campaigns, without) = (
      examination.claims.first?.presets.first?.replications ?? 0,
      examination.claims.first?.chance.replications ?? 0
    )
    let targets =
      examination.choosesTargets
      ? "Each campaign chose its targets from its own record of the year before."
      : "Every campaign has the scenario's own targets, so there is no regression to the mean."
    var lines = [style.heading("Claims for \(oneLine(examination.scenario)), examined")]
    lines += wrapped(
      "\(NumberText.count(campaigns, "campaign")) of \(examination.strategy) under each preset and "
        + "\(NumberText.number(Double(without))) without any patrol\(time), seed \(examination.seed). \(targets)"
    )
    if !examination.complete {
      lines += wrapped("INCOMPLETE: interrupted before all campaigns had finished.").map(style.alarm)
    }
    return lines
  }

  /// The claims side by side: reported, true, and by chance alone.
  private var summary: [String] {
    guard let first = examination.claims.first else { return [] }
    let presets = first.presets.compactMap(\.preset)
    let names = presets.map(ExaminationReport.head)
    var table = TextTable(header: [["Claim"] + ["Reported"] + names + ["Chance"]])
    for (index, claim) in examination.claims.enumerated() {
      table.add(
        ["\(index + 1) \(oneLine(claim.what))", figure(claim.fallPercent)]
          + claim.presets.map { $0.truth.value == nil ? "–" : NumberText.estimate($0.truth, decimals: 0) }
          + [claim.chance.result(of: .beforeAfter).map(chance) ?? "–"])
    }
    return [style.heading("Reported fall and true effect under each preset, %")] + table.lines(style: style)
      + wrapped(
        "Chance: % of campaigns without patrol with a fall as large against the same weeks a year before.",
        first: "  ", rest: "  ")
  }

  private func section(_ claim: ClaimResult, number: Int) -> [String] {
    var lines = wrapped(
      "\(number). \(oneLine(claim.what)): a reported fall of \(figure(claim.fallPercent))%"
    )
    .map(style.heading)
    let targets = NumberText.estimate(claim.targets)
    lines += wrapped(
      "\(targets) targets per campaign. \(oneLine(claim.standsIn))", first: "  ", rest: "  ")
    var table = TextTable(header: [["Method"] + settings(claim).map(\.name)])
    table.add(
      ["truth"]
        + settings(claim).map { setting in
          setting.value.truth.value == nil ? "none" : NumberText.estimate(setting.value.truth)
        })
    for method in EvaluationMethod.allCases {
      let cells = settings(claim).map { setting -> (mean: String, range: String) in
        guard let result = setting.value.result(of: method) else { return ("–", "–") }
        return (result.fall.value.map { NumberText.number($0, decimals: 0) } ?? "–", range(result))
      }
      table.add([method.words] + cells.map { $0.range == "–" ? $0.mean : "\($0.mean) (\($0.range))" })
    }
    lines += table.lines(style: style)
    return lines + wrapped(verdict(claim), first: "  ", rest: "  ")
  }

  /// The settings of a claim with the heads of their columns; without the preset no-effect, which is all but the same as no patrol, where
  /// there are others.
  private func settings(_ claim: ClaimResult) -> [(name: String, value: ClaimSetting)] {
    let others = claim.presets.filter { $0.preset != .null }
    return (others.isEmpty ? claim.presets : others).map { setting in
      (setting.preset.map(ExaminationReport.head) ?? "none", setting)
    } + [("no patrol", claim.chance)]
  }

  /// The name of a preset at the head of a narrow column: its first word, unless that says nothing by itself.
  private static func head(_ preset: DeterrencePreset) -> String {
    guard preset != .null else { return preset.rawValue }
    return preset.rawValue.split(separator: "-").first.map(String.init) ?? preset.rawValue
  }

  private func range(_ result: MethodOfClaim) -> String {
    guard let lowest = result.lowest, let highest = result.highest else { return "–" }
    return "\(NumberText.number(lowest))…\(NumberText.number(highest))"
  }

  /// What can be said of a claim, in a sentence or two.
  private func verdict(_ claim: ClaimResult) -> String {
    let year = EvaluationMethod.beforeAfter
    let reached = claim.presets.filter { setting in
      setting.preset != .null && (setting.result(of: year)?.asLarge.value ?? 0) >= 0.025
    }.compactMap { $0.preset?.rawValue }
    let averted = claim.presets.filter { ($0.truth.value ?? 0) >= claim.fallPercent }.compactMap {
      $0.preset?.rawValue
    }
    let chance = claim.chance.result(of: year)
    let shown =
      reached.isEmpty
      ? "Fewer than 1 in 40 campaigns show a fall as large under any preset"
      : "At least 1 in 40 campaigns show a fall as large under \(list(reached))"
    let truth =
      averted.isEmpty
      ? "The mean true effect is that large under no preset"
      : "The mean true effect is that large under \(list(averted))"
    let byChance =
      chance?.asLarge.value == nil
      ? "Without patrol there is no result."
      : "Without patrol, \(chance.map(self.chance) ?? "–") of campaigns show one."
    return "\(shown). \(truth). \(byChance)\(regression(chance))"
  }

  /// What targets chosen on their record fall by without patrol, where they are.
  private func regression(_ chance: MethodOfClaim?) -> String {
    guard examination.choosesTargets, let fall = chance?.fall, let value = fall.value else { return "" }
    guard value >= 0 else {
      return
        " Without patrol the targets show a rise of \(NumberText.estimate(fall.negated, unit: "%")): percentages of small "
        + "counts have a skewed mean."
    }
    return " Regression to the mean alone gives a fall of \(NumberText.estimate(fall, unit: "%"))."
  }

  private func chance(_ result: MethodOfClaim) -> String {
    guard let share = result.asLarge.value else { return "–" }
    let lower = result.asLarge.lower ?? share
    let upper = result.asLarge.upper ?? share
    let decimals = share < 0.1 ? 1 : 0
    func percent(_ value: Double) -> String { NumberText.number(100 * value, decimals: decimals) }
    return "\(percent(share))% (\(percent(lower))–\(percent(upper)))"
  }

  private func figure(_ percent: Double) -> String {
    NumberText.number(percent, decimals: percent == percent.rounded() ? 0 : 1)
  }

  private var notes: [String] {
    wrapped(
      "Falls in %: the mean over campaigns and, in brackets, the range of 95% of them. A rise is below 0. Truth: crime "
        + "averted against the same replication without patrol, mean ± 95% interval. "
        + "Under the preset no-effect, patrol deters nothing but discovers offences that nobody reports. --format csv has the results of "
        + "the methods in that case.")
  }

  private var leans: [String] {
    [style.heading("Assumptions")]
      + examination.assumptions.flatMap { wrapped($0, first: "  • ", rest: "    ") }
  }
}
