// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Experiments

/// What is left of a campaign after its end, for a terminal of 80 columns.
public struct AfterReport {
  let outcome: AfterOutcome
  let style: TextStyle

  public init(_ outcome: AfterOutcome, style: TextStyle = .plain) {
    self.outcome = outcome
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameter durationInSeconds: How long it took, if known.
  public func text(durationInSeconds: Double? = nil) -> String {
    var names: [String] = []
    for result in outcome.results where !names.contains(result.strategy) { names.append(result.strategy) }
    let sections = [introduction(durationInSeconds)] + names.flatMap { [decay($0), shares($0)] } + [leans]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    var lines = [style.heading("After the campaign: \(oneLine(outcome.scenario))")]
    lines += wrapped(
      "\(NumberText.count(outcome.replications, "replication"))\(time), seed \(outcome.seed), preset \(outcome.preset). Crime averted in the "
        + "targets in \(NumberText.count(outcome.weeks, "week")) after the campaign, against the same replications without patrol. "
        + "Intervals are 95 %, given as ±.")
    if !outcome.complete {
      lines += wrapped("INCOMPLETE: interrupted before all were finished.").map(style.alarm)
    }
    return lines
  }

  private func results(_ strategy: String) -> [AfterResult] {
    outcome.results.filter { $0.strategy == strategy }
  }

  /// Returns the table of days, a column for each share.
  private func decay(_ strategy: String) -> [String] {
    let results = results(strategy)
    guard let first = results.first else { return [] }
    var table = TextTable(header: [["Under \(strategy)"] + results.map { "\($0.units) units on" }])
    table.add(["campaign"] + results.map { NumberText.estimate($0.campaign, unit: "%") })
    for index in first.spans.indices {
      let span = first.spans[index]
      let label = span.first == span.last ? "day \(span.first)" : "days \(span.first)–\(span.last)"
      table.add([label] + results.map { NumberText.estimate($0.spans[index].percent, unit: "%") })
    }
    return [style.heading("How the effect goes")] + table.lines(style: style)
      + (results.first { $0.units == 0 }.map { wrapped(lasting($0), first: "  ", rest: "  ") } ?? [])
  }

  private func lasting(_ result: AfterResult) -> String {
    let worth =
      result.worthInDays.value == nil
      ? "What the effect is worth afterwards is undefined: \(result.worthInDays.undefined ?? "no result")."
      : "Once nobody patrols, the effect lives on for what \(NumberText.estimate(result.worthInDays)) days of the campaign averted."
    let gone =
      result.goneAfter.map { " From day \($0.first) on it can't be told from none." }
      ?? " It can still be told from none at the end."
    return worth + gone
  }

  private func shares(_ strategy: String) -> [String] {
    let results = results(strategy)
    guard results.count > 1 else { return [] }
    var table = TextTable(header: [
      ["Units that patrol on", "Averted after", "Kept of the effect", "Officer hours"]
    ])
    for result in results {
      table.add([
        "\(result.units) (\(NumberText.number(100 * result.share)) %)",
        NumberText.estimate(result.after, unit: "%"),
        result.keptPercent.value == nil
          ? "–" : NumberText.estimate(result.keptPercent, decimals: 0, unit: "%"),
        (result.officerHours.value.map { NumberText.number($0) } ?? "–") + " h",
      ])
    }
    let words = [50.0, 80].map { percent in
      outcome.leastShare(keeping: percent, of: strategy).map {
        "\(NumberText.number(percent)) %: \(NumberText.count($0.units, "unit"))"
      } ?? "\(NumberText.number(percent)) %: none of these"
    }
    return [style.heading("How large a ringfenced share keeps it")] + table.lines(style: style)
      + wrapped(
        "The smallest number of units that surely keeps \(words.joined(separator: "; ")).", first: "  ",
        rest: "  ")
  }

  private var leans: [String] {
    [style.heading("What this leans on")]
      + outcome.assumptions.flatMap { wrapped($0, first: "  • ", rest: "    ") }
  }
}
