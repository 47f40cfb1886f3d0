// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import PatrolModel
import Tables

/// The `README.md` that results carry: which file holds what, and what each column means.
enum ResultsReadme {
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
        "**Interrupted** after \(counts.done) of \(counts.asked) replications. Intervals are wider than planned.",
      ]
    }
    var lines =
      [
        "# Results of \(markdown(study.experiment.scenario.name))", "",
        "Simulated with PatrolSim \(PatrolSimVersion.current), seed \(study.experiment.seed). The campaign starts on "
          + "\(phases.campaignStart) and lasts \(phases.campaignWeeks) weeks.",
      ] + end + [
        "",
        "- `manifest.json`: what was run, where and when. Only this file differs between two runs of the same study.",
        "- `scenario.yaml`: the scenario as it was run.",
        "- `summary.json`: the comparison and its assumptions.",
        "- `results.sqlite`: the same figures as a database. Its tables `documentation` and `column_documentation` describe all tables, "
          + "views and columns.",
        "- `report.html`: the same results as pages for a browser, in one file. `public.html`: a page that a force could publish. "
          + "`patrolsim report` makes both again from `report.json`.",
        "- `charts/`: the charts of the report as Vega-Lite specifications.",
        "- `places.geojson`: places and the results of each strategy there, for maps. Columns are those of places.csv.",
        "- `datapackage.json`: a description of the tables below for programs (Frictionless Data Package).",
        "",
        TableDescription.rules,
      ]
    for table in ResultTables.files(of: study.experiment.scenario) { lines += table.dictionary }
    return lines.joined(separator: "\n") + "\n"
  }
}
