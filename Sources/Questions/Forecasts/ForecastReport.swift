// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Files
import Tables

/// How well forecasts foresaw recorded crime, for a terminal of 80 columns; with a line feed at its end.
public func forecastReport(
  _ answer: ForecastTrial.Answer, of trial: ForecastTrial, style: TextStyle = .plain
) -> String {
  let (scenario, results) = (trial.experiment.scenario, answer.results)
  var lines = [style.heading(oneLine(scenario.name))]
  lines += wrapped(
    "\(NumberText.count(answer.replicationCount, "replication")), seed \(trial.experiment.seed). Recorded "
      + "offences at the targets over \(NumberText.count(scenario.phases.campaignWeeks, "week")) without patrol, each "
      + "week forecast from the record before it; \(trial.flagged). Intervals are 95%, shown as ±."
  )
  if answer.replicationCount < trial.experiment.replications {
    lines += wrapped(interrupted(after: answer.replicationCount, of: trial.experiment.replications))
      .map(style.alarm)
  }
  var table = TextTable(header: [["Forecast", "Hit rate", "PAI", "PEI", "Log score", "To first"]])
  for result in results {
    table.add([
      result.name, NumberText.estimate(result.hitRate, decimals: 2),
      NumberText.estimate(result.predictiveAccuracyIndex, decimals: 2),
      NumberText.estimate(result.predictiveEfficiencyIndex, decimals: 2),
      NumberText.estimate(result.logScore, decimals: 2),
      result.name == results.first?.name
        ? "–" : NumberText.estimate(result.logScoreOverFirst, decimals: 3, isSigned: true),
    ])
  }
  lines += [""] + table.lines(style: style)
  for result in results { lines += wrapped("\(result.name): \(result.meaning).", first: "  ", rest: "  ") }
  lines += wrapped(
    "Hit rate: share of offences at flagged targets. PAI: hit rate divided by the flagged share of the area; random "
      + "flagging gives 1. PEI: PAI divided by the best possible PAI. Log score: mean log probability of the count of a "
      + "target in a week; higher is better.", first: "  ", rest: "  ")
  return style.text([lines])
}
