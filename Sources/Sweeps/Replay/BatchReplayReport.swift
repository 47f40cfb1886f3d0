// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Questions
import Tables

/// What came of rebuilding a replication of a cell, for 80 columns; with a line feed at its end.
///
/// - Parameters:
///   - result: What came of it.
///   - replay: What it was rebuilt from.
///   - style: How alarms look.
public func batchReplayReport(
  _ result: BatchReplayResult, of replay: BatchReplay, style: TextStyle = .plain
) -> String {
  let batch = replay.batch
  let (base, point) = (result.cell - 1).quotientAndRemainder(dividingBy: batch.points.count)
  let settings = zip(batch.file.parameters, batch.points[point]).compactMap { parameter, text in
    text.map { "\(parameter.key) \(parameter.shown($0))" }
  }
  let lines = wrapped(
    "Replication \(result.replication) of cell \(result.cell) of \(oneLine(batch.file.name)): \(oneLine(batch.bases[base].name))"
      + (settings.isEmpty ? "" : ", " + oneLine(settings.joined(separator: ", ")))
      + ", seed \(result.experiment.seed), PatrolSim \(PatrolSimVersion.current): "
      + "\(result.experiment.labels.map(oneLine).joined(separator: ", ")).")
  return style.text([lines + replayLines(result.tables, style: style)])
}
