// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import Tables

/// The `README.md` of a study's results.
enum BatchReadme {
  static func text(_ batch: Batch, _ result: BatchResult, _ tables: BatchTables) -> String {
    let file = batch.file
    var lines = [
      "# \(markdown(file.name))", "",
      "A study of \(batch.cellCount) cells (\(NumberText.count(batch.bases.count, "scenario")) × \(NumberText.count(batch.points.count, "point")) of the design "
        + "\(file.design.rawValue)), \(file.replications) replications each, run with PatrolSim \(PatrolSimVersion.current).",
      "",
    ]
    if !result.isComplete { lines += [incomplete(batch, result), ""] }
    lines += [
      "- `study.yaml`: the study. `patrolsim batch batch.sqlite` runs it again from the database alone.",
      "- `batch.sqlite`: all of it as a database: the study and its scenarios word for word, every replication, the tables below.",
      "- `work/`: what was run, a line for each replication. From it the results are put together; keep it to go on with the study.",
      "- `datapackage.json`: the tables with the type, unit and meaning of their columns, for programs (Frictionless Data Package).",
      "- `manifest.json`: when and where the results were put together. Only this file differs between two runs of one study.",
      "",
    ]
    lines += rules(batch).map { "- \($0)" }
    lines += [
      "",
      TableDescription.rules,
    ]
    for table in tables.files { lines += table.dictionary }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How much of the study is not there.
  private static func incomplete(_ batch: Batch, _ result: BatchResult) -> String {
    let missing = batch.itemCount - result.replicationsDone - result.replicationsFailed
    return
      "**Incomplete**: \(result.replicationsFailed) of \(batch.itemCount) replications failed and \(missing) are missing. "
      + "`cells.csv` says of which cells, and why."
  }

  /// What the tables rest on.
  static func rules(_ batch: Batch) -> [String] {
    var rules = [
      "All strategies of a cell run on the same simulated crime. Cells of one scenario share the seed, so that as far as their "
        + "parameters let them they have the same crime too: differences between cells are paired by replication.",
      "Averted is in per cent of what happened in the same replication without patrol, the mean over replications; its interval is "
        + "Student's t at 95%.",
      "Differences between strategies are paired by replication, in percentage points. Tables of sensitivity have them beside the effects, as "
        + "the measure `difference`.",
      "Swept values are numbers, in the one unit that the tables below name for each parameter; words stay words.",
    ]
    if !batch.file.parameters.isEmpty {
      rules.append(
        batch.file.design.isSampled
          ? "Tornado: the mean over the fifth of points in which a parameter is highest, less that over the fifth in which it is "
            + "lowest (at least two each; of lists the points with the highest and the lowest value). Of the design sobol the points are those of "
            + "A and B. The interval is Welch's over cells: it holds what "
            + "the other parameters add."
          : "Tornado: the mean over the cells with a parameter's highest value, less that over those with its lowest. The interval "
            + "is paired by replication: it holds chance, not the choice of values.")
    }
    if batch.file.design == .sobol {
      rules.append(
        "Sobol indices are those of the mean over the study's replications, given their random numbers: first order by Saltelli "
          + "(2010), total by Jansen (1999), with bootstrap percentile intervals over base points (95%, 1,000 resamples). All "
          + "parameters are independent and uniform over their ranges, an assumption. With fewer than \(Batch.leastBasePoints) base points that "
          + "have all their cells there are none: their intervals would be wider than 0 to 1, all that an index can be."
      )
    }
    return rules
  }
}
