// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel

/// The `README.md` that results carry: which file holds what, and what each column means.
enum DataDictionary {
  /// A table of the results.
  struct Table {
    let file: String
    /// What a row is, in a sentence.
    let rows: String
    let columns: [Column]
    /// The columns whose values tell rows apart.
    let key: [String]
    /// Whether it has rows of the weeks before the campaign, under the name of no strategy.
    var hasHistory: Bool { ["weekly.csv", "weekly-detail.csv.gz", "outcomes.csv.gz"].contains(file) }

    init(_ file: String, _ rows: String, _ columns: [Column], key: [String]) {
      (self.file, self.rows, self.columns, self.key) = (file, rows, columns, key)
    }
  }

  /// The tables, in the order in which they are described.
  static func tables(of scenario: Scenario) -> [Table] {
    [
      Table(
        "comparison.csv", "One estimate a row: strategies against the same replications without patrol.",
        ComparisonTables.comparisonColumns, key: ["strategy", "measure", "area", "unit"]
      ),
      Table(
        "ranking.csv", "One strategy a row, for each outcome and area, the best first.",
        ComparisonTables.rankingColumns, key: ["outcome", "area", "strategy"]
      ),
      Table(
        "differences.csv", "One pair of strategies a row, on the same potential crime.",
        ComparisonTables.differenceColumns, key: ["outcome", "area", "first", "second"]
      ),
      Table(
        "replications.csv", "One replication and strategy a row, over the campaign.",
        ResultTables.replicationColumns(of: scenario), key: ["replication", "strategy"]
      ),
      Table(
        "places.csv", "One strategy and place a row, over the campaign; means over replications.",
        ResultTables.placeColumns, key: ["strategy", "place"]
      ),
      Table(
        "methods.csv",
        "One strategy and evaluation method a row: its claims beside the truth, over campaigns.",
        MethodTable.columns, key: ["strategy", "method"]
      ),
      Table(
        "truth.csv",
        "One strategy, phase, area and slice a row: what patrol averted by kind, corridor, type, ring, place and week. Slices "
          + "in which nothing happened are left out.",
        TruthTable.columns, key: ["strategy", "phase", "area", "dimension", "key"]
      ),
      Table(
        "costs.csv", "One estimate a row: what strategies cost, and what they saved.", CostTable.columns,
        key: ["strategy", "measure", "area", "grade"]
      ),
      Table(
        "wards.csv", "One strategy and ward a row, over the campaign; estimates over replications.",
        WardTable.columns(of: scenario), key: ["strategy", "ward", "borough"]
      ),
      Table(
        "fairness.csv", "One strategy and pair of distributions over wards a row.", FairnessTable.columns,
        key: ["strategy", "measure"]
      ),
      Table(
        "weekly.csv",
        "One week, strategy and place a row. Of more than 2,000 places, weeks in which nothing happened or became known are left out.",
        ResultTables.weeklyColumns,
        key: ["strategy", "week", "place"]
      ),
      Table(
        "outcomes.csv.gz",
        "One replication, strategy, phase, place and type a row; rows whose counts are all 0 are left out.",
        OutcomeRows.outcomeColumns, key: ["replication", "strategy", "phase", "place", "type"]
      ),
      Table(
        "weekly-detail.csv.gz",
        "With --detail only. One replication, strategy, week, place and type a row; rows of zeros are left out.",
        OutcomeRows.weeklyColumns, key: ["replication", "strategy", "week", "place", "type"]
      ),
    ]
  }

  /// Returns the text of the file.
  ///
  /// - Parameters:
  ///   - stopping: How a run that stops by itself ended; `nil` of others.
  ///   - counts: How many replications were done, of how many that were asked for; `nil` where they are the same.
  static func text(
    for study: Study, stopping: StoppingOutcome? = nil, interrupted counts: (done: Int, asked: Int)? = nil
  ) -> String {
    let phases = study.experiment.scenario.phases
    var end = stopping.map { ["", "\($0.sentence) \(StoppingOutcome.caveat)"] } ?? []
    if let counts {
      end += [
        "",
        "**Interrupted** after \(counts.done) of \(counts.asked) replications: intervals are wider for it.",
      ]
    }
    var lines =
      [
        "# Results of \(markdown(study.experiment.scenario.name))", "",
        "Simulated with PatrolSim \(PatrolSimVersion.current), seed \(study.experiment.seed). The campaign starts on "
          + "\(phases.campaignStart) and lasts \(phases.campaignWeeks) weeks.",
      ] + end + [
        "",
        "- `manifest.json`: what was run, where and when. Only this file differs between two runs of one study.",
        "- `scenario.yaml`: the scenario as it was run.",
        "- `summary.json`: the comparison, and what it leans on.",
        "- `results.sqlite`: the same figures as a database; its tables, views and columns are described in its tables "
          + "`documentation` and `column_documentation`.",
        "- `report.html`: the report to look at, in one file; `public.html`: what a force could publish of it. `patrolsim report` "
          + "makes them anew from `report.json`.",
        "- `charts/`: the charts of the report as Vega-Lite specifications.",
        "- `places.geojson`: places with what each strategy did there, for maps; columns as in places.csv.",
        "- `datapackage.json`: the tables below for programs (Frictionless Data Package).",
        "",
        "All tables are UTF-8 with commas, a header and decimal points. Texts that a spreadsheet could take for a "
          + "formula start with an apostrophe. An empty cell means that there is no such number.",
      ]
    for table in tables(of: study.experiment.scenario) {
      lines += ["", "## \(table.file)", "", table.rows, "", "| column | unit | meaning |", "|---|---|---|"]
      lines += table.columns.map {
        "| \(markdown($0.name)) | \(markdown($0.unit)) | \(markdown($0.meaning)) |"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
