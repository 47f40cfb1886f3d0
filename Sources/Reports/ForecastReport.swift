// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Experiments

/// How well forecasts foresaw recorded crime, for a terminal of 80 columns; with a line feed at its end.
public func forecastReport(
  _ results: [ForecastTrial.Result], of trial: ForecastTrial, style: TextStyle = .plain
) -> String {
  let scenario = trial.experiment.scenario
  let percent = DecimalText.trimmed(100 * trial.flaggedShare, decimals: 1)
  var lines = [style.heading(oneLine(scenario.name))]
  lines += wrapped(
    "\(NumberText.count(trial.experiment.replications, "replication")), seed \(trial.experiment.seed). Recorded "
      + "offences at the targets over \(NumberText.count(scenario.phases.campaignWeeks, "week")) without patrol, each "
      + "week forecast from the record before it; \(percent) % of targets flagged. Intervals are 95 %, given as ±."
  )
  var table = TextTable(header: [["Forecast", "Hit rate", "PAI", "PEI", "Log score", "over the first"]])
  for result in results {
    table.add([
      result.name, cell(result.hitRate, scale: 100, unit: " %", decimals: 1),
      cell(result.predictiveAccuracyIndex, decimals: 3), cell(result.predictiveEfficiencyIndex, decimals: 3),
      cell(result.logScore, decimals: 3),
      result.name == results.first?.name ? "–" : cell(result.logScoreOverFirst, decimals: 4),
    ])
  }
  lines += [""] + table.lines(style: style)
  for result in results { lines += wrapped("\(result.name): \(result.meaning).", first: "  ", rest: "  ") }
  lines += wrapped(
    "Hit rate: share of offences at flagged targets. PAI: that over the flagged share of the area; flagging at random "
      + "gives 1. PEI: PAI over the best possible. Log score: mean log probability of a target's count in a week; the "
      + "greater the better.", first: "  ", rest: "  ")
  return lines.joined(separator: "\n") + "\n"
}

private func cell(_ estimate: Estimate, scale: Double = 1, unit: String = "", decimals: Int) -> String {
  guard let value = estimate.value else { return "–" }
  let number = DecimalText.trimmed(scale * value, decimals: decimals)
  guard let lower = estimate.lower, let upper = estimate.upper else { return number + unit }
  return "\(number) ± \(DecimalText.trimmed(scale * (upper - lower) / 2, decimals: decimals))\(unit)"
}
