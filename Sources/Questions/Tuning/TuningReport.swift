// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import PatrolModel
import ScenarioFiles
import Tables

/// The report of a search for a strategy's parameters, for a terminal of 80 columns.
public struct TuningReport {
  let study: TuningStudy
  let result: TuningResult
  let style: TextStyle

  public init(_ study: TuningStudy, result: TuningResult, style: TextStyle = .plain) {
    self.study = study
    self.result = result
    self.style = style
  }

  /// The whole report, with a line feed at its end.
  ///
  /// - Parameter durationInSeconds: How long it took, if known.
  public func text(durationInSeconds: Double? = nil) -> String {
    let sections = [introduction(durationInSeconds), alarms, parameters, scores, verdict]
    return style.text(sections)
  }

  private var reference: String { study.argument(for: study.reference) }
  private var winner: String { study.argument(for: result.configuration) }
  private var hasOtherWinner: Bool { result.configuration != study.reference }

  private func introduction(_ durationInSeconds: Double?) -> [String] {
    let time = durationInSeconds.map { " in \(NumberText.duration(seconds: $0))" } ?? ""
    let settings = result.evaluations.count { $0.parameters != study.reference.parameters }
    return [style.heading("\(oneLine(study.scenario.name)): tuning \(study.reference.name)")]
      + wrapped(
        "\(NumberText.count(settings, "setting")) tried against \(reference)\(time), seed \(study.seed), preset "
          + "\(study.scenario.deterrence.preset.rawValue), by \(study.objective.outcome.rawValue) averted "
          + "\(study.objective.area == .targets ? "in the targets" : "everywhere"). Settings are Sobol points over the "
          + "whole range, then near the best of them. Successive halving on common random numbers removes the worst."
      )
  }

  private var alarms: [String] {
    result.isComplete
      ? []
      : wrapped(
        "INCOMPLETE: interrupted. These are the best results so far. The gain in the search is too high on average."
      ).map(style.alarm)
  }

  /// The parameters searched, with what they were and what the search found.
  private var parameters: [String] {
    var table = TextTable(header: [["Parameter", "Searched", "Scale", "Named", "Found"]])
    for range in study.ranges {
      let parameter = range.parameter
      let named = study.reference.parameters[parameter.name] ?? parameter.defaultValue
      table.add([
        parameter.name,
        "\(value(range.range.lowerBound)) to \(value(range.range.upperBound, parameter.unit.rawValue))",
        range.isLogarithmic ? "log" : "linear", value(named, parameter.unit.rawValue),
        value(result.winner[parameter.name] ?? named, parameter.unit.rawValue),
      ])
    }
    return table.lines(style: style)
  }

  private func value(_ number: Double, _ unit: String = "") -> String {
    DecimalText.trimmed(number, decimals: 4) + (unit.isEmpty ? "" : " " + unit)
  }

  /// The gain as the search saw it, and as fresh replications show it.
  private var scores: [String] {
    guard hasOtherWinner else { return [] }
    var table = TextTable(header: [["Gain over \(reference)", "Replications", "Points"]])
    table.add(["In the search", "\(result.searchReplications)", points(result.searchGain)])
    if let fresh = result.fresh {
      table.add(["On a new seed", "\(fresh.replications)", points(fresh.gain)])
    }
    let outcome = study.objective.outcome.rawValue
    let averted = result.fresh.map {
      " On the new seed (\($0.seed)), \(reference) averts \(NumberText.estimate($0.reference, unit: "%")) of \(outcome) and the winner "
        + "\(NumberText.estimate($0.winner, unit: "%"))."
    }
    return table.lines(style: style)
      + wrapped(
        "Points: percentage points of \(outcome) without patrol, paired, ± 95%. The gain in the search is too high on "
          + "average, because it selected the winner. Use the gain on the new seed.\(averted ?? "")",
        first: "  ",
        rest: "  ")
  }

  private func points(_ estimate: Estimate) -> String {
    NumberText.estimate(estimate, decimals: 2, isSigned: true)
  }

  /// What to do, and how to write it.
  private var verdict: [String] {
    guard hasOtherWinner else {
      return wrapped("Keep \(reference). No setting did better in the search.")
    }
    let advice: [String]
    if result.isBetter, let gain = result.fresh?.gain {
      advice = wrapped("The winner gains \(points(gain)) points over \(reference) on new replications.")
    } else if let fresh = result.fresh {
      let why =
        fresh.gain.holdsZero == true
        ? "the interval of the gain includes 0" : fresh.gain.undefined ?? "the winner does worse"
      let kept = study.reference.parameters.isEmpty ? "the defaults" : reference
      advice = wrapped("Keep \(kept). On new replications, \(why).")
    } else {
      advice = wrapped("The best setting so far was not scored on new replications.")
    }
    let lines = ScenarioFile.text(forStrategies: [result.configuration]).split(separator: "\n")
    let title = result.isBetter ? "The winner" : "The best in the search, not shown to be better,"
    return advice
      + ["", "\(title) on the command line:", "  --strategy \(winner)", "and in a scenario:"]
      + lines.map { "  \($0)" }
  }
}
