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
        TableDescription.rules,
      ]
    for table in ResultTables.files(of: study.experiment.scenario) { lines += table.dictionary }
    return lines.joined(separator: "\n") + "\n"
  }
}
