// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Tables

/// How well forecasts foresaw recorded crime, one method a row.
enum ForecastTable {
  static let table = Table<ForecastTrial.Result>(
    "forecasts", "One forecasting method a row, over replications.", key: ["method"],
    [
      Column("method", "The method") { $0.name },
      Column("meaning", "Its rule") { $0.meaning },
    ]
      + Column.estimate("hit_rate", "Share of offences at flagged targets", unit: "share", in: .share) {
        $0.hitRate
      }
      + Column.estimate(
        "predictive_accuracy_index",
        "Hit rate divided by the flagged share of targets; random flagging gives 1",
        unit: "ratio"
      ) { $0.predictiveAccuracyIndex }
      + Column.estimate(
        "predictive_efficiency_index", "Predictive accuracy index divided by the best possible", unit: "ratio"
      ) { $0.predictiveEfficiencyIndex }
      + Column.estimate(
        "log_score", "Mean log probability of the count of a target in a week; higher is better"
      ) {
        $0.logScore
      }
      + Column.estimate(
        "log_score_over_first", "Log score minus that of the first method, paired by replication"
      ) {
        $0.logScoreOverFirst
      })
}
