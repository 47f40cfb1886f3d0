// SPDX-License-Identifier: GPL-3.0-or-later

import PatrolModel

/// The `README.md` that results carry: which file holds what, and what each column means.
enum DataDictionary {
  /// The tables, with a sentence on the rows of each.
  static func tables(of scenario: Scenario) -> [(file: String, rows: String, columns: [Column])] {
    [
      (
        "comparison.csv", "One estimate a row: strategies against the same replications without patrol.",
        ComparisonTables.comparisonColumns
      ),
      (
        "ranking.csv", "One strategy a row, for each outcome and area, the best first.",
        ComparisonTables.rankingColumns
      ),
      (
        "differences.csv", "One pair of strategies a row, on the same potential crime.",
        ComparisonTables.differenceColumns
      ),
      (
        "replications.csv", "One replication and strategy a row, over the campaign.",
        ResultTables.replicationColumns(of: scenario)
      ),
      (
        "places.csv", "One strategy and place a row, over the campaign; means over replications.",
        ResultTables.placeColumns
      ),
      (
        "methods.csv",
        "One strategy and evaluation method a row: its claims beside the truth, over campaigns.",
        MethodTable.columns
      ),
      (
        "truth.csv",
        "One strategy, phase, area and slice a row: what patrol averted by kind, corridor, type, ring, place and week. Slices "
          + "in which nothing happened are left out.",
        TruthTable.columns
      ),
      ("costs.csv", "One estimate a row: what strategies cost, and what they saved.", CostTable.columns),
      (
        "wards.csv", "One strategy and ward a row, over the campaign; estimates over replications.",
        WardTable.columns(of: scenario)
      ),
      (
        "fairness.csv", "One strategy and pair of distributions over wards a row.", FairnessTable.columns
      ),
      ("weekly.csv", "One week, strategy and place a row.", ResultTables.weeklyColumns),
      (
        "outcomes.csv.gz",
        "One replication, strategy, phase, place and type a row; rows whose counts are all 0 are left out.",
        OutcomeRows.outcomeColumns
      ),
      (
        "weekly-detail.csv.gz",
        "With --detail only. One replication, strategy, week, place and type a row; rows of zeros are left out.",
        OutcomeRows.weeklyColumns
      ),
    ]
  }

  /// Returns the text of the file.
  ///
  /// - Parameter stopping: How a run that stops by itself ended; `nil` of others.
  static func text(for study: Study, stopping: StoppingOutcome? = nil) -> String {
    let phases = study.experiment.scenario.phases
    let end = stopping.map { ["", "\($0.sentence) \(StoppingOutcome.caveat)"] } ?? []
    var lines =
      [
        "# Results of \(study.experiment.scenario.name.replacing("\n", with: " "))", "",
        "Simulated with PatrolSim \(PatrolSimVersion.current), seed \(study.experiment.seed). The campaign starts on "
          + "\(phases.campaignStart) and lasts \(phases.campaignWeeks) weeks.",
      ] + end + [
        "",
        "- `manifest.json`: what was run, where and when. Only this file differs between two runs of one study.",
        "- `scenario.yaml`: the scenario as it was run.",
        "- `summary.json`: the comparison, and what it leans on.",
        "- `results.sqlite`: the same figures as a database; its views are described in its table `documentation`.",
        "",
        "All tables are UTF-8 with commas, a header and decimal points. Texts that a spreadsheet could take for a "
          + "formula start with an apostrophe. An empty cell means that there is no such number.",
      ]
    for table in tables(of: study.experiment.scenario) {
      lines += ["", "## \(table.file)", "", table.rows, "", "| column | unit | meaning |", "|---|---|---|"]
      lines += table.columns.map { "| \($0.name) | \($0.unit) | \($0.meaning) |" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
